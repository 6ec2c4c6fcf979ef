import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import type { Grade, Instrument, Pack, Source } from "../fees/pack.ts";
import { compareVersions } from "../fees/pack-version.ts";
import { NO_FACTS_NEEDED } from "../reason.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";
import type { PackReason } from "./pack-reasons.ts";

type Evident = {
  readonly id: string;
  readonly grade: Grade;
  readonly instrument?: Instrument;
  readonly source: Source;
  readonly checkedOn?: CivilDate;
};

/**
 * Every figure says where it stands written and when somebody last looked, on a day not after the pack's own. And how
 * much may rest on it: nothing is accused on grade D, grade A is the law's own text and never a bank's.
 */
export function checkEvidence({ pack, leftOut }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (check: "evidence" | "grade", file: string, at: string, reason: PackReason) =>
    found.push({ check, file, at, reason });
  const day = dayOfVersion(pack.version);
  if (!day) say("evidence", "pack.json", "/version", { code: "version_without_day", facts: NO_FACTS_NEEDED });

  checkStreams(pack, (reason) => say("evidence", "pack.json", "/streams", reason));
  const evident = (file: string, rows: readonly Evident[], looked: boolean) => {
    for (const { id, instrument, source, checkedOn } of rows) {
      if (source.title.trim() === "")
        say("evidence", file, id, { code: "source_without_title", facts: NO_FACTS_NEEDED });
      if (!source.url && !source.ref && !instrument?.ref && !instrument?.on)
        say("evidence", file, id, { code: "stands_nowhere", facts: NO_FACTS_NEEDED });
      const twice = repeated(source);
      if (twice) say("evidence", file, id, { code: "reference_twice", facts: { word: twice } });
      if (!looked) continue;
      if (checkedOn === undefined || !parseCivilDate(checkedOn))
        say("evidence", file, id, { code: "checked_on_no_day", facts: NO_FACTS_NEEDED });
      else if (day && checkedOn > day)
        say("evidence", file, id, { code: "checked_after_pack", facts: { checked: checkedOn, day } });
    }
  };
  evident("rules.json", pack.rules, true);
  evident("listed-fees.json", pack.listedFees, true);
  evident("products.json", pack.products ?? [], true);
  evident("complaint-clock.json", pack.complaintClock, true);
  evident("left-out.json", leftOut, false);

  for (const rule of pack.rules)
    if (rule.enforceable && rule.grade === "D")
      say("grade", "rules.json", rule.id, { code: "enforceable_on_d", facts: NO_FACTS_NEEDED });
  for (const rule of pack.rules) checkDraft(pack, rule, say);
  for (const fee of pack.listedFees)
    if (fee.grade === "A")
      say("grade", "listed-fees.json", fee.id, { code: "grade_a_of_bank", facts: NO_FACTS_NEEDED });
  return found;
}

/** Each bank that lists anything has a version of its own (one that took its list back keeps it); the pack's is the highest. */
function checkStreams({ version, streams, listedFees, products = [] }: Pack, say: (reason: PackReason) => void): void {
  if (!streams) return;
  const banks = new Set([...listedFees, ...products].map(({ bank }) => bank));
  for (const bank of banks)
    if (!Object.hasOwn(streams.tariffs, bank)) say({ code: "tariff_without_version", facts: { bank } });
  const highest = [streams.law, streams.words, ...Object.values(streams.tariffs)].reduce((a, b) =>
    compareVersions(a, b) < 0 ? b : a,
  );
  if (compareVersions(highest, version) !== 0) say({ code: "version_not_highest", facts: { version, highest } });
}

/** A word or a number of the reference that the title has too: both are printed one after the other. */
function repeated({ title, ref }: Source): string | undefined {
  const said = new Set(title.toLowerCase().match(/[a-z0-9]{5,}/g));
  return (ref ?? "")
    .toLowerCase()
    .match(/[a-z0-9]{5,}/g)
    ?.find((word) => said.has(word));
}

/** A draft is never accused on; what relaxes a ceiling is a draft of the same service. */
function checkDraft(
  pack: Pack,
  rule: Pack["rules"][number],
  say: (check: "grade", file: string, at: string, reason: PackReason) => void,
): void {
  if (rule.standing === "draft" && rule.enforceable)
    say("grade", "rules.json", rule.id, { code: "draft_enforceable", facts: NO_FACTS_NEEDED });
  for (const { by } of rule.relaxed ?? []) {
    const draft = pack.rules.find((other) => other.id === by);
    if (draft && (draft.standing !== "draft" || draft.service !== rule.service))
      say("grade", "rules.json", rule.id, { code: "relaxed_by_no_draft", facts: { by } });
  }
}

function dayOfVersion(version: string): CivilDate | undefined {
  const match = /^(\d{4})\.(\d{1,2})\.(\d{1,2})(?:\.\d+)?$/.exec(version);
  if (!match) return undefined;
  const [, year = "", month = "", dom = ""] = match;
  return parseCivilDate(`${year}-${month.padStart(2, "0")}-${dom.padStart(2, "0")}`);
}
