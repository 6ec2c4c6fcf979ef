/**
 * Statements of kinds that the generators lack (wallets, dollars, agents, standing orders, refunds in part, gaps), labelled line by line
 * from docs/contracts by somebody who had not read the judge, and narrations of the same origin.
 */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { ACCUSATIONS, type AuditLine, resultsOf } from "../src/domain/audit/audit-result.ts";
import { judgeStatements } from "../src/engine/judge-statements.ts";
import { fileOf, type Labelled, labelledByHand } from "./support/hand-labelled.ts";
import { textOf } from "./support/tracked-files.ts";

const PACK = shippedPack("ng");
const LABELLED = labelledByHand();
const TOGETHER = [...Map.groupBy(LABELLED, ({ join }) => join).values()];

const isAccused = ({ verdict }: AuditLine): boolean => verdict !== null && ACCUSATIONS.has(verdict);
const kobo = (sum: string | null): bigint => BigInt((sum ?? "0").replace(".", ""));

/** Whether what was found is what the label allows; a kobo either way is one sum. */
function allows(label: string, line: AuditLine): boolean {
  if (label === "-") return !isAccused(line) && line.verdict === null;
  if (label === "fair") return !isAccused(line);
  if (label === "open") return line.verdict === "cannot_tell";
  if (label === "wrong") return line.verdict !== "right";
  const off = kobo(line.over) - kobo(label.replace("over ", ""));
  return isAccused(line) && off <= 1n && off >= -1n;
}

async function judged(files: readonly Labelled[]): Promise<readonly (readonly AuditLine[])[]> {
  const [first] = files;
  const answer = await judgeStatements(files.map(fileOf), {
    pack: PACK,
    engineVersion: "0",
    options: {},
    said: { bank: first?.bank, accountType: first?.account },
  });
  if (!("ok" in answer && answer.ok)) throw new Error(`${first?.about} was not read`);
  return resultsOf(answer.result).map(({ lines }) => lines);
}

describe("statements labelled by hand", () => {
  test("are enough to tell", () => {
    expect(LABELLED.length).toBeGreaterThanOrEqual(170);
    const labels = LABELLED.flatMap(({ rows }) => rows.map(({ label }) => label.replace(/ .*/, "")));
    for (const label of ["-", "fair", "open", "wrong", "over"]) expect(labels).toContain(label);
  });

  test.each(TOGETHER.map((files) => [`${files[0]?.about} (${files[0]?.join})`, files] as const))(
    "%s",
    async (_, files) => {
      const found = await judged(files);
      const off = files.flatMap(({ rows, layout }, nth) =>
        rows.flatMap(({ words, kobo: sum, label }, i) => {
          const line = found[nth]?.find(({ row }) => row === (layout === "reverse" ? rows.length - i : i + 1));
          return line && allows(label, line)
            ? []
            : [`${words} ${sum}: ${line?.verdict} ${line?.over}, wanted ${label}`];
        }),
      );
      expect(off).toEqual([]);
    },
  );
});

describe("narrations by hand", () => {
  const [payments = [], charges = []] = textOf("test/fixtures/narrations-by-hand.txt")
    .trim()
    .split("Charges:")
    .map((part) =>
      part
        .split("\n")
        .slice(1)
        .filter((line) => line.includes(" | "))
        .map((line) => line.split(" | ")),
    );
  const asRows = (rows: readonly string[][], year: string) =>
    rows.map(([words = "", sum = "0"], i) => ({
      on: `${year}-03-${String(1 + Math.floor((28 * i) / rows.length)).padStart(2, "0")}`,
      words,
      kobo: BigInt(Math.round(Number(sum) * 100)),
      label: "-",
    }));
  const all = (rows: readonly string[][], account: "savings" | "current", year: string) =>
    judged([
      {
        ...{ about: "narrations", bank: "ng.zenith", account, currency: undefined, layout: "plain", join: "" },
        ...{ head: [`Statement Period:,${year}-02-01 to ${year}-06-30`], rows: asRows(rows, year) },
      },
    ]);
  const both = (["savings", "current"] as const).flatMap((account) =>
    ["2024", "2026"].map((year) => [account, year] as const),
  );

  test.each(both)("of payments are never accused and are no charge, on a %s account in %s", async (account, year) => {
    expect(payments.length).toBeGreaterThanOrEqual(200);
    const [lines = []] = await all(payments, account, year);
    expect(lines.filter(({ verdict }) => verdict !== null).map(({ narration }) => narration)).toEqual([]);
  });

  test.each(both)("of charges are found, and their service with most, on a %s account in %s", async (account, year) => {
    expect(charges.length).toBeGreaterThanOrEqual(100);
    const [lines = []] = await all(charges, account, year);
    const lost = lines.filter(({ kind }) => kind === "transaction").map(({ narration }) => narration);
    expect(lost.length).toBeLessThanOrEqual(1);
    const right = lines.filter(({ service }, i) => service !== null && charges[i]?.[2]?.split(",").includes(service));
    expect(right.length / charges.length).toBeGreaterThanOrEqual(0.93);
  });
});
