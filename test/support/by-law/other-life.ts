/**
 * Some months at a wallet, of an agent, or on an account in dollars, euros or pounds: kinds that `customer-life.ts` does not live.
 * The truth of it follows statements that were labelled from the contracts before the judge was read
 * (test/fixtures/labelled-by-hand.txt); `wrong` means what it means there.
 */
import { seeded } from "../../../drills/drill.ts";
import { addDays, type CivilDate, civilDate, daysInMonth, partsOf } from "../../../src/domain/dates/civil-date.ts";
import { OTHER_BANKS, type Party, PEOPLE, TYPED } from "./bank-styles.ts";
import { type Draft, dueOn, inOrder, type Life, type Line, naira, type Order, vatOf } from "./customer-life.ts";
import { ABROAD, OF_AGENTS, WALLETS } from "./other-styles.ts";

type Pick = <T>(list: readonly T[]) => T;
type Days = {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly pick: Pick;
  readonly upTo: (most: number) => number;
  /** Whether a mistake is due now. */
  readonly mistaken: () => boolean;
  readonly party: () => Party;
  readonly put: (line: Line) => void;
};
type Kind = Omit<Life, "opening" | "period" | "rows" | "habits"> & {
  readonly live: (days: Days) => void;
  readonly name: string;
};

/** The tax of fintechs is printed from this day on. */
const VAT_FROM = "2026-01-19";
const LAW_OF_2026 = "2026-01-01";
/** Levies of either side of the change are not held against anybody for a month. */
const isSettled = (on: CivilDate): boolean => on < "2025-12-01" || on > "2026-02-05";

/** One of `often` payments is charged wrongly; 0: none. */
export function otherLife(seed: number, often: number): Life {
  const chance = seeded(seed * 99_991 + 17);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const pick: Pick = (list) => list[upTo(list.length)] as (typeof list)[number];
  const { live, name, ...kind } = pick([wallet, wallet, agent, foreign])(pick);
  const order = pick(["as it came", "as it came", "charges last", "charges first", "by sum", "shuffled"] as Order[]);
  const shared = upTo(3) > 0;
  const first = civilDate(pick([2024, 2025, 2025, 2026, 2026]), 1 + upTo(9), 1) as CivilDate;
  const { year, month } = partsOf(addDays(first, pick([25, 55, 85])));
  const last = civilDate(year, month, daysInMonth(year, month)) as CivilDate;
  const drafts: Draft[] = [];
  let [clock, ticket] = [0, 400_000 + upTo(500_000)];
  live({
    first,
    last,
    pick,
    upTo,
    // dollars have few lines, and their mistakes need no number that ties
    mistaken: () => often > 0 && (kind.currency === "NGN" ? shared && upTo(often) === 0 : upTo(often) < 5),
    party: () => ({
      who: pick(PEOPLE),
      bank: pick(OTHER_BANKS),
      ref: `25${String(10 ** 9 + upTo(8 * 10 ** 9))}${ticket++}`,
      note: pick(TYPED),
    }),
    put: ({ on, kobo, text, of, charge = false, wrong = null }) => {
      if (on <= last)
        drafts.push({ on, kobo, text, reference: shared ? of.ref : `W${ticket++}`, charge, wrong, at: clock++ });
    },
  });
  const habits = `${name}, ${order}, numbers ${shared ? "shared" : "own"}, ${drafts.length} rows, ${first} to ${last}`;
  return { ...kind, opening: naira(4_000_000), period: [first, last], rows: inOrder(drafts, order, chance), habits };
}

function eachDay({ first, last }: Days, live: (on: CivilDate) => void): void {
  for (let on = first; on <= last; on = addDays(on, 1)) live(on);
}

/** A wallet: some transfers free, a flat price for the others, the customer's own pocket emptied and filled all the time. */
function wallet(pick: Pick): Kind {
  const style = pick(WALLETS);
  const flat = pick([10, 10, 20, 30]);
  const live = (t: Days): void =>
    eachDay(t, (on) => {
      const take = (line: Line): void => t.put({ ...line, charge: true });
      const levy = style.levies[on < LAW_OF_2026 ? 0 : 1];
      for (let n = t.upTo(4), free = 1; n > 0; n--) {
        const of = t.party();
        const sum = naira(300 + t.upTo(70) * 410 + (t.upTo(4) === 0 ? t.upTo(90_000) : 0));
        const small = sum < naira(10_000);
        const duty = (wrong: string | null): void => take({ on, kobo: -naira(50), text: levy, of, wrong });
        if (t.upTo(5) < 2) {
          t.put({ on, kobo: sum, text: style.receive(of), of });
          const owes = on < LAW_OF_2026 && on >= style.leviesFrom && !small;
          if (owes) duty(null);
          if (owes && t.mistaken()) duty("levy_twice");
          if (!owes && isSettled(on) && on > addDays(t.first, 3) && (small || on >= LAW_OF_2026) && t.mistaken())
            duty(small ? "levy_small" : "wrong_payer");
          if (t.upTo(2) === 0) t.put({ on, kobo: -sum, text: style.keep, of: t.party() });
          continue;
        }
        if (t.upTo(2) === 0) t.put({ on, kobo: sum, text: style.fetch, of: t.party() });
        const inside = t.upTo(4) === 0;
        t.put({ on, kobo: -sum, text: inside ? style.sendInside(of) : style.send(of), of });
        const owes = on >= LAW_OF_2026 && !small;
        if (owes && !inside) duty(null);
        if (small && !inside && isSettled(on) && on > addDays(t.first, 3) && t.mistaken()) duty("levy_small");
        if (inside || free++ > 1) continue;
        // a sum above the banks' table is none that their table could make wrong
        const fee = naira(flat);
        take({ on, kobo: -fee, text: style.fee, of });
        if (!owes && on < VAT_FROM && t.upTo(12) === 0) {
          t.put({ on: addDays(on, 1), kobo: sum, text: style.back(style.send(of)), of });
          t.put({ on: addDays(on, 1 + t.upTo(3)), kobo: fee, text: style.back(style.fee), of });
        }
        if (on < VAT_FROM) continue;
        const wrong = t.mistaken() && fee <= dueOn(sum) ? "wrong_tax" : null;
        take({ on, kobo: -(wrong ? fee / 10n : vatOf(fee)), text: style.vat, of, wrong });
      }
      if (t.upTo(3) === 0)
        t.put({ on, kobo: naira(1 + t.upTo(9)) + BigInt(t.upTo(99)), text: style.earned, of: t.party() });
      if (t.upTo(40) === 0 && t.mistaken())
        take({ on, kobo: -naira(120), text: "CYBERSECURITY LEVY", of: t.party(), wrong: "cyber" });
    });
  return { account: "savings", bank: style.bank, currency: "NGN", live, name: style.bank };
}

/** The till of an agent: cards of others draw cash, others' payments are sent on, and the house takes its own prices. */
function agent(pick: Pick): Kind {
  const bank = pick(["ng.moniepoint", "ng.opay", "ng.palmpay"]);
  const live = (t: Days): void =>
    eachDay(t, (on) => {
      const take = (line: Line): void => t.put({ ...line, charge: true });
      for (let n = 1 + t.upTo(4); n > 0; n--) {
        const of = t.party();
        const drawn = naira(1_000 * (1 + t.upTo(40)));
        const fee = drawn <= naira(20_000) ? drawn / 200n : naira(100);
        if (t.upTo(2) === 0) {
          t.put({ on, kobo: drawn, text: `POS CASH OUT TERMINAL 2044${of.ref.slice(-4)}`, of });
          take({ on, kobo: -fee, text: "CASH OUT FEE", of });
          if (on >= VAT_FROM) take({ on, kobo: -vatOf(fee), text: "VAT ON CASH OUT FEE", of });
          continue;
        }
        t.put({ on, kobo: -drawn, text: `TRANSFER FOR CUSTOMER TO ${of.who} ${of.bank}`, of });
        take({ on, kobo: -naira(20), text: "TRANSFER FEE", of });
        if (on >= VAT_FROM) {
          const wrong = drawn > naira(5_000) && t.mistaken() ? "wrong_tax" : null;
          take({ on, kobo: -(wrong ? naira(2) : naira(1.5)), text: "VAT ON TRANSFER FEE", of, wrong });
        }
        if (on >= LAW_OF_2026 && drawn >= naira(10_000)) take({ on, kobo: -naira(50), text: "STAMP DUTY", of });
        else if (isSettled(on) && on > addDays(t.first, 3) && drawn < naira(10_000) && t.mistaken())
          take({ on, kobo: -naira(50), text: on < LAW_OF_2026 ? "EMTL" : "STAMP DUTY", of, wrong: "levy_small" });
      }
      if (t.upTo(3) === 0) {
        const [text, sum] = t.pick(OF_AGENTS);
        t.put({ on, kobo: naira(sum), text, of: t.party() });
      }
    });
  return { account: "current", bank, currency: "NGN", live, name: `an agent at ${bank}` };
}

/** An account in other money: only what is known in dollars can be too much. */
function foreign(pick: Pick): Kind {
  const currency = pick(["USD", "USD", "EUR", "GBP"] as const);
  const live = (t: Days): void => {
    const take = (line: Line): void => t.put({ ...line, charge: true });
    const dollars = currency === "USD";
    eachDay(t, (on) => {
      const of = t.party();
      const what = t.upTo(14);
      const sum = naira(100 + t.upTo(9) * 75 + (t.upTo(5) === 0 ? 12_000 : 0));
      if (what === 0) t.put({ on, kobo: sum, text: `INWARD SWIFT TRANSFER B/O ${of.who}`, of });
      else if (what === 1) t.put({ on, kobo: -sum, text: `OUTWARD SWIFT TRANSFER IFO ${of.who}`, of });
      else if (what === 2) t.put({ on, kobo: -sum, text: "WEB PURCHASE COURSE FEE ABROAD", of });
      else if (what < 5) {
        const [text, price] = t.pick(ABROAD);
        take({ on, kobo: -naira(price), text, of });
      } else if (what === 5) {
        const wrong = dollars && t.mistaken() && on > addDays(t.first, 6) ? "dom_over" : null;
        const least = sum / 2_000n;
        t.put({ on, kobo: -sum, text: "CASH WITHDRAWAL BY SELF", of });
        take({
          on,
          kobo: -(wrong ? naira(14) : least < naira(10) ? least : naira(10)),
          text: "DOM WITHDRAWAL COMMISSION",
          of,
          wrong,
        });
      }
    });
    const on = addDays(t.first, 9);
    const of = t.party();
    const wrong = dollars && t.mistaken() ? "fx_card_over" : null;
    const text = `FX CARD MAINTENANCE FEE ${partsOf(on).year}`;
    take({ on, kobo: -naira(wrong ? 25 : 10), text, of, wrong });
    take({ on, kobo: -naira(0.75), text: `VAT ON ${text}`, of });
  };
  return { account: "domiciliary", bank: null, currency, live, name: `an account in ${currency}` };
}
