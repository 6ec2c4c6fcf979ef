import { expect, test } from "vitest";
import { drawOf, grouped, named, type Row, rowsOf, slashed } from "../../../test/support/made-kinds/made-rows.ts";
import { at, read, row } from "../../../test/support/read-printed.ts";
import { underSeeds } from "../../../test/support/silence-seeds.ts";

// What came in and what went out, printed beside each other: made by seed, in any font size's rows, under titles or labels.

const NAMES = [
  { titles: ["Money In", "Money Out"], sums: ["Amount", "Amount"], words: ["Details", "Details"] },
  { titles: ["RECEIPTS", "PAYMENTS"], sums: ["Amount", "Amount"], words: ["Received from", "Paid to"] },
  { titles: ["", ""], sums: ["Money in", "Money out"], words: ["Description", "Description"] },
  { titles: ["Income", "Expenses"], sums: ["Amount (NGN)", "Amount (NGN)"], words: ["Narration", "Narration"] },
] as const;

test.each(underSeeds(NAMES))(
  "lists beside each other under $titles and $sums are one account (NO_SILENCE_SEED=$seed)",
  async ({ titles, sums, words, seed }) => {
    for (let run = 0; run < 4; run++) {
      const draw = drawOf(seed * 101 + run);
      const rows = rowsOf(draw, { count: 9 + draw.below(6), month: 1 + draw.below(9) });
      const lists = [rows.filter(({ cents }) => cents > 0), rows.filter(({ cents }) => cents < 0)];
      const day = draw.pick([slashed, named]);
      const from = 30 + draw.below(12);
      const step = 13 + draw.below(6);
      const list = (part: readonly Row[], x: number, nth: 0 | 1) => [
        ...(titles[nth] === "" ? [] : [at(x, 84, titles[nth], 10)]),
        ...row(104, [
          [x, "Date"],
          [x + 62, words[nth]],
          [x + 262, sums[nth], "right"],
        ]),
        ...part.flatMap((one, i) =>
          row(104 + (i + 1) * step, [
            [x, day(one.date)],
            [x + 62, one.words.slice(0, 24)],
            [x + 262, grouped(one.cents), "right"],
          ]),
        ),
      ];
      const head = [at(from, 40, "Account Statement", 11), at(from, 58, "Account Number: 0123456789")];
      const page = [...head, ...list(lists[0] ?? [], from, 0), ...list(lists[1] ?? [], from + 300, 1)];
      const { statements, warnings } = await read([page], { width: 660 });
      const days = [...lists.flat()].sort((a, b) => a.date.localeCompare(b.date));
      expect(statements.map(({ lines }) => lines.map((line) => [line.date, Number(line.amount)]))).toEqual([
        days.map(({ date, cents }) => [date, cents / 100]),
      ]);
      expect(warnings.map(({ code }) => code).filter((code) => code !== "date_order_assumed")).toEqual([]);
      expect(statements[0]?.account.masked).toMatch(/6789$/);
    }
  },
);
