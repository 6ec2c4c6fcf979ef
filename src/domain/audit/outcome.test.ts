import { describe, expect, test } from "vitest";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import { judgeStatements } from "../../engine/judge-statements.ts";
import { ENGLISH } from "../../words/say-english.ts";
import { hasFindings, headReason, type Outcome, outcomeOf, outcomeReasons } from "./outcome.ts";

const PACK = shippedPack("ng");
const HEAD = "Date,Narration,Debit,Credit,Balance";
/** Rows whose balances go down from 100,000.00 by the debit. */
function statement(rows: readonly (readonly [narration: string, debit: string])[], broken = false): string {
  let kobo = 10_000_000n;
  const lines = rows.map(([narration, debit], i) => {
    kobo -= BigInt(debit.replace(".", ""));
    if (broken && i === 1) kobo -= 700n;
    const text = kobo.toString();
    return `15-06-2026,${narration},${debit},,${text.slice(0, -2)}.${text.slice(-2)}`;
  });
  return [HEAD, "14-06-2026,OPENING BALANCE,,,100000.00", ...lines].join("\n");
}
async function outcome(...texts: string[]): Promise<Outcome> {
  const judged = await judgeStatements(
    texts.map((text) => new TextEncoder().encode(text)),
    { pack: PACK, engineVersion: "0", options: {}, said: { bank: "ng.gtbank", accountType: "savings" } },
  );
  if (!("ok" in judged) || !judged.ok) throw new Error("it was to be judged");
  return outcomeOf(judged.result);
}

const TRANSFER = ["NIP TRANSFER TO ADE OLU 0011223344", "20000.00"] as const;
const ITS_FEE = ["NIP TRANSFER CHARGE", "25.00"] as const;
const ITS_VAT = ["VAT ON NIP TRANSFER CHARGE", "1.88"] as const;
const LEVY = ["STAMP DUTY ON NIP TRANSFER", "50.00"] as const;
const PLAIN = ["POS PURCHASE SHOPRITE LAGOS", "3000.00"] as const;
/** A kind of charge for which no rule is known. */
const OPEN = ["SUNDRY BANK CHARGES", "40.00"] as const;

describe("what an audit comes to", () => {
  test.each<[string, string[], Partial<Outcome>, string]>([
    [
      "all right",
      [statement([TRANSFER, ITS_FEE, ITS_VAT, LEVY])],
      { head: "all_right", right: 3, charges: 3 },
      "All 3 charges are right",
    ],
    [
      "a charge that cannot be told beside right ones",
      [statement([TRANSFER, ITS_FEE, ITS_VAT, OPEN])],
      { head: "some_judged", right: 2, open: 1 },
      "We could judge 2 of 3 charges",
    ],
    [
      "one charge, and it cannot be told",
      [statement([OPEN])],
      { head: "some_judged", right: 0 },
      "We could judge 0 of 1 charge",
    ],
    ["no charge at all", [statement([PLAIN])], { head: "no_charge", charges: 0 }, "No charge found"],
    [
      "right, but a row was rejected",
      [`${statement([TRANSFER, ITS_FEE])}\n16-06-2026,SMS CHARGE,12..4,,x`],
      { head: "some_judged", right: 1, rejected: 1 },
      "We could judge 1 of 1 charge",
    ],
    [
      "right, but the balances do not add up",
      [
        statement([TRANSFER, PLAIN, PLAIN], true).replace(
          "POS PURCHASE SHOPRITE LAGOS,3000.00",
          "NIP TRANSFER CHARGE,25.00",
        ),
      ],
      { head: "some_judged", broken: 1 },
      "We could judge 1 of 1 charge",
    ],
    [
      "right, but a row has lost its words",
      [statement([TRANSFER, ITS_FEE, ["", "53.75"]])],
      { head: "some_judged", right: 1, unjudged: 1 },
      "We could judge 1 of 1 charge",
    ],
    [
      "nothing but a row without words",
      [statement([["---", "53.75"]])],
      { head: "no_charge", unjudged: 1 },
      "No charge found",
    ],
    [
      "too much among right and open ones",
      [statement([TRANSFER, ["NIP TRANSFER CHARGE", "90.00"], OPEN])],
      { head: "too_much", accused: 1, open: 1, over: 6_312n },
      "₦63.12 too much",
    ],
  ])("%s", async (_name, texts, wanted, words) => {
    const found = await outcome(...texts);
    expect(found).toMatchObject(wanted);
    expect(ENGLISH.say(headReason(found, "₦63.12"))).toBe(words);
    const clear = found.head === "all_right" || (found.head === "no_charge" && found.unjudged === 0);
    expect(hasFindings(found)).toBe(!clear);
    // only the one clear head says that anything is right, and nothing names a comparison with a bank's own list
    expect(ENGLISH.sayAll(outcomeReasons(found)).join(" ")).not.toMatch(/good news|own list|nothing wrong/i);
  });

  test.each([
    "SUNDRY DEBIT",
    "Misc.",
    "ADJ",
    "DEBIT 000123",
    "XXXXXXXX",
    "xxx-xxx 4711",
    "REDACTED",
    "???? ????",
    "N/A",
    "TXN",
  ])("a row of money out that says no more than %s may be a charge", async (narration) => {
    const found = await outcome(statement([TRANSFER, ITS_FEE, [narration, "53.75"]]));
    expect(found).toMatchObject({ head: "some_judged", right: 1, unjudged: 1 });
    expect(hasFindings(found)).toBe(true);
  });

  test.each(["SUNDRY DEBIT FOR ADE", "CHQ 000123", "000123456", "XAVIER", "MISC PROVISIONS STORE", "ADJEI"])(
    "%s says something",
    async (narration) => {
      const found = await outcome(statement([TRANSFER, ITS_FEE, [narration, "53.75"]]));
      expect(found).toMatchObject({ head: "all_right", unjudged: 0 });
    },
  );

  test("a row that stands in two files counts once", async () => {
    const one = statement([TRANSFER, ITS_FEE, PLAIN]);
    const found = await outcome(one, one);
    expect(found).toMatchObject({ head: "all_right", charges: 1, right: 1 });
  });

  test("a file that could not be read forbids the clear", async () => {
    const judged = await outcome(statement([TRANSFER, ITS_FEE]));
    expect(judged.head).toBe("all_right");
    const result = await judgeStatements([new TextEncoder().encode(statement([TRANSFER, ITS_FEE]))], {
      pack: PACK,
      engineVersion: "0",
      options: {},
    });
    if (!("ok" in result) || !result.ok) throw new Error("it was to be judged");
    const beside = outcomeOf(result.result, 1);
    expect([beside.head, hasFindings(beside)]).toEqual(["some_judged", true]);
    expect(ENGLISH.sayAll(outcomeReasons(beside))).toContain("One file was not read.");
  });
});
