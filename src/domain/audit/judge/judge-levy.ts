/** Judges levy lines: single ones by the payment they were taken for, batches by the payments their period holds. */
import { addDays, type CivilDate } from "../../dates/civil-date.ts";
import { rulesOf } from "../../fees/rules-of-day.ts";
import { groupMinor } from "../../money/money.ts";
import { bankDays } from "../link/bank-days.ts";
import { type Batch, REACH_BACK_DAYS } from "../link/link-levies.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, basisOf, cannotTell, comparison, exceeds, type Finding, right, strongest } from "./finding.ts";
import { levyDuplicateOf } from "./judge-fee.ts";
import { missingWords } from "./judge-price.ts";
import { missingReturn } from "./judge-return.ts";
import { ownLevy, partyOf, priceFor, priceLevy } from "./price-charge.ts";

export function judgeLevy(book: Book, levy: Entry, batch: Batch | undefined, coverage: Coverage): Finding {
  if (levy.service !== "levy.electronic_transfer") return judgeOther(book, levy);
  if (levy.unsure)
    return cannotTell(loose(book, levy), ["service"], "Words that no bank prints in a levy stand beside its own.");
  if (batch) return judgeBatch(book, levy, batch, coverage);
  if (levy.open)
    return cannotTell(loose(book, levy), [levy.open], OPEN[levy.open] ?? "It may belong to more than one payment.");
  if (!levy.event) return judgeAlone(book, levy, coverage);
  const findings = [judgeOneLevy(book, levy, levy.event)];
  const first = findings[0] as Finding;
  const twice = levyDuplicateOf(levy);
  if (twice)
    findings.push(
      accuse("duplicate", 0n, first, `The levy for this payment was already taken in row ${twice.line.row}.`),
    );
  const kept = missingReturn(book, levy, coverage);
  if (kept) findings.push(kept);
  return strongest(findings);
}

/** A duty on something else than a transfer: one that was never law, else one whose count the statement does not show. */
function judgeOther(book: Book, levy: Entry): Finding {
  if (rulesOf(book.pack, levy.service as string).some((rule) => rule.never)) return judgeNeverOwed(book, levy);
  const one = priceFor(book, levy.service as string, levy.line.date, undefined, { leaves: 1 });
  const basis = { ...basisOf(one), payee: "government" as const };
  const unit = one.state === "charged" && one.accusable ? one.maximum?.total : undefined;
  if (unit && sizeOf(levy) % unit === 0n)
    return right(levy, basis, `A whole number of duties of ${groupMinor(unit)}: ${sizeOf(levy) / unit}.`);
  return cannotTell(basis, [unit ? "leaves" : "rule"], unit ? "The wording does not say how many it is for." : NO_RULE);
}

const NO_RULE = "No rule that we know of sets this duty for that day.";

const loose = (book: Book, levy: Entry) => ({
  ...basisOf(priceFor(book, levy.service as string, levy.line.date, undefined)),
  payee: "government" as const,
});

const OPEN: Readonly<Record<string, string>> = {
  period: "It may belong to a payment that the statement does not show.",
};

/** A levy that no rule ever let a bank take: the cybersecurity levy (reading 11). */
function judgeNeverOwed(book: Book, levy: Entry): Finding {
  const priced = priceFor(book, levy.service as string, levy.line.date, levy.event ? sizeOf(levy.event) : sizeOf(levy));
  const rule = book.pack.rules.find((r) => r.service === levy.service);
  const basis = {
    ...basisOf(priced),
    rule: priced.rules[0] ?? rule?.id ?? null,
    grade: priced.grade ?? rule?.grade ?? null,
    payee: "government" as const,
  };
  return accuse(
    "not_permitted",
    0n,
    basis,
    "No bank was ever allowed to take this levy: it was announced and withdrawn.",
    [comparison(sizeOf(levy), 0n)],
  );
}

/** A levy on the payment that it was taken for. */
export function judgeOneLevy(book: Book, levy: Entry, event: Entry): Finding {
  const side = partyOf(event);
  const priced = ownLevy(book, levy.service as string, event);
  const basis = basisOf(priced);
  const charged = sizeOf(levy);
  if (priced.maximum && priced.state === "charged") {
    const allowed = priced.maximum.total;
    return exceeds(charged, allowed)
      ? accuse("over_cap", allowed, basis, `One levy of ${groupMinor(allowed)} is due for this payment.`, [
          comparison(charged, allowed),
        ])
      : right(levy, basis, `The levy was due from the ${side} of this payment.`);
  }
  if (priced.state !== "free") return cannotTell(basis, priced.missing, missingWords(priced));
  const other = priceLevy(book, levy.service as string, event, side === "sender" ? "receiver" : "sender");
  if (other.state === "charged")
    return accuse(
      "wrong_payer",
      0n,
      basisOf(other),
      `That day the ${side === "sender" ? "receiver" : "sender"} owed this levy, not this account.`,
      [comparison(charged, 0n)],
    );
  return accuse("not_permitted", 0n, basis, `No levy is due on this payment of ${groupMinor(sizeOf(event))}.`, [
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
  return cannotTell(basis, [early ? "period" : "transfer"], "No payment in the statement goes with this levy.");
}

function judgeBatch(book: Book, levy: Entry, batch: Batch, coverage: Coverage): Finding {
  const sample = levy.events[0];
  const basis = sample
    ? basisOf(ownLevy(book, levy.service as string, sample))
    : { ...basisOf(priceFor(book, levy.service as string, levy.line.date, undefined)), payee: "government" as const };
  const found = levy.events.length;
  const rows = levy.events.map((e) => e.line.row).join(", ");
  const working = `${found} of ${batch.wanted} found from ${batch.from} to ${batch.to}${found > 0 ? ` (rows ${rows})` : ""}, ${groupMinor(batch.unit)} each`;
  const worked = { ...basis, worksheet: [...basis.worksheet, working] };
  const whole = sizeOf(levy) % batch.unit === 0n;
  if (whole && found >= batch.wanted) return right(levy, worked, `It stands for ${found} payments that owed the levy.`);
  const partly =
    coverage.from === null ||
    bankDays(book.pack.narration).workingDayBefore(batch.from) < coverage.from ||
    coverage.unseen > 0;
  if (partly || (!batch.printed && lawChangedBefore(book, levy.service as string, batch.from)))
    return cannotTell(worked, ["period"], "The statement does not show every day that this line may reach back to.");
  if (found + batch.open >= batch.wanted)
    return cannotTell(
      worked,
      [batch.fact ?? "transfer"],
      "Whether some payments of that time owed the levy is not shown.",
    );
  const allowed = batch.unit * BigInt(Math.min(found + batch.open, batch.wanted));
  if (!exceeds(sizeOf(levy), allowed))
    return right(levy, worked, `It stands for ${found} payments that owed the levy.`);
  if (allowed === 0n && sizeOf(levy) === batch.unit)
    return accuse("not_permitted", 0n, worked, "No payment in that time owed the levy.", [
      comparison(sizeOf(levy), 0n),
    ]);
  return accuse("over_cap", allowed, worked, `Only ${found} payments in that time owed the levy.`, [
    comparison(sizeOf(levy), allowed),
  ]);
}
