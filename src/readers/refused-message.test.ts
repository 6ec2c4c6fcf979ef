import { expect, test } from "vitest";
import { readStatementFile } from "./read-statement-file.ts";

test.each(["Your OTP for the debit of NGN5.00 is 123456.", "Hello, the NGN5.00 is a credit note"])(
  "whoever pasted %j is told what an alert must hold",
  async (text) => {
    const answer = await readStatementFile(new TextEncoder().encode(text), {}, { banks: [], layouts: [] });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: "no_table", message: { code: "file.no_alert" } },
    });
  },
);
