/** What cannot be told, apart from what was judged, by the fact that is missing. */

import type { AuditLine } from "../../../domain/audit/audit-result.ts";
import { madeOnce } from "../../../domain/audit/made-once.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { CHARGES, SETTLES } from "../../../words/en/audit/charges.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { MISSING_IN_AUDIT } from "../../../words/en/missing-in-audit.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { Entry } from "../../ui/entry.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { Cut } from "./audit-rows.tsx";
import { minor, type Names, serviceName } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const untoldSays = sayOf({ ...RESULT, ...CHARGES }, { MISSING: MISSING_IN_AUDIT, SETTLES });

/** The facts of a group in words: `what the charge was for; which card was billed`. */
export const missingWords = (missing: readonly string[], spoken: Spoken): string =>
  missing.map((fact) => untoldSays(spoken).called("MISSING", fact)).join("; ");

/** What would settle it, where a person can do something; nothing where that is not known. */
export function Settles({ missing, spoken }: { missing: readonly string[]; spoken: Spoken }) {
  const say = untoldSays(spoken);
  const how = [...new Set(missing.flatMap((fact) => (SETTLES[fact] ? say.called("SETTLES", fact) : [])))].join(" ");
  return how === "" ? null : (
    <p>{say.dressed("result.settles", { strong: (words) => <strong>{words}</strong> }, { how })}</p>
  );
}

/** Over charges that are not judged, so many of them. */
export const accuseNoneWords = (count: number, spoken: Spoken): string =>
  count === 1
    ? untoldSays(spoken).text("result.accuse_none_one")
    : untoldSays(spoken).text("result.accuse_none", { count });

/** The columns of a table of them. */
export function untoldColumns(spoken: Spoken): readonly Column[] {
  const { text } = untoldSays(spoken);
  return [
    { label: text("result.row") },
    { label: text("result.what"), kind: "words" },
    { label: text("result.sum"), kind: "num" },
    { label: text("result.why"), kind: "words" },
  ];
}

/** What a line that cannot be told misses: a rule, where it names nothing. */
export const missingOf = ({ missing }: AuditLine): readonly string[] => (missing.length > 0 ? missing : ["rule"]);

export function Untold({
  lines,
  names,
  currency,
  most,
  nth,
}: {
  lines: readonly AuditLine[];
  names: Names;
  currency: string;
  most: number;
  /** Of several statements. */
  nth: number | null;
}) {
  const say = untoldSays(names);
  const groups = new Map<string, AuditLine[]>();
  for (const line of lines) madeOnce(groups, missingOf(line).join(" "), (): AuditLine[] => []).push(line);
  return (
    <Entry title={say("result.untold")} id={nth === null || nth === 1 ? "cannot-tell" : `cannot-tell-${nth}`}>
      <p>{accuseNoneWords(lines.length, names)}</p>
      {[...groups.values()].map((group) => {
        const missing = missingOf(group[0] as AuditLine);
        return (
          <details key={missing.join(" ")}>
            <summary>
              {say(group.length === 1 ? "result.need_one" : "result.need", {
                count: group.length,
                facts: missingWords(missing, names),
              })}
            </summary>
            <Settles missing={missing} spoken={names} />
            <Table
              caption={say.text("result.not_judged")}
              columns={untoldColumns(names)}
              rows={group.slice(0, most).map((line) => ({
                key: String(line.row),
                cells: () => [
                  `${line.row}, ${dateWords(line.date)}`,
                  <>
                    {serviceName(names, line.service, line.date)} <bdi class="keeps told">{line.narration}</bdi>
                  </>,
                  exactMoney(minor(line.charged), currency),
                  line.why,
                ],
              }))}
            />
            <Cut all={group.length} most={most} spoken={names} />
          </details>
        );
      })}
    </Entry>
  );
}
