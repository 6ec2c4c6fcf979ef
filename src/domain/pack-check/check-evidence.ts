import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import type { Grade, Instrument, Pack, Source } from "../fees/pack.ts";
import { compareVersions } from "../fees/pack-version.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";

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
  const say = (check: "evidence" | "grade", file: string, at: string, message: string) =>
    found.push({ check, file, at, message });
  const day = dayOfVersion(pack.version);
  if (!day) say("evidence", "pack.json", "/version", "a version begins with its day, such as 2026.11.24");

  checkStreams(pack, (message) => say("evidence", "pack.json", "/streams", message));
  const evident = (file: string, rows: readonly Evident[], looked: boolean) => {
    for (const { id, instrument, source, checkedOn } of rows) {
      if (source.title.trim() === "") say("evidence", file, id, "the source has no title");
      if (!source.url && !source.ref && !instrument?.ref && !instrument?.on)
        say(
          "evidence",
          file,
          id,
          "neither what it stands in nor where it was read has an address, a reference or a day",
        );
      const twice = repeated(source);
      if (twice) say("evidence", file, id, `the reference of the source says "${twice}" again, which its title has`);
      if (!looked) continue;
      if (checkedOn === undefined || !parseCivilDate(checkedOn)) say("evidence", file, id, "checkedOn is no day");
      else if (day && checkedOn > day)
        say("evidence", file, id, `checked on ${checkedOn}, after the pack's own day ${day}: give it a new version`);
    }
  };
  evident("rules.json", pack.rules, true);
  evident("listed-fees.json", pack.listedFees, true);
  evident("products.json", pack.products ?? [], true);
  evident("complaint-clock.json", pack.complaintClock, true);
  evident("left-out.json", leftOut, false);

  for (const rule of pack.rules)
    if (rule.enforceable && rule.grade === "D")
      say("grade", "rules.json", rule.id, "is enforceable on grade D: nobody is accused on a third party's reading");
  for (const rule of pack.rules) checkDraft(pack, rule, say);
  for (const fee of pack.listedFees)
    if (fee.grade === "A")
      say("grade", "listed-fees.json", fee.id, "grade A is the law's own text; a bank's own dated paper is B");
  return found;
}

/** Each bank that lists anything has a version of its own (one that took its list back keeps it); the pack's is the highest. */
function checkStreams({ version, streams, listedFees, products = [] }: Pack, say: (message: string) => void): void {
  if (!streams) return;
  const banks = new Set([...listedFees, ...products].map(({ bank }) => bank));
  for (const bank of banks)
    if (!Object.hasOwn(streams.tariffs, bank)) say(`the tariff of ${bank} has no version of its own`);
  const highest = [streams.law, streams.words, ...Object.values(streams.tariffs)].reduce((a, b) =>
    compareVersions(a, b) < 0 ? b : a,
  );
  if (compareVersions(highest, version) !== 0)
    say(`the pack's version ${version} is to be the highest of its streams, which is ${highest}`);
}

/** A word or a number of the reference that the title has too: both are printed one after the other. */
function repeated({ title, ref }: Source): string | undefined {
  const said = new Set(title.toLowerCase().match(/[a-z0-9]{5,}/g));
  return (ref ?? "")
    .toLowerCase()
    .match(/[a-z0-9]{5,}/g)
    ?.find((word) => said.has(word));
}

/** A draft accuses nobody; what relaxes a ceiling is a draft of the same service. */
function checkDraft(
  pack: Pack,
  rule: Pack["rules"][number],
  say: (check: "grade", file: string, at: string, message: string) => void,
): void {
  if (rule.standing === "draft" && rule.enforceable)
    say("grade", "rules.json", rule.id, "a draft is never enforceable");
  for (const { by } of rule.relaxed ?? []) {
    const draft = pack.rules.find((other) => other.id === by);
    if (draft && (draft.standing !== "draft" || draft.service !== rule.service))
      say("grade", "rules.json", rule.id, `is relaxed by ${by}, which is no draft of the same service`);
  }
}

function dayOfVersion(version: string): CivilDate | undefined {
  const match = /^(\d{4})\.(\d{1,2})\.(\d{1,2})(?:\.\d+)?$/.exec(version);
  if (!match) return undefined;
  const [, year = "", month = "", dom = ""] = match;
  return parseCivilDate(`${year}-${month.padStart(2, "0")}-${dom.padStart(2, "0")}`);
}
