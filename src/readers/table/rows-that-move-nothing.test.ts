import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";
import { bookedBy } from "./status-words.ts";
import { type Summary, summaryOf } from "./summary-words.ts";
import { headOfSection } from "./unbooked-sections.ts";

const csv = (...rows: string[]): string => `${rows.join("\n")}\n`;
const D = (day: number, amount: number) => [`2024-02-${String(day).padStart(2, "0")}`, amount] as const;

const SUMMARIES: readonly (readonly [Summary, string])[] = [
  [
    "opening",
    "Opening bal|Starting balance as of 01/02/2024|Prev. balance|Balance B/Fwd|BAL B/D|Amount brought forward",
  ],
  ["opening", "Last statement balance|Beginning ledger balance|Total b/f|Balance brought fwd from previous page"],
  [
    "opening",
    "Anfangsbestand|Alter Kontostand|Saldovortrag|Ancien solde au 31.01.2024|Solde d’ouverture|Saldo precedente",
  ],
  ["opening", "Saldo anterior|Beginsaldo|Vorige saldo|Ingående saldo|Alkusaldo|Nyitó egyenleg|Počáteční zůstatek"],
  ["opening", "Saldo początkowe|Devreden bakiye|DEVİR|Входящий остаток|Остаток на начало периода|رصيد افتتاحي"],
  ["closing", "Closing ledger balance|Balance C/D|Balance carried fwd|Ending balance on 29 Feb|Neuer Saldo|Endbestand"],
  ["closing", "Nouveau solde|Solde de clôture au 29/02/2024|Eindsaldo|Utgående saldo|Záró egyenleg|Saldo końcowe"],
  ["balance", "Available bal|Current balance|Book balance|Uncleared balance|Aktueller Kontostand|Saldo disponible"],
  [
    "balance",
    "Balance at 1 February|Bal. as on 29-02-24|Kontostand am 01.02.2024|Solde au 29/02/2024|Saldo al 29/02/2024",
  ],
  [
    "total",
    "Grand total|Net movement|Total debits|Total deposits and withdrawals|Number of transactions|Sub total debits",
  ],
  ["total", "Total des opérations|Net total for the period|Anzahl Umsätze"],
  ["maybe", "Balance|My balance|Balance for March|Final balance|Total|Summe|Totaal|Razem|Total amount"],
];

test.each(SUMMARIES)("words of a row that sums up: %s", (kind, list) => {
  expect(list.split("|").map((words) => [words, summaryOf(words)])).toEqual(
    list.split("|").map((words) => [words, kind]),
  );
});

test("one word more is somebody's payment", () => {
  const payments =
    "Balance of rent|Balance payment for car|TOTAL NIGERIA PLC|Total filling station|New Balance Shoes Lekki|Ledger Live|Count Dracula Ltd|Sold phone to Ada|Opening ceremony|Solde de tout compte SARL Dupont|Saldo Ventures|Bal to Chidi|Balance transfer to Ada|Movement for growth|Transfer from Sum Ltd|Carried goods|Endo Saldanha|Number plate fee|Total charges to 12 Mar";
  expect(payments.split("|").filter((words) => summaryOf(words) !== null)).toEqual([]);
});

const words = (list: string): readonly string[] => list.split("|");
const OPENING = words(
  "Initial balance|Balance as of 01/02/2024|Amount B/F|Total b/d|Solde initial|Saldo inicial|Alkusaldo",
);

test.each(OPENING)("%s opens, with a column of balances and without, and from either end", async (label) => {
  const lines = [D(13, -5), D(14, 7)];
  const plain = csv("Date,Description,Amount", `01/02/2024,${label},100.00`, "13/02/2024,A,-5.00", "14/02/2024,B,7.00");
  const newest = csv(
    "Date,Description,Amount",
    "14/02/2024,B,7.00",
    "13/02/2024,A,-5.00",
    `01/02/2024,${label},100.00`,
  );
  const sides = csv(
    "Date,Description,Debit,Credit,Balance",
    `01/02/2024,${label},,100.00,100.00`,
    "13/02/2024,A,5.00,,95.00",
    "14/02/2024,B,,7.00,102.00",
  );
  expect((await tellReading(plain)).lines).toEqual(lines);
  expect((await tellReading(newest)).lines).toEqual([...lines].reverse());
  expect(await tellReading(sides)).toMatchObject({ lines, said: false });
});

test.each(
  words("Closing bal|Available balance|Saldo final|Solde de clôture|Endsaldo|Grand total|Total credits|Net movement"),
)("%s below the payments moves nothing", async (label) => {
  const file = csv("Date,Description,Amount", "13/02/2024,A,-5.00", "14/02/2024,B,7.00", `29/02/2024,${label},2.00`);
  expect((await tellReading(file)).lines).toEqual([D(13, -5), D(14, 7)]);
});

test("what may be a total or a payment is rejected with its text, and a balance that moved by it proves the payment", async () => {
  const open = csv("Date,Description,Amount", "13/02/2024,A,-5.00", "14/02/2024,Total,7.00", "15/02/2024,C,1.00");
  expect(await tellReading(open)).toMatchObject({ lines: [D(13, -5), D(15, 1)], said: true });
  const proven = csv(
    "Date,Description,Amount,Balance",
    "13/02/2024,A,-5.00,95.00",
    "14/02/2024,Total,-7.00,88.00",
    "15/02/2024,My balance,1.00,89.00",
  );
  expect(await tellReading(proven)).toMatchObject({ lines: [D(13, -5), D(14, -7), D(15, 1)], said: false });
});

const NOT_MADE =
  "Not processed|NOT SUCCESSFUL|Insufficient balance|System error|Timed out|Time-out|Abandoned by user|On hold|Initiated|Awaiting approval|Blocked|Unpaid|Do not honour|FAILED - 91|Échec: refusé|Fallida: rechazada|Abgelehnt|Vorgemerkt|Em processamento|Geweigerd|Отклонено|Declined by issuer|Cancelled|Expired|Queued|Scheduled";
const MADE =
  "Successful|SUCCESS|Completed|Approved|Approved or completed successfully|Posted|Umsatz gebucht|Paid|OK|00|Settled|Effectué|Realizado|Concluída|Uitgevoerd|Successful (no error)|Исполнено";

test("what a status says of a payment", () => {
  expect(words(NOT_MADE).filter((one) => bookedBy(one) !== false)).toEqual([]);
  expect(words(MADE).filter((one) => bookedBy(one) !== true)).toEqual([]);
  expect(words("Reversed|51|Zwischen|R").filter((one) => bookedBy(one) !== null)).toEqual([]);
});

test.each(words("Status|State|Response|Transaction Status|Response Message|Info"))(
  "a payment that was not made is rejected, whatever its column is called: %s",
  async (label) => {
    const rows = (last: string) =>
      csv(`Date,Description,Amount,${label}`, "13/02/2024,A,-5.00,Approved", "14/02/2024,B,7.00,Approved", last);
    expect(await tellReading(rows("15/02/2024,C,-9.00,Limit error"))).toMatchObject({
      lines: [D(13, -5), D(14, 7)],
      said: true,
    });
    expect((await tellReading(rows("15/02/2024,C,-9.00,57"))).codes).toContain("status_unknown");
    expect((await tellReading(rows("15/02/2024,C,-9.00,Approved"))).said).toBe(false);
  },
);

const HEADS =
  "Upcoming payments|Your pending transactions|Scheduled transfers|Standing Orders|Declined transactions|Authorisations|Not yet posted|Vorgemerkte Umsätze|Daueraufträge|Opérations à venir|Lançamentos futuros|On hold";

test.each(words(HEADS))("what stands under %s was not booked, above the payments or below them", async (head) => {
  const labels = "Date,Details,Amount";
  const booked = ["13/02/2024,A,-5.00", "14/02/2024,B,7.00"];
  const below = csv(labels, ...booked, "", `${head},,`, labels, "28/02/2024,RENT,-900.00");
  const above = csv(`${head},,`, labels, "28/02/2024,RENT,-900.00", "", "Booked transactions,,", labels, ...booked);
  for (const file of [below, above])
    expect(await tellReading(file), file).toMatchObject({ lines: [D(13, -5), D(14, 7)], said: true });
});

test("a narration that goes on in the next row is no heading", async () => {
  const file = csv("Date,Details,Amount", "13/02/2024,LOAN 12,-5.00", ",Standing order,", "14/02/2024,B,7.00");
  expect(await tellReading(file)).toMatchObject({ lines: [D(13, -5), D(14, 7)], said: false });
});

test("a title is no heading of what was not booked", () => {
  const titles = "Account statement|Transactions|Completed transactions|Recent activity".split("|");
  expect(titles.map((one) => headOfSection([one, ""]))).toEqual(["", "", "", ""]);
  expect(["Ada Obi", "Pending: 5.00", "Date"].map((one) => headOfSection([one]))).toEqual([null, null, null]);
  expect(headOfSection(["Pending", "13.00"])).toBeNull();
});
