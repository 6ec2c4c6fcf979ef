import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { ACCOUNTS } from "../../../words/en/result-names.ts";
import { dateWords } from "../../ui/words.ts";
import type { Names } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const summarySays = sayOf(RESULT, { ACCOUNTS });

const sentence = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}.`;

/** Whose statement it is, and the proof that all of it was read. */
export function Summary({ result, names }: { result: AuditResult; names: Names }) {
  const say = summarySays(names);
  const { rows, chain, from, to, bank, account } = result.statement;
  return (
    <p class={chain.state === "broken" || rows.rejected > 0 ? "note wait" : "note"}>
      {bank ? (names.banks[bank] ?? bank) : say("result.no_bank")}.{" "}
      {account.type === "unknown" ? say("result.no_account") : sentence(say.called("ACCOUNTS", account.type))}{" "}
      {from && to ? (
        <>{from === to ? `${dateWords(to)}.` : say("result.span", { from: dateWords(from), until: dateWords(to) })} </>
      ) : null}
      <strong>{say("result.read", { read: rows.read, total: rows.total })}</strong>{" "}
      {chain.state === "complete"
        ? say(rows.rejected === 0 ? "result.whole" : "result.adds_up")
        : chain.state === "broken"
          ? say("result.broken", { rows: chain.breaks.slice(0, 5).join(", ") })
          : say("result.no_balance")}
      {rows.rejected > 0 ? (
        <> {rows.rejected === 1 ? say("result.one_not_read") : say("result.not_read", { count: rows.rejected })}</>
      ) : null}
    </p>
  );
}
