/** The answer of each example, as the page for developers shows it: made from the facts in service, not written down. */
import { compareKnowledge } from "../../app/compare-knowledge.ts";
import type { Context } from "../../app/context.ts";
import { listChanges } from "../../app/list-changes.ts";
import { parseCivilDate } from "../../domain/dates/civil-date.ts";
import { answerCharge } from "../../domain/fees/charge-answer.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { withoutSigns } from "../../domain/fees/without-signs.ts";
import { judgeStatements } from "../../engine/judge-statements.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { readQuestion, sinceQuery } from "../read-question.ts";
import { comparedAsData } from "../site/compare.route.tsx";
import { ADDRESSES, type Address, EXAMPLE_RECEIPT, REPORT } from "./addresses.ts";
import { LISTS, listRows } from "./list-rows.ts";

/** By the name of the address. What is sent as a report is stored, so its answers here are what it would be. */
export async function exampleAnswers(
  pack: Pack,
  engineVersion: string,
  ctx: Context,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  for (const address of ADDRESSES) {
    const answer = await answerOf(address, pack, engineVersion, ctx);
    if (answer !== undefined) answers.set(address.name, answer);
  }
  return answers;
}

async function answerOf({ name, sent }: Address, pack: Pack, engineVersion: string, ctx: Context): Promise<unknown> {
  const list = LISTS.find((one) => one === name);
  if (list) {
    const { service, bank, on, limit } = sent.query ?? {};
    const changes = list === "changes" ? (await listChanges(ctx, { service })).changes : [];
    return listRows(
      pack,
      list,
      {
        service,
        bank,
        on: on === undefined ? undefined : parseCivilDate(on),
        limit: Number(limit),
      },
      changes,
    );
  }
  if (name === "learnt") return withoutSigns(await compareKnowledge(ctx, readQuestion(sinceQuery, sent.query)));
  if (name === "compare") return comparedAsData(ctx, sent.query ?? {});
  if (name === "charge")
    return answerCharge({ id: "1", jurisdiction: pack.jurisdiction, ...sent.query }, () => pack, CHARGE_ENGLISH);
  if (name === "charge-posted") return answerCharge(sent.json, () => pack, CHARGE_ENGLISH);
  const stored = { receipt: EXAMPLE_RECEIPT, state: "received", ...REPORT, currency: pack.currency };
  if (name === "reports") return { ...stored, takenOut: 0 };
  if (name === "report") return { ...stored, receivedAt: `${REPORT.on}T09:30:00.000Z`, outcome: null };
  if (sent.file === undefined) return undefined;
  const judged = await judgeStatements([new TextEncoder().encode(sent.file)], { pack, engineVersion, options: {} });
  return "ok" in judged && judged.ok ? JSON.parse(judged.printed) : undefined;
}
