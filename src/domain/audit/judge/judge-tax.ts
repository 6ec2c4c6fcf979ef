import { vatOn } from "../../fees/vat.ts";
import { groupMinor, type Minor } from "../../money/money.ts";
import { applyRateHalfUp, formatPercent, type Rate } from "../../money/rate.ts";
import { roundedApart } from "../link/several.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, isReversed, sizeOf } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, type Basis, cannotTell, comparison, exceeds, type Finding, right, strongest } from "./finding.ts";
import { missingReturn } from "./judge-return.ts";

/**
 * A VAT line of its own follows its fee (settled case 2): its rate is judged on the fee as charged, its
 * sum on the fee as allowed. `of` is what was found of the fee before anything came back.
 */
export function judgeTax(book: Book, tax: Entry, of: Finding | undefined, coverage: Coverage): Finding {
  const parent = tax.parent;
  const day = (parent ?? tax).line.date;
  const vat = vatOn(book.pack, parent?.event?.line.date ?? day);
  const basis: Basis = { rule: vat?.ruleId ?? null, grade: vat?.grade ?? null, payee: "government", worksheet: [] };
  if (!parent || !of) return cannotTell(basis, ["transfer"], "No fee in the statement goes with this tax.");
  const charged = sizeOf(tax);
  if (parent.kind === "levy")
    return accuse("wrong_tax", 0n, basis, "A levy carries no VAT.", [comparison(charged, 0n)]);
  const twice = parent.taxes.find((other) => other.at < tax.at && sizeOf(other) === charged && !isReversed(other));
  const findings: Finding[] = [];
  if (twice)
    findings.push(accuse("duplicate", 0n, basis, `The tax on this fee was already taken in row ${twice.line.row}.`));
  const kept = missingReturn(book, tax, coverage);
  if (kept) findings.push({ ...kept, payee: "government" });
  findings.push(judgeByFee(book, tax, parent, of, vat, basis));
  return strongest(findings);
}

type Vat = NonNullable<ReturnType<typeof vatOn>>;

type TaxOn = { readonly onFee: Minor; readonly worksheet: readonly string[] };
/** Taxes worked out before for a statement, by the rate of a day and the fee: a long one takes the tax on few sums many times. */
const taxes = new WeakMap<Book, Map<Rate, Map<Minor, TaxOn>>>();

function taxOn(book: Book, rate: Rate, fee: Minor): TaxOn {
  const rates = madeOnce(taxes, book, () => new Map<Rate, Map<Minor, TaxOn>>());
  const fees = madeOnce(rates, rate, () => new Map<Minor, TaxOn>());
  return madeOnce(fees, fee, () => {
    const onFee = applyRateHalfUp(fee, rate);
    return { onFee, worksheet: [`VAT ${formatPercent(rate)} of ${groupMinor(fee)} is ${groupMinor(onFee)}`] };
  });
}

function judgeByFee(book: Book, tax: Entry, parent: Entry, of: Finding, vat: Vat | null, basis: Basis): Finding {
  const charged = sizeOf(tax);
  const row = parent.line.row;
  if (of.verdict === "not_permitted" || of.verdict === "duplicate")
    return accuse(of.verdict, 0n, basis, `The fee of row ${row} was not due, so neither is the tax on it.`, [
      comparison(charged, 0n),
    ]);
  if (of.verdict === "not_returned")
    return accuse("not_returned", 0n, basis, `The fee of row ${row} had to come back, and its tax with it.`, [
      comparison(charged, 0n),
    ]);
  if (of.verdict === "cannot_tell")
    return cannotTell(basis, of.missing, `It follows the fee of row ${row}, which cannot be told.`);
  if (!vat) return cannotTell(basis, ["rule"], "No rate of VAT is known for that day.");
  const { onFee, worksheet } = taxOn(book, vat.rate, sizeOf(parent));
  const findings: Finding[] = [];
  if ((of.verdict === "over_cap" || of.verdict === "over_tariff") && of.allowed !== null) {
    const due = applyRateHalfUp(of.allowed, vat.rate);
    if (exceeds(charged, due))
      findings.push(
        accuse(of.verdict, due, basis, `Tax is due on the allowed fee of ${groupMinor(of.allowed)} only.`, [
          comparison(charged, due),
        ]),
      );
  }
  if (exceeds(charged, onFee + roundedApart(parent)))
    findings.push(
      accuse("wrong_tax", onFee, basis, `VAT was ${formatPercent(vat.rate)} that day.`, [
        ...worksheet,
        comparison(charged, onFee),
      ]),
    );
  if (findings.length === 0)
    return right(tax, { ...basis, worksheet }, `VAT at the day's rate on the fee of row ${row}.`);
  // over the allowed fee speaks before the rate when both hold, since its sum holds both
  const over = findings.find((f) => f.verdict !== "wrong_tax");
  return over ? { ...over, also: findings.length > 1 ? ["wrong_tax"] : [] } : (findings[0] as Finding);
}
