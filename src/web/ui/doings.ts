/** What people do at a bank, in the order in which most of them ask: fees and questions are grouped by it. */

/** The first words of the services' ids that belong to each. */
const DOINGS: readonly (readonly [id: string, groups: readonly string[]])[] = [
  ["transfer", ["transfer", "standing", "direct", "ussd", "bill"]],
  ["cash", ["atm", "cash"]],
  ["pay", ["pos", "pay"]],
  ["account", ["account", "alert", "savings", "salary", "fees"]],
  ["card", ["card", "token"]],
  ["cheque", ["cheque", "draft"]],
  ["loan", ["loan"]],
  ["trade", ["fx", "trade"]],
  ["levy", ["levy", "tax"]],
];

export type Doing<T> = { readonly id: string; readonly title: string; readonly of: readonly T[] };

/** Things by what people do, each doing that has any; a kind that no list names stands by itself at the end, so that none is lost. */
export function byDoing<T>(
  things: readonly T[],
  serviceOf: (thing: T) => string,
  titleOf: (id: string) => string,
): Doing<T>[] {
  const kindOf = (thing: T) => serviceOf(thing).split(/[._]/)[0] as string;
  const placed = new Set(DOINGS.flatMap(([, kinds]) => kinds));
  const others = [...new Set(things.map(kindOf))].filter((kind) => !placed.has(kind));
  return [
    ...DOINGS.map(([id, kinds]) => ({
      id,
      title: titleOf(id),
      of: kinds.flatMap((kind) => things.filter((thing) => kindOf(thing) === kind)),
    })),
    ...others.map((id) => ({ id, title: titleOf(id), of: things.filter((thing) => kindOf(thing) === id) })),
  ].filter(({ of }) => of.length > 0);
}
