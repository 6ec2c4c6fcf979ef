/**
 * What a person who holds the regulator's own papers should look up first, as a page of Markdown: the figures on which a
 * bank may be accused come before those that are only shown, among them the ones that hold today and touch most people.
 */

import type { Grade, Instrument, Pack, Rule, Source } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { mayAccuse } from "../domain/fees/rules-of-day.ts";
import { HARM, TO_VERIFY } from "../words/en/to-verify.ts";
import { filled } from "../words/message.ts";
import { priceSummary } from "../words/price-words.ts";

type Entry = {
  readonly rank: number;
  readonly what: string;
  readonly figure: string;
  readonly why: string;
  readonly standsIn: string;
  readonly readAt: string;
  readonly grade: Grade;
};

/** First words of a service's id, in the order of how many people pay it; what is not here comes after. */
const EVERYDAY: readonly string[] = [
  "transfer",
  "levy",
  "alert",
  "card",
  "atm",
  "account",
  "ussd",
  "tax",
  "cash",
  "bill",
  "pos",
  "cheque",
];

/** How far back a complaint reaches, in years: older figures can do less harm. */
const YEARS_BACK = 6;

export function toVerify(pack: Pack): string {
  const since = `${Number(pack.version.slice(0, 4)) - YEARS_BACK}${dayOf(pack.version).slice(4)}`;
  const entries = [...rulesOf(pack, since), ...clockOf(pack), ...listedOf(pack), ...addressesOf(pack)];
  const rows = entries
    .sort((a, b) => a.rank - b.rank)
    .map(
      (one, i) =>
        `| ${[i + 1, one.what, one.figure, one.why, one.standsIn, one.readAt, one.grade].map(cell).join(" | ")} |`,
    );
  return filled(TO_VERIFY.page, { jurisdiction: pack.jurisdiction, version: pack.version, rows: rows.join("\n") });
}

const dayOf = (version: string): string =>
  version
    .split(".")
    .slice(0, 3)
    .map((part) => part.padStart(2, "0"))
    .join("-");

/** A name with its id behind. */
const named = (name: string, id: string): string => `${name} (\`${id}\`)`;

const cell = (text: string | number): string => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");

const instrumentOf = ({
  instrument,
  source,
}: {
  readonly instrument?: Instrument;
  readonly source: Source;
}): string => {
  const { title, ref, section } = instrument ?? source;
  return [title, ref, section && filled(TO_VERIFY.section, { section })].filter(Boolean).join(", ");
};

const readAt = ({ title, ref, url }: Source): string => {
  const words = [title, ref].filter(Boolean).join(", ");
  return url ? `[${words}](${url.replaceAll(" ", "%20")})` : words;
};

const everyday = (service: string | null): number => {
  const at = EVERYDAY.indexOf((service ?? "").split(/[._]/)[0] as string);
  return at < 0 ? EVERYDAY.length : at;
};

function rulesOf(pack: Pack, since: string): Entry[] {
  return pack.rules
    .filter((rule) => rule.grade !== "A" && rule.service !== null)
    .map((rule) => {
      const [level, why] = harmOf(rule, since);
      return {
        rank: level * 100 + everyday(rule.service),
        what: named(rule.name, rule.id),
        figure: `${rule.never ? TO_VERIFY.never : rule.startsByBank ? TO_VERIFY.by_bank : priceSummary(rule.price, rule.currency)}, ${spanWords(rule)}`,
        why,
        standsIn: instrumentOf(rule),
        readAt: readAt(rule.source),
        grade: rule.grade,
      };
    });
}

function harmOf(rule: Rule, since: string): readonly [number, string] {
  if (rule.standing === "draft") return [2, HARM.draft];
  const accuses = mayAccuse(rule) && !rule.reference && hasLimit(rule.price);
  if (accuses && (rule.until === null || rule.never)) return [0, HARM.accusesToday];
  if (accuses && (rule.until ?? "") > since) return [1, HARM.accusedBefore];
  if (accuses) return [6, HARM.accusedLongAgo];
  return [6, HARM.shown];
}

/** Whether a charge can be above a price: not where it is whatever was agreed or it cost, nor where the source does not say. */
function hasLimit(price: Price): boolean {
  switch (price.kind) {
    case "negotiable":
    case "pass_through":
      return price.ceiling !== undefined && hasLimit(price.ceiling);
    case "unresolved":
      return false;
    case "tiered":
      return price.tiers.some((tier) => hasLimit(tier.price));
    case "combine":
      return price.op === "min" ? price.parts.some(hasLimit) : price.parts.every(hasLimit);
    case "by_customer":
      return hasLimit(price.individual) || hasLimit(price.corporate);
    default:
      return true;
  }
}

const spanWords = ({ from, until, proposedFrom, proposedUntil }: Rule): string =>
  proposedFrom
    ? spanOf(filled(TO_VERIFY.proposed, { from: proposedFrom }), proposedUntil)
    : spanOf(from ? filled(TO_VERIFY.from, { from }) : TO_VERIFY.from_start, until);

const spanOf = (start: string, until: string | null | undefined): string =>
  until ? `${start} ${filled(TO_VERIFY.until, { until })}` : start;

const clockOf = (pack: Pack): Entry[] =>
  pack.complaintClock
    .filter((step) => step.grade !== "A")
    .map((step) => ({
      rank: 300,
      what: named(TO_VERIFY.clock_step, step.id),
      figure: step.text,
      why: HARM.clock,
      standsIn: instrumentOf(step),
      readAt: readAt(step.source),
      grade: step.grade,
    }));

/** Listed fees on which a charge may be called too high: the bank's own dated papers, and days that banks announced. */
const listedOf = (pack: Pack): Entry[] =>
  pack.listedFees
    .filter((fee) => fee.grade === "B" || pack.rules.some((rule) => rule.startsByBank && rule.service === fee.service))
    .map((fee) => ({
      rank: 400 + everyday(fee.service),
      what: named(`${nameOf(pack, fee.bank)}: ${fee.name}`, fee.id),
      figure: `${priceSummary(fee.price, fee.currency)}, ${spanOf(filled(TO_VERIFY.from, { from: fee.from ?? "?" }), fee.until)}`,
      why: HARM.bank,
      standsIn: instrumentOf(fee),
      readAt: readAt(fee.source),
      grade: fee.grade,
    }));

const addressesOf = (pack: Pack): Entry[] =>
  pack.banks.flatMap((bank) =>
    (bank.contacts ?? [])
      .filter((one) => one.kind === "email" && one.grade !== "A" && one.sources > 1)
      .map((one) => ({
        rank: 500,
        what: named(filled(TO_VERIFY.address_of, { bank: bank.name }), bank.id),
        figure: one.value,
        why: HARM.address,
        standsIn: filled(TO_VERIFY.sources, { count: one.sources }),
        readAt: readAt(one.source),
        grade: one.grade,
      })),
  );

const nameOf = (pack: Pack, id: string): string => pack.banks.find((bank) => bank.id === id)?.name ?? id;
