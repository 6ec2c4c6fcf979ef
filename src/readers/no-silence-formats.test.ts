import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { SILENCE_SEEDS, underSeeds } from "../../test/support/silence-seeds.ts";
import { tellReading } from "../../test/support/tell-reading.ts";

// The promise of no-silence.test.ts for the formats that are no text with marks between cells: statements are made, written in
// each format, and damaged as exports are. Whatever is read otherwise than it was is said. A damage that a format cannot show,
// because it prints no balance that would prove it, is not done to it.

function chanceOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

type Entry = { day: number; cents: number; balance: number; words: string };
type Made = { opening: number; records: Entry[] };
type Damage = {
  readonly noSigns?: boolean;
  readonly signTwice?: boolean;
  readonly unread?: number;
  readonly noDay?: number;
  readonly cut?: number;
  readonly turned?: number;
  readonly joined?: boolean;
  readonly comma?: boolean;
};

const two = (n: number): string => String(n).padStart(2, "0");
const plain = (cents: number): string => `${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;
const signed = (cents: number): string => `${cents < 0 ? "-" : ""}${plain(cents)}`;
const WORDS = ["NIP CHARGE", "POS SHOP", "TRF TO ADA", "SALARY", "SMS ALERT", "FRM OBI"];

function make(chance: (below: number) => number): Made {
  const opening = 100_000 + chance(900_000);
  const records: Entry[] = [];
  let [day, balance] = [1 + chance(3), opening];
  for (let i = 0; i < 5 + chance(7); i++) {
    day = Math.min(28, day + chance(4));
    // both ways, so that no file has one side only
    const cents = (i === 0 ? -1 : i === 1 ? 1 : chance(2) ? 1 : -1) * (101 + chance(90_000));
    balance += cents;
    records.push({ day, cents, balance, words: WORDS[chance(WORDS.length)] as string });
  }
  return { opening, records };
}

/** A sum as the damage prints it: unreadable at one row, turned at another, without or with a second sign. */
const sumOf = (damage: Damage, i: number, cents: number, own: (cents: number) => string): string => {
  const text = own(damage.turned === i ? -cents : cents);
  const shown = damage.noSigns ? text.replace("-", "") : text;
  const point = damage.comma ? shown.replace(".", ",") : shown;
  return damage.unread === i ? point.replace(/\d(?=[.,])/, "S") : point;
};
const dayOf = (damage: Damage, i: number, day: number): string => (damage.noDay === i ? "31" : two(day));
const kept = <T>(damage: Damage, list: readonly T[]): (readonly [T, number])[] =>
  list.map((one, i) => [one, i] as const).filter(([, i]) => damage.cut !== i);
const ends = ({ opening, records }: Made): readonly [number, number] => [opening, records.at(-1)?.balance ?? opening];

type Format = {
  readonly write: (made: Made, damage: Damage, account: string) => string | Uint8Array;
  /** The damages that what else the format prints can show. */
  readonly shows: readonly (keyof typeof DAMAGES)[];
};

const sheet = ({ records }: Made, damage: Damage): string[][] => [
  ["Date", "Narration", "Amount", "Balance"],
  ...kept(damage, records).map(([{ day, cents, balance, words }, i]) => [
    `${dayOf(damage, i, day)}-Feb-2024`,
    words,
    sumOf(damage, i, cents, signed),
    signed(balance),
  ]),
];

const join = (parts: readonly string[], by = "\n"): string => parts.join(by);

const FORMATS: Readonly<Record<string, Format>> = {
  OFX: {
    write: ({ records }, damage, account) =>
      `OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>NGN<BANKACCTFROM><ACCTID>${account}</BANKACCTFROM><BANKTRANLIST>${join(kept(damage, records).map(([{ day, cents, words }, i]) => `<STMTTRN><TRNTYPE>${cents < 0 ? "DEBIT" : "CREDIT"}<DTPOSTED>202402${dayOf(damage, i, day)}<TRNAMT>${sumOf(damage, i, cents, signed)}<FITID>${i}<NAME>${words}</STMTTRN>`))}</BANKTRANLIST></STMTRS></OFX>`,
    shows: ["nothing", "signs dropped", "a sum that cannot be read", "a day that is none", "commas for points"],
  },
  QIF: {
    write: ({ records }, damage, account) =>
      `!Account\nN${account}\nTBank\n^\n!Type:Bank\n${join(kept(damage, records).map(([{ day, cents, words }, i]) => `D${dayOf(damage, i, day)}/02/2024\nT${sumOf(damage, i, cents, signed)}\nP${words}\n^`))}`,
    shows: ["nothing", "a sum that cannot be read", "a day that is none", "commas for points", "two accounts"],
  },
  MT940: {
    write: (made, damage, account) => {
      const [opening, closing] = ends(made);
      const sum = (cents: number): string => plain(cents).replace(".", ",");
      const bal = (cents: number): string => `${cents < 0 ? "D" : "C"}240201NGN${sum(cents)}`;
      return `:20:X\n:25:${account}\n:28C:1\n:60F:${bal(opening)}\n${join(kept(damage, made.records).map(([{ day, cents, words }, i]) => `:61:2402${dayOf(damage, i, day)}${(damage.turned === i ? -cents : cents) < 0 ? "D" : "C"}${damage.signTwice && cents < 0 ? "-" : ""}${sumOf({ ...damage, turned: -1, comma: true }, i, cents, plain)}NMSC\n:86:${words}`))}\n:62F:${bal(closing)}\n-\n`;
    },
    shows: [
      "nothing",
      "a sum that cannot be read",
      "a day that is none",
      "a row cut",
      "a side turned",
      "a minus that says it twice",
      "two accounts",
    ],
  },
  camt: {
    write: (made, damage, account) => {
      const [opening, closing] = ends(made);
      const amount = (cents: number, text: string): string =>
        `<Amt Ccy="NGN">${text}</Amt><CdtDbtInd>${cents < 0 ? "DBIT" : "CRDT"}</CdtDbtInd>`;
      const bal = (code: string, cents: number): string =>
        `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(cents, plain(cents))}</Bal>`;
      return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>NGN</Ccy></Acct>${bal("OPBD", opening)}${bal("CLBD", closing)}${join(kept(damage, made.records).map(([{ day, cents, words }, i]) => `<Ntry>${amount(damage.turned === i ? -cents : cents, `${damage.signTwice && cents < 0 ? "-" : ""}${sumOf({ ...damage, turned: -1 }, i, cents, plain)}`)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-02-${dayOf(damage, i, day)}</Dt></BookgDt><AddtlNtryInf>${words}</AddtlNtryInf></Ntry>`))}</Stmt></BkToCstmrStmt></Document>`;
    },
    shows: [
      "nothing",
      "a sum that cannot be read",
      "a day that is none",
      "a row cut",
      "a side turned",
      "a minus that says it twice",
      "commas for points",
    ],
  },
  workbook: {
    write: (made, damage) => {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(sheet(made, damage)), "Statement");
      return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    },
    shows: [
      "nothing",
      "signs dropped",
      "a sum that cannot be read",
      "a day that is none",
      "a row cut",
      "a side turned",
    ],
  },
  "old workbook": {
    write: (made, damage) => {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(sheet(made, damage)), "Statement");
      return new Uint8Array(write(book, { type: "array", bookType: "biff8" }) as ArrayBuffer);
    },
    shows: ["nothing", "signs dropped", "a sum that cannot be read", "a row cut", "a side turned"],
  },
  HTML: {
    write: (made, damage, account) =>
      `<html><body><p>Account Number: ${account}</p><table>${join(sheet(made, damage).map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`))}</table></body></html>`,
    shows: [
      "nothing",
      "signs dropped",
      "a sum that cannot be read",
      "a day that is none",
      "a row cut",
      "a side turned",
      "two accounts",
    ],
  },
  JSON: {
    write: ({ records }, damage) =>
      JSON.stringify({
        data: kept(damage, records).map(([{ day, cents, balance, words }, i]) => ({
          _id: String(i),
          type: (damage.turned === i ? -cents : cents) < 0 ? "debit" : "credit",
          amount: damage.unread === i ? "5S0" : (damage.signTwice && cents < 0 ? -1 : 1) * Math.abs(cents),
          narration: words,
          date: `2024-02-${dayOf(damage, i, day)}T10:00:0${i % 10}.000Z`,
          balance,
        })),
      }),
    shows: [
      "nothing",
      "a sum that cannot be read",
      "a day that is none",
      "a row cut",
      "a side turned",
      "a minus that says it twice",
    ],
  },
  alerts: {
    write: ({ records }, damage, account) =>
      join(
        kept(damage, records).map(
          ([{ day, cents, balance, words }, i]) =>
            `Acct: ${account}\nAmt: NGN${sumOf({ ...damage, turned: -1 }, i, cents, plain)} ${cents < 0 !== (damage.turned === i) ? "DR" : "CR"}\nDesc: ${words}\nDate: ${dayOf(damage, i, day)}-Feb-2024\nBal: NGN${signed(balance)}`,
        ),
        "\n\n",
      ),
    shows: ["nothing", "a sum that cannot be read", "a day that is none", "a row cut", "a side turned", "two accounts"],
  },
};

const DAMAGES = {
  nothing: () => ({}),
  "signs dropped": () => ({ noSigns: true }),
  "a minus that says it twice": () => ({ signTwice: true }),
  "a sum that cannot be read": (some: number) => ({ unread: some }),
  "a day that is none": (some: number) => ({ noDay: some }),
  "a row cut": (some: number) => ({ cut: some }),
  "a side turned": (some: number) => ({ turned: some }),
  "two accounts": () => ({ joined: true }),
  "commas for points": () => ({ comma: true }),
} satisfies { readonly [what: string]: (some: number) => Damage };

const RUNS = 40;
const ALL = { right: 0, warned: 0 };

async function tell(name: string, what: keyof typeof DAMAGES, seed: number) {
  const chance = chanceOf(seed);
  const made = make(chance);
  // neither the first nor the last: what is cut there leaves a whole statement
  const damage: Damage = DAMAGES[what](1 + chance(made.records.length - 2));
  const { write: print } = FORMATS[name] as Format;
  const other = damage.joined ? make(chance) : null;
  const file = print(made, damage, "0123456789");
  const content = other && typeof file === "string" ? `${file}\n${print(other, damage, "9876543210")}` : file;
  const truth = [made, ...(other ? [other] : [])].flatMap(({ records }) =>
    records.map(({ day, cents }) => [`2024-02-${two(day)}`, cents / 100]),
  );
  const { lines, said, statements } = await tellReading(content);
  const right = JSON.stringify(lines) === JSON.stringify(truth) && (!other || statements === 2);
  return { right, said };
}

const EACH = Object.entries(FORMATS).flatMap(([name, { shows }]) => shows.map((what) => ({ name, what })));

test.each(underSeeds(EACH))(
  "$name after $what: nothing reads wrong in silence (NO_SILENCE_SEED=$seed)",
  async ({ name, what, seed: drawn }) => {
    const counts = { right: 0, warned: 0, said: 0, silent: 0 };
    const silent: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const seed = drawn * 100_003 + run;
      const { right, said } = await tell(name, what, seed);
      if (right) counts[said ? "warned" : "right"]++;
      else if (said) counts.said++;
      else silent.push(seed);
    }
    counts.silent = silent.length;
    console.info(
      `silent wrongs of ${name} after ${what}: ${counts.silent} of ${RUNS} (${counts.right} right, ${counts.warned} right and warned, ${counts.said} said)`,
    );
    expect(silent).toEqual([]);
    if (what !== "nothing") return;
    ALL.right += counts.right + counts.warned;
    ALL.warned += counts.warned;
  },
);

test("of what was read right and not damaged at most one in twenty carries a warning", () => {
  console.info(`right readings with a warning: ${ALL.warned} of ${ALL.right}`);
  expect(ALL.right).toBe(Object.keys(FORMATS).length * RUNS * SILENCE_SEEDS.length);
  expect(ALL.warned / ALL.right).toBeLessThanOrEqual(0.05);
});
