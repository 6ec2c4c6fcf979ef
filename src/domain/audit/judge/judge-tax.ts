import { vatOn } from "../../fees/vat.ts";
import type { Minor } from "../../money/money.ts";
import { applyRateHalfUp, type Rate } from "../../money/rate.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { roundedApart } from "../link/several.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, isReversed, sizeOf } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, type Basis, cannotTell, comparison, exceeds, type Finding, right, strongest } from "./finding.ts";
import { missingReturn } from "./judge-return.ts";
import { rareOf } from "./rare.ts";

/**
 * A VAT line of its own follows its fee (settled case 2): its rate is judged on the fee as charged, its
 * sum on the fee as allowed. `of` is what was found of the fee before anything came back.
 */
export function judgeTax(book: Book, tax: Entry, of: Finding | undefined, coverage: Coverage): Finding {
  const parent = tax.parent;
  const day = (parent ?? tax).line.date;
  const vat = vatOn(book.pack, parent?.event?.line.date ?? day);
  const basis: Basis = { rule: vat?.ruleId ?? null, grade: vat?.grade ?? null, payee: "government", work: [] };
  const charged = sizeOf(tax);
  if (!parent || !of) return rareOf(book).loneTax(book, tax, basis);
  if (parent.kind === "levy") return onUntaxed(tax, basis);
  const twice = parent.taxes.find((other) => other.at < tax.at && sizeOf(other) === charged && !isReversed(other));
  const findings: Finding[] = [];
  if (twice) findings.push(accuse("duplicate", 0n, basis, { code: "same_tax_before", facts: { row: twice.line.row } }));
  const kept = missingReturn(book, tax, coverage);
  if (kept) findings.push({ ...kept, payee: "government" });
  findings.push(judgeByFee({ book, tax, parent, of, vat, basis }));
  return strongest(findings);
}

export const onUntaxed = (tax: Entry, basis: Basis): Finding =>
  accuse("wrong_tax", 0n, basis, { code: "levy_carries_no_vat", facts: NONE }, [comparison(sizeOf(tax), 0n)]);

type Vat = NonNullable<ReturnType<typeof vatOn>>;

/** The tax on a fee at the highest of the rates of these days: after a change of the rate each of them is somebody's reading. */
const mostTax = (book: Book, days: readonly Entry[], fee: Minor): Minor =>
  days.reduce((most, { line }) => {
    const vat = vatOn(book.pack, line.date);
    const due = vat ? applyRateHalfUp(fee, vat.rate) : 0n;
    return due > most ? due : most;
  }, 0n);

type TaxOn = { readonly onFee: Minor; readonly work: readonly AuditReason[] };
/** Taxes worked out before for a statement, by the rate of a day and the fee: a long one takes the tax on few sums many times. */
const taxes = new WeakMap<Book, Map<Rate, Map<Minor, TaxOn>>>();

function taxOn(book: Book, { rate, fraction }: Vat, fee: Minor): TaxOn {
  const rates = madeOnce(taxes, book, () => new Map<Rate, Map<Minor, TaxOn>>());
  const fees = madeOnce(rates, rate, () => new Map<Minor, TaxOn>());
  return madeOnce(fees, fee, () => {
    const onFee = applyRateHalfUp(fee, rate);
    return { onFee, work: [{ code: "vat_of_fee", facts: { rate: fraction, fee, tax: onFee } }] };
  });
}

type TaxOfFee = {
  readonly book: Book;
  readonly tax: Entry;
  readonly parent: Entry;
  /** What was found of the fee itself. */
  readonly of: Finding;
  readonly vat: Vat | null;
  readonly basis: Basis;
};

function judgeByFee({ book, tax, parent, of, vat, basis }: TaxOfFee): Finding {
  const charged = sizeOf(tax);
  const row = parent.line.row;
  if (of.verdict === "not_permitted" || of.verdict === "duplicate")
    return accuse(of.verdict, 0n, basis, { code: "fee_was_not_due", facts: { row } }, [comparison(charged, 0n)]);
  if (of.verdict === "not_returned")
    return accuse("not_returned", 0n, basis, { code: "fee_had_to_come_back", facts: { row } }, [
      comparison(charged, 0n),
    ]);
  if (of.verdict === "cannot_tell") return cannotTell(basis, of.missing, { code: "follows_fee", facts: { row } });
  if (!vat) return cannotTell(basis, ["rule"], { code: "no_rate_of_vat", facts: NONE });
  const { onFee, work } = taxOn(book, vat, sizeOf(parent));
  const days = [parent.event ?? parent, parent, tax];
  const findings: Finding[] = [];
  if ((of.verdict === "over_cap" || of.verdict === "over_tariff") && of.allowed !== null) {
    const due = mostTax(book, days, of.allowed);
    if (exceeds(charged, due))
      findings.push(
        accuse(of.verdict, due, basis, { code: "tax_on_allowed_fee", facts: { fee: of.allowed } }, [
          comparison(charged, due),
        ]),
      );
  }
  const most = mostTax(book, days, sizeOf(parent));
  if (exceeds(charged, most + roundedApart(parent)))
    findings.push(
      accuse("wrong_tax", most, basis, { code: "rate_of_vat_was", facts: { rate: vat.fraction } }, [
        ...work,
        comparison(charged, most),
      ]),
    );
  else if (findings.length === 0)
    return exceeds(charged, onFee + roundedApart(parent))
      ? cannotTell(basis, ["rule"], { code: "rule_of_two_days", facts: NONE })
      : right(tax, { ...basis, work }, { code: "vat_of_day", facts: { row } });
  // a sum over the allowed fee takes precedence over a wrong rate, since its sum holds both
  const over = findings.find((f) => f.verdict !== "wrong_tax");
  return over ? { ...over, also: findings.length > 1 ? ["wrong_tax"] : [] } : (findings[0] as Finding);
}
