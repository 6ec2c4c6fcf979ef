/**
 * Who reads what, beside us. Each peer gets text that was decoded already and the mapping to rows that its own
 * documentation suggests; what it does not say, such as the direction of an amount on a page, is worked out for it.
 */
import { parseCamt053 } from "camt-parser";
import { parse as cut } from "csv-parse/sync";
import mt940js from "mt940js";
import { Ofx } from "ofx-data-extractor";
import { parseSync } from "ofx-js";
import papa from "papaparse";
import { deserializeQif } from "qif-ts";
import qif2json from "qif2json";
import { readSheet } from "read-excel-file/node";
import { tabletojson } from "tabletojson";
import { extractText, getDocumentProxy } from "unpdf";
import { decodeText } from "../../src/readers/text/decode-text.ts";
import { type Contender, type DayOrder, type GivenFile, present, type ReadRow, rowOf } from "./contender.ts";
import { dayOf, rowsOfTable, sumOf } from "./plain-table.ts";

const textOf = ({ bytes }: GivenFile): string => decodeText(bytes).text.replace(/^\ufeff/, "");
const HEADER = "its cells, a header found by words, days and sums as usually written";

/** The commonest mark of the line that names the columns. */
function markOf(text: string): string {
  const header = text.split(/\r?\n/).find((line) => /date/i.test(line)) ?? "";
  const count = (mark: string) => header.split(mark).length;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** `20260114120000[+1:WAT]` */
const compactDay = (text: unknown): string => String(text ?? "").replace(/^(\d{4})(\d{2})(\d{2}).*$/s, "$1-$2-$3");

/** Every list of transactions in what a parser made of OFX, bank and card alike. */
function ofxRows(tree: unknown): ReadRow[] {
  if (Array.isArray(tree)) return tree.flatMap(ofxRows);
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) =>
    name === "STMTTRN"
      ? present(
          [value].flat().map((one: Record<string, unknown>) => {
            const sum = String(one.TRNAMT ?? "").replace(/^\+/, "");
            return rowOf(compactDay(one.DTPOSTED), sum.includes(".") ? sum : sum.replace(",", "."));
          }),
        )
      : ofxRows(value),
  );
}

/** Day first unless one does not fit. */
function qifOrder(days: readonly string[], told: DayOrder | undefined): DayOrder {
  return told ?? (days.some((day) => Number(/^\d+\D+(\d+)/.exec(day)?.[1]) > 12) ? "mdy" : "dmy");
}

function qif2jsonRows(file: GivenFile): ReadRow[] {
  const text = textOf(file);
  const order = qifOrder(
    [...text.matchAll(/^D(.*)$/gm)].map(([, day = ""]) => day.replaceAll(" ", "")),
    file.order,
  );
  const { transactions } = qif2json.parse(text, order === "mdy" ? { dateFormat: "us" } : {});
  return present(transactions.map(({ date, amount }) => rowOf(date?.slice(0, 10), amount)));
}

function qifTsRows(file: GivenFile): ReadRow[] {
  const { transactions } = deserializeQif(textOf(file));
  const days = transactions.map(({ date }) => (date ?? "").replaceAll(" ", "").replace("'", "/"));
  const order = qifOrder(days, file.order);
  return present(
    transactions.map(({ amount }, i) => {
      const whole = (days[i] ?? "").replace(
        /\/(\d{2})$/,
        (_all, year: string) => `/${Number(year) < 70 ? 20 : 19}${year}`,
      );
      return rowOf(dayOf(whole, order), amount);
    }),
  );
}

/** Lines that begin with a day and end in a sum and a balance; the balance before tells which way the sum went. */
async function pdfRows({ bytes, order }: GivenFile): Promise<ReadRow[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  let before: number | undefined;
  return text.flatMap((page) =>
    present(
      page.split("\n").map((line) => {
        const opening = /opening balance:? +([\d,.]+)/i.exec(line)?.[1];
        if (opening !== undefined) before = Number(sumOf(opening));
        const found = /^(\S+) .*?(-?[\d,]+\.\d\d) (-?[\d,]+\.\d\d)$/.exec(line);
        const [sum, balance] = [sumOf(found?.[2]), sumOf(found?.[3])];
        if (!found || sum === undefined || balance === undefined) return undefined;
        const out = before !== undefined && Number(balance) < before;
        before = Number(balance);
        return rowOf(dayOf(found[1], order), out ? `-${sum}` : sum);
      }),
    ),
  );
}

async function camtRows(file: GivenFile): Promise<ReadRow[]> {
  const { statements } = await parseCamt053(textOf(file));
  return statements.flatMap(({ transactions }) =>
    present(
      transactions.map(({ amount, creditDebitIndicator, bookingDate, valueDate }) =>
        rowOf(bookingDate || valueDate, `${creditDebitIndicator === "DBIT" ? "-" : ""}${amount.value}`),
      ),
    ),
  );
}

export const PEERS: Readonly<Record<string, readonly Contender[]>> = {
  CSV: [
    {
      name: "csv-parse",
      mapping: `${HEADER}; the mark between cells is the commonest of the header`,
      read: (file) => {
        const text = textOf(file);
        const options = { relax_column_count: true, relax_quotes: true, delimiter: markOf(text) };
        return rowsOfTable(cut(text, options), file.order);
      },
    },
    {
      name: "papaparse",
      mapping: `${HEADER}; it finds the mark between cells itself`,
      read: (file) => rowsOfTable(papa.parse(textOf(file), { skipEmptyLines: true }).data, file.order),
    },
  ],
  OFX: [
    { name: "ofx-js", mapping: "every STMTTRN of its tree", read: (file) => ofxRows(parseSync(textOf(file)).OFX) },
    {
      name: "ofx-data-extractor",
      mapping: "its lists of bank and of card transactions",
      read: (file) => {
        const ofx = new Ofx(textOf(file));
        return ofxRows({ STMTTRN: [...ofx.getBankTransferList(), ...ofx.getCreditCardTransferList()] });
      },
    },
  ],
  QIF: [
    {
      name: "qif2json",
      mapping: "its transactions; the order of day and month told, or guessed from the file",
      read: qif2jsonRows,
    },
    { name: "qif-ts", mapping: "its transactions; days read for it, as it leaves them as text", read: qifTsRows },
  ],
  MT940: [
    {
      name: "mt940js",
      mapping: "its transactions",
      read: (file) =>
        new mt940js.Parser()
          .parse(textOf(file))
          .flatMap(({ transactions }) => present(transactions.map(({ date, amount }) => rowOf(dayOf(date), amount)))),
    },
  ],
  camt: [{ name: "camt-parser", mapping: "its transactions", read: camtRows }],
  XLSX: [
    {
      name: "read-excel-file",
      mapping: HEADER,
      read: async (file) => rowsOfTable(await readSheet(Buffer.from(file.bytes)), file.order),
    },
  ],
  HTML: [
    {
      name: "tabletojson",
      mapping: HEADER,
      read: (file) =>
        tabletojson
          .convert(textOf(file), { useFirstRowForHeadings: false })
          .flatMap((table: Record<string, unknown>[]) =>
            rowsOfTable(
              table.map((row) => Object.values(row)),
              file.order,
            ),
          ),
    },
  ],
  PDF: [
    { name: "unpdf", mapping: "its lines of text: a day, a sum, a balance; direction from the balance", read: pdfRows },
  ],
};
