import { expect, test } from "vitest";
import { looksLikeTable } from "./looks-like-table.ts";

const row = (day: number) => `0${day}/05/2026;NGN5.00 has been debited from your account;5.00`;

test("known labels, or three rows that begin with a day, are plainly a table", () => {
  expect(looksLikeTable("Bank of Nowhere\nTrans Date|Narration|Debit|Credit\n")).toBe(true);
  expect(looksLikeTable(["Zed;Wek;Kam", row(1), row(2), row(3)].join("\n"))).toBe(true);
});

test("alerts are not, and neither are two rows alone", () => {
  expect(looksLikeTable("Acct: **12, Amt: NGN5.00 DR, Desc: A, B\n".repeat(4))).toBe(false);
  expect(looksLikeTable("04-May-2026 you have received NGN5.00, with thanks\n".repeat(4))).toBe(false);
  expect(looksLikeTable([row(1), row(2)].join("\n"))).toBe(false);
});
