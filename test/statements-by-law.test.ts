/**
 * Statements whose truth was written from the law and the contracts alone, by somebody who had not read the judge: banks and
 * wallets that print in other words, orders and batches than `made-account.ts` knows, and take too much now and then. The
 * figures stand on the page of the method.
 */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { MEASURED_BY_LAW } from "../src/web/pages/audit/measured-alarms.ts";
import { BY_LAW_SEEDS, lifeOf, OFTEN, scoreByLaw } from "./support/by-law/score-by-law.ts";

const PACK = shippedPack("ng");
/** BY_LAW=N statements from seed BY_LAW_FROM; the short form is for every run. */
const MANY = Number(process.env.BY_LAW ?? 24);
const FROM = Number(process.env.BY_LAW_FROM ?? BY_LAW_SEEDS);
/** Of the first 24 statements, on the same day as the figure of all. */
const FIRST = { statements: 24, lines: 7_472, charges: 3_281, judged: 2_610, planted: 86, found: 85, falseAlarms: 0 };

describe("statements made by the law", () => {
  test("are accused of what was planted and of nothing else", async () => {
    const { kinds, wrong, missed, ...figure } = await scoreByLaw(PACK, { from: FROM, count: MANY }, OFTEN);
    console.info(
      `${MANY} statements by the law: ${figure.planted} planted, ${figure.found} found, ${figure.falseAlarms} accused wrongly (${[
        ...kinds,
      ]
        .map(([kind, one]) => `${kind} ${one.found}/${one.planted}`)
        .sort()
        .join(", ")})`,
    );
    if (process.env.BY_LAW_SHOW) console.info([...wrong, ...missed].join("\n"));
    expect(figure.found / (figure.found + figure.falseAlarms)).toBeGreaterThanOrEqual(0.998);
    expect(figure.found / figure.planted).toBeGreaterThanOrEqual(0.97);
    if (MANY === FIRST.statements && FROM === BY_LAW_SEEDS) expect(figure).toEqual(FIRST);
    if (MANY === MEASURED_BY_LAW.statements && FROM === BY_LAW_SEEDS)
      expect({ on: MEASURED_BY_LAW.on, ...figure }).toEqual(MEASURED_BY_LAW);
  }, 900_000);

  test("differ in how their bank prints, when it charges and what it takes together", () => {
    const lives = Array.from({ length: 120 }, (_, i) => lifeOf(BY_LAW_SEEDS + i, 0));
    expect(new Set(lives.map(({ habits }) => habits)).size).toBe(lives.length);
    for (const account of ["savings", "current", "domiciliary"])
      expect(lives.some((life) => life.account === account)).toBe(true);
    expect(lives.flatMap(({ rows }) => rows).some(({ wrong }) => wrong !== null)).toBe(false);
  });
});
