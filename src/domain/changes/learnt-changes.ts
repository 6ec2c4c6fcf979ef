/** What we say of one civil day, beside what we said of the same day earlier: in money, never as a difference of texts. */
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import type { ListedFee, Pack, StatedUsage } from "../fees/pack.ts";
import { priceEvent } from "../fees/price-event.ts";
import { whoseWords } from "../fees/products.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import { VAT_SERVICE } from "../fees/vat.ts";
import type { Case, Change, Direction } from "./change.ts";
import { type After, type Compared, compareSides } from "./compare-sides.ts";
import { eventOf, type Shape } from "./event-grid.ts";
import { speaks, withoutTolerance } from "./law-changes.ts";
import { sideOf, UNKNOWN } from "./side.ts";
import { sideOn, slugOf, streamOf } from "./tariff-changes.ts";

/** `no_longer_known`: we gave a figure then, and give none now. */
export type LearntDirection = Direction | "no_longer_known";

/** `before` is what we knew then and names rows of that pack, `after` what we know now; `on` is the day asked about. */
export type Learnt = Omit<Change, "direction"> & { readonly direction: LearntDirection };

/** `then` and `now` are packs of one jurisdiction as they were known at two instants. In the order of `now`'s services. */
export function learntChanges(then: Pack, now: Pack, on: CivilDate): readonly Learnt[] {
  if (then === now) return [];
  const services = [...now.services, ...then.services.filter(({ id }) => !now.services.some((one) => one.id === id))];
  return [...services.flatMap((service) => ofLaw(then, now, service, on)), ...ofLists(then, now, on)];
}

type Asked = { readonly id: string; readonly usage?: StatedUsage };

function ofLaw(then: Pack, now: Pack, { id, usage }: Asked, on: CivilDate): Learnt[] {
  const [old, own] = [withoutTolerance(then), withoutTolerance(now)];
  const standing = (pack: Pack, service = id) => ceilingRules(rulesOf(pack, service), on).filter(speaks);
  const [before, after] = [standing(old), standing(own)];
  if (alike(before, after) && alike(standing(old, VAT_SERVICE), standing(own, VAT_SERVICE))) return [];
  const price =
    (pack: Pack): After =>
    (facts, sum) =>
      sideOf(priceEvent(pack, eventOf(id, on, facts, sum)));
  const compared = bothWays([...before, ...after], usage, price(old), price(own));
  if (!compared) return [];
  const ids = (rules: typeof before) => rules.map((rule) => rule.id).sort();
  const about = { kind: "law", cause: "rule", service: id, bank: null, product: null, on } as const;
  return [{ id: `learnt.law.${id}.${on}`, ...about, ...compared, before: ids(before), after: ids(after) }];
}

function ofLists(then: Pack, now: Pack, on: CivilDate): Learnt[] {
  const [old, own] = [standingOnes(then, on), standingOnes(now, on)];
  return [...new Set([...own.keys(), ...old.keys()])].flatMap((stream) => {
    const [before, after] = [old.get(stream) ?? [], own.get(stream) ?? []];
    // two rows of one day are two prices: none of them is guessed to be the one
    if (before.length > 1 || after.length > 1) return [];
    const [was, is] = [before[0], after[0]];
    const fee = (is ?? was) as ListedFee;
    const home = is ? now : then;
    const compared = bothWays(
      [...before, ...after],
      home.services.find(({ id }) => id === fee.service)?.usage,
      was ? sideOn(then, was, on) : () => UNKNOWN,
      is ? sideOn(now, is, on) : () => UNKNOWN,
    );
    if (!compared) return [];
    return [
      {
        id: ["learnt.tariff", fee.bank, fee.service, ...slugOf(home, fee), on].join("."),
        ...({ kind: "tariff", cause: "price", service: fee.service, bank: fee.bank, on } as const),
        product: whoseWords(home, fee),
        ...compared,
        before: was ? [was.id] : [],
        after: is ? [is.id] : [],
      },
    ];
  });
}

function standingOnes(pack: Pack, on: CivilDate): ReadonlyMap<string, ListedFee[]> {
  return Map.groupBy(
    pack.listedFees.filter((fee) => !fee.agreed && inSpan(fee, on)),
    streamOf,
  );
}

/** Most facts are what they were, and need no pricing. */
const alike = (then: readonly object[], now: readonly object[]): boolean =>
  JSON.stringify(then) === JSON.stringify(now);

/** Two days never lose a price; two instants may: then the comparison is made the other way round and turned. */
function bothWays(
  shapes: readonly Shape[],
  usage: StatedUsage | undefined,
  before: After,
  after: After,
): (Omit<Compared, "direction"> & { readonly direction: LearntDirection }) | null {
  const compare = (from: After, to: After) =>
    compareSides(shapes, usage, (facts, sum) => ({ side: from(facts, sum), knownUntil: null }), to);
  const found = compare(before, after);
  if (found) return found;
  const turned = compare(after, before);
  return turned && { direction: "no_longer_known", cases: turned.cases.map(turn), size: null };
}

const turn = (one: Case): Case => ({ ...one, before: one.after, after: one.before });
