import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { ACCOUNTS } from "../../../words/en/result-names.ts";
import { dateWords } from "../../ui/words.ts";
import type { Names } from "./audit-view.ts";

const kindWords = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}.`;

/** Whose statement it is, and the proof that all of it was read. */
export function Summary({ result, names }: { result: AuditResult; names: Names }) {
  const { rows, chain, from, to, bank, account } = result.statement;
  return (
    <p class={chain.state === "broken" || rows.rejected > 0 ? "note wait" : "note"}>
      {bank ? (names.banks[bank] ?? bank) : "Bank not named, judged as a commercial bank"}.{" "}
      {account.type === "unknown" ? "Kind of account not named." : kindWords(ACCOUNTS[account.type])}{" "}
      {from && to ? `${dateWords(from)} to ${dateWords(to)}. ` : ""}
      <strong>
        We read {rows.read} of {rows.total} lines.
      </strong>{" "}
      {chain.state === "complete"
        ? `The balances add up${rows.rejected === 0 ? ", so no line is missing" : ""}.`
        : chain.state === "broken"
          ? `The balances do not add up at row ${chain.breaks.slice(0, 5).join(", ")}: something may be missing there.`
          : "The file has no balance column, so we cannot prove that no line is missing."}
      {rows.rejected > 0
        ? rows.rejected === 1
          ? " One could not be read; it is listed below."
          : ` ${rows.rejected} could not be read; they are listed below.`
        : ""}
    </p>
  );
}
