/** Judges levy lines: single ones by the payment they were taken for, batches by the payments their period holds. */
import { addDays, type CivilDate } from "../../dates/civil-date.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { bankDays } from "../link/bank-days.ts";
import { type Batch, REACH_BACK_DAYS } from "../link/link-levies.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, basisOf, cannotTell, comparison, exceeds, type Finding, right, strongest } from "./finding.ts";
import { levyDuplicateOf } from "./judge-fee.ts";
import { missingReason } from "./judge-price.ts";
import { missingReturn } from "./judge-return.ts";
import { ownLevy, partyOf, priceFor, priceLevy } from "./price-charge.ts";
import { rareOf } from "./rare.ts";

export function judgeLevy(book: Book, levy: Entry, batch: Batch | undefined, coverage: Coverage): Finding {
  if (levy.unsure) return cannotTell(loose(book, levy), ["service"], { code: "may_be_no_levy", facts: NONE });
  if (levy.service !== "levy.electronic_transfer") return rareOf(book).otherDuty(book, levy);
  if (batch) return judgeBatch(book, levy, batch, coverage);
  if (levy.open)
    return cannotTell(loose(book, levy), [levy.open], {
      code: levy.open === "period" ? "levy_of_unseen_payment" : "levy_of_several_payments",
      facts: NONE,
    });
  if (!levy.event) return judgeAlone(book, levy, coverage);
  const findings = [judgeOneLevy(book, levy, levy.event)];
  const first = findings[0] as Finding;
  const twice = levyDuplicateOf(levy);
  if (twice)
    findings.push(accuse("duplicate", 0n, first, { code: "same_levy_before", facts: { row: twice.line.row } }));
  const kept = missingReturn(book, levy, coverage);
  if (kept) findings.push(kept);
  return strongest(findings);
}

const loose = (book: Book, levy: Entry) => ({
  ...basisOf(priceFor(book, levy.service as string, levy.line.date, undefined)),
  payee: "government" as const,
});

/** A levy on the payment that it was taken for. */
export function judgeOneLevy(book: Book, levy: Entry, event: Entry): Finding {
  const side = partyOf(event);
  const priced = ownLevy(book, levy.service as string, event);
  const basis = basisOf(priced);
  const charged = sizeOf(levy);
  if (priced.maximum && priced.state === "charged") {
    const allowed = priced.maximum.total;
    return exceeds(charged, allowed)
      ? accuse("over_cap", allowed, basis, { code: "one_levy_due", facts: { limit: allowed } }, [
          comparison(charged, allowed),
        ])
      : right(levy, basis, { code: "levy_was_due", facts: { side } });
  }
  if (priced.state !== "free") return cannotTell(basis, priced.missing, missingReason(priced));
  const other = priceLevy(book, levy.service as string, event, side === "sender" ? "receiver" : "sender");
  if (other.state === "charged")
    return accuse(
      "wrong_payer",
      0n,
      basisOf(other),
      { code: "levy_of_the_other", facts: { side: side === "sender" ? "receiver" : "sender" } },
      [comparison(charged, 0n)],
    );
  return accuse("not_permitted", 0n, basis, { code: "no_levy_due", facts: { payment: sizeOf(event) } }, [
    comparison(charged, 0n),
  ]);
}

/** The law changed within reach of this line: collections of the time before may be posted after. */
export function lawChangedBefore(book: Book, service: string, on: CivilDate): boolean {
  return book.pack.rules.some(
    (r) =>
      r.service === service &&
      r.from !== null &&
      r.from <= on &&
      addDays(r.from, REACH_BACK_DAYS) > on &&
      r.standing !== "draft",
  );
}

function judgeAlone(book: Book, levy: Entry, coverage: Coverage): Finding {
  const basis = {
    ...basisOf(priceFor(book, levy.service as string, levy.line.date, undefined)),
    payee: "government" as const,
  };
  const early =
    coverage.from !== null && bankDays(book.pack.narration).workingDayBefore(levy.line.date) <= coverage.from;
  return cannotTell(basis, [early ? "period" : "transfer"], { code: "levy_without_payment", facts: NONE });
}

function judgeBatch(book: Book, levy: Entry, batch: Batch, coverage: Coverage): Finding {
  const sample = levy.events[0];
  const basis = sample
    ? basisOf(ownLevy(book, levy.service as string, sample))
    : { ...basisOf(priceFor(book, levy.service as string, levy.line.date, undefined)), payee: "government" as const };
  const found = levy.events.length;
  const { wanted, from, to, unit: each } = batch;
  const rows = levy.events.map((e) => e.line.row);
  const working: AuditReason = { code: "levies_found", facts: { found, wanted, from, to, rows, each } };
  const worked = { ...basis, work: [...basis.work, working] };
  const whole = sizeOf(levy) % batch.unit === 0n;
  if (whole && found >= batch.wanted)
    return right(levy, worked, { code: "levies_of_payments", facts: { count: found } });
  const partly =
    coverage.from === null ||
    bankDays(book.pack.narration).workingDayBefore(batch.from) < coverage.from ||
    coverage.unseen > 0;
  if (partly || (!batch.printed && lawChangedBefore(book, levy.service as string, batch.from)))
    return cannotTell(worked, ["period"], { code: "days_not_shown", facts: NONE });
  if (found + batch.open >= batch.wanted)
    return cannotTell(worked, [batch.fact ?? "transfer"], { code: "levies_not_told", facts: NONE });
  const allowed = batch.unit * BigInt(Math.min(found + batch.open, batch.wanted));
  if (!exceeds(sizeOf(levy), allowed))
    return right(levy, worked, { code: "levies_of_payments", facts: { count: found } });
  if (allowed === 0n && sizeOf(levy) === batch.unit)
    return accuse("not_permitted", 0n, worked, { code: "no_payment_owed_levy", facts: NONE }, [
      comparison(sizeOf(levy), 0n),
    ]);
  return accuse("over_cap", allowed, worked, { code: "few_payments_owed_levy", facts: { count: found } }, [
    comparison(sizeOf(levy), allowed),
  ]);
}
