import { allChanges } from "../domain/changes/all-changes.ts";
import type { Change } from "../domain/changes/change.ts";
import type { Bank, Pack } from "../domain/fees/pack.ts";
import { isUnderTheTable } from "../domain/fees/price-event.ts";
import { type ChangeView, changeView } from "./change-view.ts";
import type { Context } from "./context.ts";
import { type Dated, type DatedPack, datedOf, datedPack, type When } from "./dated-pack.ts";
import { KeptOfPack } from "./kept-of-pack.ts";
import { noBank, noService } from "./not-listed.ts";
import { Refused } from "./refused.ts";

export type ChangesInput = When & {
  readonly service?: string | undefined;
  readonly bank?: string | undefined;
  /** Of this year only. */
  readonly year?: number | undefined;
};

type Named = { readonly id: string; readonly name: string };

export type ChangesView = Dated & {
  readonly service: Named | null;
  readonly bank: Named | null;
  readonly year: number | null;
  /**
   * Years that have changes, newest first, whatever year was asked for. `moved` counts those in force of which both sides are
   * known: no draft, and no first price.
   */
  readonly years: readonly { readonly year: number; readonly changes: number; readonly moved: number }[];
  /** What stands before the results: of how many banks an own price is known at all. */
  readonly coverage: { readonly banks: number; readonly withOwnPrices: number; readonly rules: number };
  /** Newest first, what is still to come before everything else. */
  readonly changes: readonly ChangeView[];
  readonly services: readonly Named[];
  readonly banks: readonly Named[];
};

/** What changed, and what will: law, drafts and banks' own prices, for everything or for one service or bank. */
export async function listChanges(ctx: Context, input: ChangesInput): Promise<ChangesView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const { service, bank } = meant(pack, input);
  const found = chosen(pack, service, bank);
  const years = new Map<number, { changes: number; moved: number }>();
  for (const change of found) {
    const { changes, moved } = years.get(yearOf(change)) ?? { changes: 0, moved: 0 };
    years.set(yearOf(change), { changes: changes + 1, moved: moved + (hasMoved(change) ? 1 : 0) });
  }
  // a year of other fees or banks has none of this one, and that is an answer
  if (input.year !== undefined && !allChanges(pack).some((change) => yearOf(change) === input.year))
    throw new Refused("bad_field", "year", { code: "refused.no_change_in_year", facts: {} });
  const withOwnPrices = new Set(pack.listedFees.map((fee) => fee.bank)).size;
  return {
    ...datedOf(dated),
    service: service ?? null,
    bank: bank ? { id: bank.id, name: bank.name } : null,
    year: input.year ?? null,
    years: [...years].map(([year, counts]) => ({ year, ...counts })),
    coverage: { banks: pack.banks.length, withOwnPrices, rules: pack.rules.length },
    changes: found
      .filter((change) => input.year === undefined || yearOf(change) === input.year)
      .map((change) => changeView(pack, change, on, today)),
    services: pack.services.filter(({ id }) => id !== "unknown").map(({ id, name }) => ({ id, name })),
    banks: pack.banks.map(({ id, name }) => ({ id, name })),
  };
}

const hasMoved = ({ kind, direction }: Change): boolean => kind !== "draft" && direction !== "first_known";
const yearOf = ({ on }: Change): number => Number(on.slice(0, 4));

function meant(pack: Pack, { service, bank }: ChangesInput): { service: Named | undefined; bank: Bank | undefined } {
  const found = pack.services.find(({ id }) => id === service && id !== "unknown");
  if (service !== undefined && !found) throw noService(pack, service);
  const known = pack.banks.find(({ id }) => id === bank);
  if (bank !== undefined && !known) throw noBank(pack, bank);
  return { service: found && { id: found.id, name: found.name }, bank: known };
}

/**
 * A new tax on fees is one change and stands once; with a service it stands as what it makes of that service, and with it
 * stand the duties that the same event draws: whoever asks about transfers asks about their stamp duty too. With a bank: its
 * own prices, and the law that binds its kind of licence.
 */
function chosen(pack: Pack, service: Named | undefined, bank: Bank | undefined): readonly Change[] {
  const draws = pack.services.find(({ id }) => id === service?.id)?.draws ?? [];
  const asked = service && new Set([service.id, ...draws.map((duty) => duty.service)]);
  return allChanges(pack).filter((change) => {
    if (asked ? !asked.has(change.service) : change.cause === "tax") return false;
    if (!bank || change.bank !== null) return !bank || change.bank === bank.id;
    return isUnderTheTable(bank) || bindsEveryone(pack, change);
  });
}

const bindsEveryone = (pack: Pack, { after }: Change): boolean =>
  after.length > 0 && after.every((id) => pack.rules.find((rule) => rule.id === id)?.binds === "everyone");

export type ShownChange = Dated & {
  readonly change: ChangeView;
  /** Of the same service, and for a bank's price of the same bank: the one before and the one after it. */
  readonly earlier: ChangeView | null;
  readonly later: ChangeView | null;
};

/** One change by its id. */
export async function showChange(ctx: Context, input: When & { readonly id: string }): Promise<ShownChange> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const all = allChanges(pack);
  const change = all.find(({ id }) => id === input.id);
  if (!change) throw new Refused("unknown_change", "id", { code: "refused.no_change", facts: {} });
  const line = all.filter((one) => one.service === change.service && one.bank === change.bank && one.kind !== "draft");
  const view = (one: Change | undefined) => (one ? changeView(pack, one, on, today) : null);
  return {
    ...datedOf(dated),
    change: changeView(pack, change, on, today),
    earlier: view(line.find((one) => one.on < change.on)),
    later: view(line.findLast((one) => one.on > change.on)),
  };
}

const latest = new KeptOfPack<readonly ChangeView[]>(100);

type HowMany = { readonly past: number; readonly toCome: number };

/** The newest changes of the law in force on the day, and those to come; of one service, or of all. */
export const latestChanges = (dated: DatedPack, service: string | null, most: HowMany): readonly ChangeView[] =>
  latest.of(dated.pack, [dated.on, dated.today, service, most.past, most.toCome].join(" "), () =>
    newestOf(dated, service, most),
  );

function newestOf({ pack, on, today }: DatedPack, service: string | null, most: HowMany): readonly ChangeView[] {
  const moved = allChanges(pack).filter(
    (change) =>
      change.kind !== "tariff" &&
      (service === null ? change.cause !== "tax" && change.direction !== "first_known" : change.service === service),
  );
  const past = moved.filter((change) => change.kind === "law" && change.on <= on).slice(0, most.past);
  const toCome = moved.filter((change) => change.kind === "law" && change.on > on).slice(-most.toCome);
  return [...toCome, ...past].map((change) => changeView(pack, change, on, today));
}
