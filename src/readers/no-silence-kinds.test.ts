import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { underSeeds } from "../../test/support/silence-seeds.ts";
import { tellReading } from "../../test/support/tell-reading.ts";

// Kinds of files that say two things at once, or less than one: made by seed, each with its truth. Whatever is read otherwise
// than the truth is said; `whole` kinds are read as they are meant. NO_SILENCE_SEED=N draws others.

function chanceOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

type Chance = (below: number) => number;
type Entry = { readonly date: string; readonly cents: number; readonly balance: number; readonly words: string };

const two = (n: number): string => String(n).padStart(2, "0");
const size = (cents: number): string => `${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;
const signed = (cents: number): string => `${cents < 0 ? "-" : ""}${size(cents)}`;
const compact = (date: string): string => date.replaceAll("-", "");
const side = (cents: number): string => (cents < 0 ? "DBIT" : "CRDT");

function make(chance: Chance, month = 3): Entry[] {
  let [day, balance] = [1, 900_000 + chance(900_000)];
  return Array.from({ length: 9 + chance(4) }, (_one, i) => {
    day = Math.min(28, day + chance(4));
    const cents = (i % 3 === 1 ? 1 : -1) * (101 + chance(90_000));
    balance += cents;
    return { date: `2024-${two(month)}-${two(day)}`, cents, balance, words: `SHOP ${1_000 + i}` };
  });
}

const csv = (rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.join(",")).join("\n");
const HEAD = ["Date", "Narration", "Amount"];
const table = (made: readonly Entry[]): string[][] => made.map((one) => [one.date, one.words, signed(one.cents)]);
const paired = (made: readonly Entry[]): string[][] =>
  made.map((one) => [one.date, one.words, one.cents < 0 ? size(one.cents) : "", one.cents < 0 ? "" : size(one.cents)]);

function book(sheets: readonly (readonly (readonly string[])[])[]): Uint8Array {
  const made = utils.book_new();
  for (const rows of sheets) utils.book_append_sheet(made, utils.aoa_to_sheet(rows.map((cells) => [...cells])));
  return new Uint8Array(write(made, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

const ofx = (made: readonly Entry[], own: (one: Entry, i: number) => string): string =>
  `OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>NGN<BANKTRANLIST>${made.map((one, i) => `<STMTTRN>${own(one, i)}<FITID>${i}<NAME>${one.words}</STMTTRN>`).join("\n")}</BANKTRANLIST></STMTRS></OFX>`;
const camt = (made: readonly Entry[], own: (one: Entry, i: number) => string): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Ccy>NGN</Ccy></Acct>${made.map((one, i) => `<Ntry>${own(one, i)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${one.date}</Dt></BookgDt></Ntry>`).join("\n")}</Stmt></BkToCstmrStmt></Document>`;
const amt = (text: string): string => `<Amt Ccy="NGN">${text}</Amt>`;
const ind = (cents: number): string => `<CdtDbtInd>${side(cents)}</CdtDbtInd>`;
const batch = (sums: readonly number[], of: number): string =>
  `<NtryDtls>${sums.map((sum) => `<TxDtls>${amt(size(sum))}${ind(of)}</TxDtls>`).join("")}</NtryDtls>`;
const swapped = (date: string): string => `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;

type Kind = {
  readonly name: string;
  /** `whole`: read as it was made, without a warning. `told`: what is read otherwise is said. `said`: it is said in any case. */
  readonly is: "whole" | "told" | "said";
  readonly of: (made: readonly Entry[], some: number, chance: Chance) => string | Uint8Array;
};

const KINDS: readonly Kind[] = [
  {
    name: "OFX: a plus of money out among others with a minus",
    is: "told",
    of: (made, some, chance) => {
      const type = ["ATM", "POS", "CHECK", "PAYMENT", "CASH"][chance(5)];
      return ofx(
        made,
        ({ date, cents }, i) =>
          `<TRNTYPE>${i === some * 3 ? type : cents < 0 ? "DEBIT" : "CREDIT"}<DTPOSTED>${compact(date)}<TRNAMT>${i === some * 3 ? size(cents) : signed(cents)}`,
      );
    },
  },
  {
    name: "OFX: no sign, and types that tell no side",
    is: "told",
    of: (made) => ofx(made, ({ date, cents }) => `<TRNTYPE>XFER<DTPOSTED>${compact(date)}<TRNAMT>${size(cents)}`),
  },
  {
    name: "OFX: a day of posting far from that of the payment",
    is: "told",
    of: (made, some) =>
      ofx(
        made,
        ({ date, cents }, i) =>
          `<TRNTYPE>OTHER<DTPOSTED>${compact(i === some ? date.replace("-03-", "-05-") : date)}<DTUSER>${compact(date)}<TRNAMT>${signed(cents)}`,
      ),
  },
  {
    name: "QIF: no sum has a sign",
    is: "told",
    of: (made) =>
      `!Type:Bank\n${made.map(({ date, cents, words }) => `D${date}\nT${size(cents)}\nP${words}\n^`).join("\n")}`,
  },
  {
    name: "QIF: the two sums of a record differ in their sign",
    is: "told",
    of: (made, some) =>
      `!Type:Bank\n${made.map(({ date, cents, words }, i) => `D${date}\nU${signed(cents)}\nT${signed(i === some ? -cents : cents)}\nP${words}\n^`).join("\n")}`,
  },
  {
    name: "camt: a minus before one debit",
    is: "said",
    of: (made) => camt(made, ({ cents }, i) => `${amt(i === 3 ? signed(cents) : size(cents))}${ind(cents)}`),
  },
  {
    name: "camt: payments of a batch that come to another sum",
    is: "said",
    of: (made, some) =>
      camt(
        made,
        ({ cents }, i) =>
          `${amt(size(cents))}${ind(cents)}${batch([Math.abs(cents) - 100, i === some ? 300 : 100], cents)}`,
      ),
  },
  {
    name: "camt: payments of a batch that come to what was booked",
    is: "whole",
    of: (made) =>
      camt(made, ({ cents }) => `${amt(size(cents))}${ind(cents)}${batch([Math.abs(cents) - 100, 100], cents)}`),
  },
  {
    name: "camt: the payment names the other side",
    is: "said",
    of: (made, some) =>
      camt(made, ({ cents }, i) => `${amt(size(cents))}${ind(cents)}${batch([cents], i === some ? -cents : cents)}`),
  },
  {
    name: "JSON: a debit without the minus that the others carry",
    is: "said",
    of: (made) =>
      JSON.stringify({
        data: made.map(({ date, cents, words }, i) => ({
          _id: String(i),
          type: cents < 0 ? "debit" : "credit",
          amount: i === 3 ? -cents : cents,
          narration: words,
          date: `${date}T10:00:00.000Z`,
        })),
      }),
  },
  {
    name: "alerts: a sign that denies the word",
    is: "told",
    of: (made, some) =>
      made
        .map(({ date, cents, words }, i) => {
          const word = cents < 0 === (i !== some) ? "Debit" : "Credit";
          return `Acct: ****1234\nTxn: ${word}\nAmt: ${cents < 0 ? "-" : "+"}NGN${size(cents)}\nDesc: ${words}\nDate: ${date}`;
        })
        .join("\n\n"),
  },
  {
    name: "sheets that overlap",
    is: "said",
    of: (made, some) =>
      book([
        [HEAD, ...table(made.slice(0, some + 4))],
        [HEAD, ...table(made.slice(some))],
      ]),
  },
  {
    name: "a sheet of all and sheets of its debits and credits",
    is: "said",
    of: (made) =>
      book([
        [HEAD, ...table(made)],
        [HEAD, ...table(made.filter(({ cents }) => cents < 0))],
      ]),
  },
  {
    name: "a balance of the day among the rows, in words that are known",
    is: "whole",
    of: (made, _some, chance) => {
      const words = [
        "SALDO DO DIA",
        "Daily balance",
        "EOD BALANCE",
        "Solde du jour",
        "Tagessaldo",
        "End of day balance",
      ];
      const own = words[chance(words.length)] as string;
      return csv([HEAD, ...made.flatMap((one) => [table([one])[0] as string[], [one.date, own, signed(one.balance)]])]);
    },
  },
  {
    name: "a balance among the rows, in words that nobody knows",
    is: "whole",
    of: (made) =>
      csv([
        HEAD,
        ...made.flatMap((one, i) => [
          table([one])[0] as string[],
          ...(i % 3 === 2 ? [[one.date, "Qq zz", signed(one.balance)]] : []),
        ]),
      ]),
  },
  {
    name: "a day whose day and month changed places",
    is: "told",
    of: (made, some) =>
      csv([
        HEAD,
        ...table(
          made.map((one, i) => (i === some && one.date.slice(8) <= "12" ? { ...one, date: swapped(one.date) } : one)),
        ),
      ]),
  },
  {
    name: "a day of another year",
    is: "told",
    of: (made, some) =>
      csv([
        HEAD,
        ...table(made.map((one, i) => (i === some ? { ...one, date: one.date.replace("2024", "2023") } : one))),
      ]),
  },
  {
    name: "two tables below each other whose columns stand otherwise",
    is: "whole",
    of: (made) =>
      csv([
        ["Date", "Narration", "Debit", "Credit"],
        ...paired(made.slice(0, 4)),
        ["Date", "Reference", "Narration", "Credit", "Debit"],
        ...paired(made.slice(4)).map(([day, words, out, into], i) => [day, `R${i}`, words, into, out] as string[]),
      ]),
  },
  {
    name: "sums with a mark for thousands that is the mark between cells",
    is: "told",
    of: (made) =>
      csv([
        HEAD,
        ...made.map((one) => [
          one.date,
          one.words,
          `${signed(one.cents).replace(/\B(?=(\d{3})+\.)/g, ",")} ${one.cents < 0 ? "DR" : "CR"}`,
        ]),
      ]),
  },
  {
    name: "two columns of sums that no label and no balance tells apart",
    is: "told",
    of: (made, _some, chance) =>
      csv([
        ["When", "What", "How much", "Left"],
        ...made.map((one) => [one.date, one.words, size(one.cents), size(chance(900_000))]),
      ]),
  },
];

const RUNS = 12;

test.each(underSeeds(KINDS))(
  "$name: nothing reads wrong in silence (NO_SILENCE_SEED=$seed)",
  async ({ is, of, seed: drawn }) => {
    const wrong: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const seed = drawn * 100_003 + run;
      const chance = chanceOf(seed);
      const made = make(chance);
      const { lines, said } = await tellReading(of(made, 1 + chance(2), chance));
      const right = JSON.stringify(lines) === JSON.stringify(made.map(({ date, cents }) => [date, cents / 100]));
      if (is === "whole" ? !right || said : is === "said" ? !said : !right && !said) wrong.push(seed);
    }
    expect(wrong).toEqual([]);
  },
);
