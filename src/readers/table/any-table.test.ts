import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimal, madeStatement } from "../../../test/support/made-statement.ts";
import { asTable, tableStyle } from "../../../test/support/made-table.ts";
import { readStatementFile } from "../read-statement-file.ts";
import { unitsOf } from "../text/exact-number.ts";

/** Two rows that print the same date, sum and balance can be told apart by nobody. */
describe("a table of payments", () => {
  test("reads back the same in every delimiter, encoding, way of writing dates, numbers and direction, and order", async () => {
    await fc.assert(
      fc.asyncProperty(madeStatement, tableStyle, async (made, how) => {
        const order = how.days === "mdy" ? "mdy" : "dmy";
        const answer = await readStatementFile(asTable(made, how), { dateOrder: order }, { banks: [], layouts: [] });
        if (!answer.ok) throw new Error(answer.refusal.message.code);
        const [statement] = answer.file.statements;
        const lines = (statement?.lines ?? []).map(({ date, amount, narration }) => [date, unitsOf(amount), narration]);
        const wanted = made.lines.map(({ date, cents, narration }) => [date, unitsOf(decimal(cents)), narration]);
        if (how.newestFirst) wanted.reverse();
        expect(statement?.rejected).toEqual([]);
        expect(lines).toEqual(wanted);
        expect(statement?.chain.state).toBe(how.balance || how.columns === "unsigned" ? "complete" : "absent");
      }),
      { numRuns: 400 },
    );
  });
});
