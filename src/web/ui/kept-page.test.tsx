import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { judgeStatements } from "../../engine/judge-statements.ts";
import { auditResultPage } from "../pages/audit/audit-result.tsx";
import { auditViewOf } from "../pages/audit/audit-view.ts";
import { RESULT_PARTS } from "../pages/audit/result-parts.tsx";
import { Each } from "./each.tsx";
import { keptPage } from "./kept-page.tsx";

const pack = shippedPack();

test("a file that is kept has the words of its links to the site and none of the links", async () => {
  const bytes = readFileSync(new URL("../../../data/ng/examples/savings-2026.csv", import.meta.url));
  const judged = await judgeStatements([bytes], { pack, engineVersion: "0", options: {} });
  if (!("ok" in judged && judged.ok)) throw new Error("the example is not read");
  const view = auditViewOf(pack, judged.result);
  const links = (html: string): number => html.split('<a href="/').length - 1;
  const kept = [...keptPage("", auditResultPage({ ...view, alone: true }, RESULT_PARTS))].join("");
  expect(kept).toContain("The rule of that day");
  expect(links(kept)).toBe(0);
  expect(links([...keptPage("", auditResultPage(view, RESULT_PARTS))].join(""))).toBeGreaterThan(0);
});

test("long lists stand in their order, whatever their entries say, and no mark of a piece is left", () => {
  const lists = [700, 3, 300].map((length, list) =>
    Array.from({ length }, (_, i) => `${list}.${i} <i>piece ${i % 5}</i>`),
  );
  const body = (
    <>
      {lists.map((of, i) => (
        <ul key={i}>
          <Each of={of} one={(words) => <li key={words}>{words}</li>} />
        </ul>
      ))}
    </>
  );
  const html = [...keptPage("", { title: "x", body })].join("");
  const order = [...html.matchAll(/<li>(\d+\.\d+) /g)].map(([, place]) => place);
  expect(order).toEqual(lists.flat().map((words) => words.split(" ")[0]));
  expect(html).not.toContain("<i>piece");
});
