import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { LANGUAGES } from "../words/languages.ts";
import { chargeCommand } from "./charge.ts";
import type { Terminal } from "./command.ts";

const pack = shippedPack();
const command = chargeCommand(
  () => () => pack,
  () => "2026-02-01" as CivilDate,
  () => process.stdin,
);

async function printed(...args: string[]): Promise<string> {
  let text = "";
  const terminal = { out: (more: string) => (text += more), err: (more: string) => (text += more), environment: {} };
  await command.run(args, terminal as unknown as Terminal);
  return text;
}

/** Every service on several days, with and without what decides it: all states, ends and gaps that the pack knows. */
const QUESTIONS: readonly (readonly string[])[] = pack.services
  .filter(({ id }) => id !== "unknown")
  .flatMap(({ id }) =>
    [
      ["--on", "2026-02-01"],
      ["--on", "2026-02-01", "--amount", "60000", "--account", "current"],
      ["--on", "2018-03-01", "--amount", "60000", "--account", "savings", "--bank", "ng.opay"],
      ["--on", "2025-06-10", "--amount", "500", "--bank", "ng.gtbank"],
    ].map((more) => [id, ...more]),
  );

test("in every state the first line is one whole sentence, and no line has a place, a key or nothing in it", async () => {
  const heads = new Map<string, Set<string>>(LANGUAGES.map((language) => [language, new Set()]));
  for (const question of QUESTIONS)
    for (const lang of LANGUAGES) {
      const text = await printed(...question, "--lang", lang);
      if (/\[(?:missing_field|unknown_\w+|bad_\w+)\]/.test(text)) continue;
      const [head = ""] = text.split("\n");
      heads.get(lang)?.add(head);
      expect(head, question.join(" ")).toMatch(/^[A-Z][^.]*\.$/);
      expect(text, question.join(" ")).not.toMatch(/[{}]|undefined|\bnull\b|\bis may\b|\bis this\b|NGN\s+\?|command\./);
      for (const line of text
        .split("\n")
        .filter((one) => /^(?:At most|Between|The bank|Also|Together|Missing) {2}/.test(one)))
        expect(line.slice(0, 10), line).toMatch(/ $/);
    }
  // the pack has a question for each of the six
  for (const lang of LANGUAGES) expect([lang, heads.get(lang)?.size]).toEqual([lang, 6]);
});

test("what is missing is said in words, with the name that --fact takes", async () => {
  expect(await printed("card.maintenance", "--on", "2026-02-01")).toContain(
    "Missing   what kind of account this is (account)\n",
  );
});

test("who keeps it is named as a person would, and nobody keeps what may not be taken", async () => {
  const charged = await printed("transfer.interbank", "--amount", "60000", "--on", "2026-02-01");
  expect(charged).toContain("kept by your bank + VAT 3.75 kept by the government = 53.75");
  expect(charged).toContain(
    "Also      NGN 50.00  Stamp duty on a transfer (levy.electronic_transfer), kept by the government",
  );
  expect(await printed("levy.cybersecurity", "--amount", "500", "--on", "2026-02-01")).not.toContain("kept by");
});

test("the working is said in the language that is named", async () => {
  const asked = ["atm.off_us", "--amount", "20000", "--on", "2026-02-01"];
  expect(await printed(...asked)).toContain("It depends on locality, which is not given.");
  const pidgin = await printed(...asked, "--lang", "pcm");
  expect(pidgin).toContain("E depend on locality, wey you no give.");
  expect(pidgin).not.toMatch(/, in force|rounded up|is not given/);
});

test("with --json the words come beside the answer, and only where a language is named", async () => {
  const asked = ["alert.sms", "--on", "2026-02-01", "--json"];
  expect(JSON.parse(await printed(...asked))).not.toHaveProperty("said");
  expect(JSON.parse(await printed(...asked, "--lang", "pcm")).said).toMatchObject({
    lang: "pcm",
    service: "SMS alert",
  });
});
