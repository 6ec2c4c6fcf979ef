import { describe, expect, test } from "vitest";
import { finding as english } from "./made/en/finding.ts";
import { finding as pidgin } from "./made/pcm/finding.ts";
import { say } from "./say.ts";
import { speakerOf } from "./speaker.ts";

describe("a reason said in English", () => {
  test("counts as people count", () => {
    const said = (charges: number) => say({ code: "outcome.all_right", facts: { charges } }, "en");
    expect([1, 2, 21].map(said)).toEqual([
      "The one charge is right",
      "All 2 charges are right",
      "All 21 charges are right",
    ]);
    const open = (count: number) => say({ code: "outcome.open", facts: { open: count } }, "en");
    expect(open(1)).toBe("Of one charge we cannot tell: a fact is missing.");
    expect(open(1001)).toBe("Of 1001 charges we cannot tell: a fact is missing.");
  });
});

test("findings are said in Pidgin, and in English where it has no words yet; the others are counted", () => {
  const codes = Object.keys(english);
  expect(Object.keys(pidgin).filter((code) => !codes.includes(code))).toEqual([]);
  process.stdout.write(`pcm: ${Object.keys(pidgin).length} of ${codes.length} findings\n`);
  expect(Object.keys(pidgin).length).toBeGreaterThan(codes.length / 2);
  expect(say({ code: "above_limit_of_day", facts: { limit: 1000n } }, "pcm")).toBe("The limit of that day na 10.00.");
  expect(say({ code: "not_shown", facts: { missing: ["locality", "pages"] } }, "pcm")).toBe(
    "The statement no show where the ATM dey or how many pages.",
  );
});

describe("a speaker", () => {
  type Steps = {
    readonly outer: { readonly work: readonly { code: "step"; facts: { sum: bigint } }[] };
    readonly step: { readonly sum: bigint };
  };
  const speaker = speakerOf<Steps>({ outer: (d) => `together: ${d.work.join("; ")}`, step: (d) => `${d.sum} kobo` });

  test("says the reasons within a reason first", () => {
    const work = [5n, 7n].map((sum) => ({ code: "step" as const, facts: { sum } }));
    expect(speaker.say({ code: "outer", facts: { work } })).toBe("together: 5 kobo; 7 kobo");
  });

  test("gives one and the same sentences for one and the same list", () => {
    const list = [{ code: "step" as const, facts: { sum: 1n } }];
    expect(speaker.sayAll(list)).toBe(speaker.sayAll(list));
    expect(speaker.sayAll([...list])).toEqual(["1 kobo"]);
  });
});
