/** What cannot be told, apart from what was judged, by the fact that is missing. */

import type { AuditLine } from "../../../domain/audit/audit-result.ts";
import { madeOnce } from "../../../domain/audit/made-once.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { MISSING_IN_AUDIT, untoldWords } from "../../../words/en/missing-in-audit.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { Cut } from "./audit-rows.tsx";
import { minor, type Names, serviceName } from "./audit-view.ts";

/** What would settle it, where a person can do something: another file, or a question to the bank. */
const SETTLES: Readonly<Record<string, string>> = {
  account: "Tell us above.",
  card: "Your card’s last digits on the bank’s own list of card fees.",
  customer: "Ask the bank how it lists the account.",
  locality: "Tell us above.",
  monthDebits: "A statement that shows the whole month.",
  nthInMonth: "A statement that shows the whole month.",
  period: "A statement that shows the whole period that was billed.",
  rule: "Ask the bank for its rule: the document, section and date.",
  sameOwner: "Tell us above.",
  service: "Ask the bank what it was for.",
  transfer: "A statement that shows the payment, or ask the bank which payment it was for.",
};

/** The facts of a group in words: `what the charge was for; which card was billed`. */
export const missingWords = (missing: readonly string[]): string =>
  missing.map((fact) => MISSING_IN_AUDIT[fact] ?? fact).join("; ");

export const settlesWords = (missing: readonly string[]): string =>
  [...new Set(missing.flatMap((fact) => SETTLES[fact] ?? []))].join(" ");

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
  const groups = new Map<string, AuditLine[]>();
  for (const line of lines) madeOnce(groups, missingOf(line).join(" "), (): AuditLine[] => []).push(line);
  return (
    <Entry title="We cannot tell" id={nth === null || nth === 1 ? "cannot-tell" : `cannot-tell-${nth}`}>
      <p>{untoldWords(lines.length)}</p>
      {[...groups.values()].map((group) => {
        const missing = missingOf(group[0] as AuditLine);
        return (
          <details key={missing.join(" ")}>
            <summary>
              {group.length} {group.length === 1 ? "line" : "lines"}: we would need {missingWords(missing)}
            </summary>
            {settlesWords(missing) === "" ? null : (
              <p>
                <strong>What would settle it:</strong> {settlesWords(missing)}
              </p>
            )}
            <Table
              caption="Not judged"
              columns={[
                { label: "Row" },
                { label: "Charge", kind: "words" },
                { label: "Sum", kind: "num" },
                { label: "Why", kind: "words" },
              ]}
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
            <Cut all={group.length} most={most} />
          </details>
        );
      })}
    </Entry>
  );
}
