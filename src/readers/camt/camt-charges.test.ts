import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "../proof/reader-answer.ts";
import { unitsOf } from "../text/exact-number.ts";
import { readCamt } from "./read-camt.ts";

/** An entry in euro: its amount, what stands in the entry and what in its only detail. */
const read = (mark: string, amount: string, inEntry: string, inDetail: string, balances = "") => {
  const answer = readCamt(
    `<Document><BkToCstmrStmt><Stmt>${balances}<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><BookgDt><Dt>2026-03-02</Dt></BookgDt>${inEntry}<NtryDtls><TxDtls>${inDetail}</TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
  );
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return { amounts: answer.statements[0]?.lines.map((one) => one.amount) ?? [], warnings: answer.warnings };
};
const amounts = (...args: Parameters<typeof read>) => read(...args).amounts;
const charge = (amount: string, more = "", ccy = ' Ccy="EUR"') =>
  `<Chrgs><Rcrd><Amt${ccy}>${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>${more}</Rcrd></Chrgs>`;
const paid = (amount: string, ccy: string, rate?: string) =>
  `<AmtDtls><TxAmt><Amt Ccy="${ccy}">${amount}</Amt>${rate ? `<CcyXchg><XchgRate>${rate}</XchgRate></CcyXchg>` : ""}</TxAmt></AmtDtls>`;
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;

test("a payment in another currency is compared at its rate, in whichever direction the bank gives it", () => {
  expect(amounts("DBIT", "184.00", "", paid("200.00", "USD", "0.92") + charge("2.00"))).toEqual(["-184.00"]);
  expect(amounts("DBIT", "100.00", "", paid("92.00", "USD", "0.92") + charge("2.00"))).toEqual(["-100.00"]);
  expect(amounts("DBIT", "186.00", "", paid("200.00", "USD", "0.92") + charge("2.00"))).toEqual(["-184.00", "-2.00"]);
  expect(amounts("CRDT", "182.00", "", paid("200.00", "USD", "0.92") + charge("2.00"))).toEqual(["184.00", "-2.00"]);
});

test("a rate that gives neither the entry nor the entry without its charge splits nothing", () => {
  expect(amounts("DBIT", "190.00", "", paid("200.00", "USD", "0.92") + charge("2.00"))).toEqual(["-190.00"]);
  expect(amounts("DBIT", "190.00", "", paid("200.00", "USD", "0") + charge("2.00"))).toEqual(["-188.00", "-2.00"]);
});

test("a charge that names no currency beside a payment in another one is not split off, and that is said", () => {
  const answer = read("DBIT", "92.00", "", paid("100.00", "USD", "0.92") + charge("2.00", "", ""));
  expect(answer.amounts).toEqual(["-92.00"]);
  expect(answer.warnings).toMatchObject([{ code: "charge_in_other_currency", row: 1 }]);
  expect(amounts("DBIT", "92.00", "", charge("2.00", "", ""))).toEqual(["-90.00", "-2.00"]);
});

test("of two levels the one counts that says whether its charges are included", () => {
  const detail = charge("2.00");
  expect(amounts("DBIT", "80.00", charge("4.00", "<ChrgInclInd>false</ChrgInclInd>"), detail)).toEqual(["-80.00"]);
  expect(amounts("DBIT", "80.00", charge("4.00", "<ChrgInclInd>true</ChrgInclInd>"), detail)).toEqual([
    "-76.00",
    "-4.00",
  ]);
  expect(amounts("DBIT", "80.00", charge("4.00"), detail)).toEqual(["-78.00", "-2.00"]);
});

test("a detail that is the whole entry holds no charge, unless the amount of the payment proves one", () => {
  const whole = '<Amt Ccy="EUR">80.00</Amt>';
  expect(amounts("DBIT", "80.00", "", whole + charge("2.00"))).toEqual(["-80.00"]);
  expect(amounts("DBIT", "80.00", "", whole + paid("78.00", "EUR") + charge("2.00"))).toEqual(["-78.00", "-2.00"]);
  expect(amounts("DBIT", "80.00", "", whole.replace("80", "78") + charge("2.00"))).toEqual(["-78.00", "-2.00"]);
});

test("a sum of charges directly under the entry is a line only where the balance proves it", () => {
  const flat = '<TtlChrgsAndTaxAmt Ccy="EUR">2.00</TtlChrgsAndTaxAmt>';
  const from = balance("OPBD", "100.00");
  expect(amounts("DBIT", "80.00", flat, "", from + balance("CLBD", "18.00"))).toEqual(["-80.00", "-2.00"]);
  expect(amounts("DBIT", "80.00", flat, "", from + balance("CLBD", "20.00"))).toEqual(["-80.00"]);
  expect(amounts("DBIT", "80.00", flat, "")).toEqual(["-80.00"]);
});

test("whatever charges are split off, the lines add up to what was booked", () => {
  const cents = fc.integer({ min: 1, max: 1_000_000 }).map((n) => (n / 100).toFixed(2));
  const said = fc.constantFrom("", "<ChrgInclInd>true</ChrgInclInd>", "<ChrgInclInd>false</ChrgInclInd>");
  fc.assert(
    fc.property(fc.constantFrom("DBIT", "CRDT"), cents, cents, said, said, (mark, whole, fee, above, below) => {
      const detail = paid(whole, "USD", "1.25") + charge(fee, below);
      const sum = amounts(mark, whole, charge(fee, above), detail).reduce((all, one) => all + unitsOf(one), 0n);
      expect(sum).toBe(mark === "DBIT" ? -unitsOf(whole) : unitsOf(whole));
    }),
  );
});
