import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";
import type { Role } from "./column-labels.ts";
import { partsRole } from "./label-parts.ts";

const LABELS: readonly (readonly [Role, string])[] = [
  [
    "debit",
    "Amount Subtracted|zu Ihren Lasten|Withdrawals / Subtractions|Bedrag af (debet)|Débit EUROS|Addebiti|Funds out",
  ],
  [
    "credit",
    "Amount Added|zu Ihren Gunsten|Deposits/Additions|Bedrag bij (credit)|Crédit EUROS|Accrediti|Other credits",
  ],
  ["balance", "Ending daily balance|Saldo disponible|Solde après opération|Balance after payment|Resulting balance"],
  ["date", "Data Lançamento|Fecha de operación|Verbuchungsdatum|Bu-Tag|Dt. movimento|Date opé."],
  ["valueDate", "Data valuta|Date de valeur|Fecha valor|Val. Date"],
  [
    "narration",
    "Nature de l'opération|Libellé des opérations|Tran. Particulars|Angaben zu den Umsätzen|Transaction Narration",
  ],
];

test.each(LABELS)("the words of a label together name %s", (role, list) => {
  const labels = list.split("|");
  expect(labels.map((label) => [label, partsRole(label)])).toEqual(labels.map((label) => [label, role]));
});

test("a word that is not known, or two that disagree, name nothing", () => {
  const labels =
    "Amount in dispute|Debit balance|Money in money out|Account debited|Date value date|Opening balance|Balance before|Description of goods|Date of birth|";
  expect(labels.split("|").filter((label) => partsRole(label) !== null)).toEqual([]);
});

test("a table whose labels are on no list is read by their words", async () => {
  const read = await tellReading(
    "Date,Description,Amount Subtracted,Amount Added\n2024-02-13,Rent,50.00,\n2024-02-14,Pay,,70.00\n2024-02-15,Food,5.00,\n",
  );
  expect(read.lines).toEqual([
    ["2024-02-13", -50],
    ["2024-02-14", 70],
    ["2024-02-15", -5],
  ]);
});
