import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { readingGrade } from "../../e2e/support/reading-grade.ts";

/**
 * A message as it is read: the longest of its choices, a figure in each place. Of ICU it knows what our messages have: places,
 * formats, plurals and choices.
 */
function plain(message: string): string {
  let at = 0;
  const words = (): string => {
    let text = "";
    while (at < message.length && message[at] !== "}") {
      if (message[at] === "{") {
        at++;
        text += place();
      } else text += message[at++];
    }
    return text;
  };
  /** From behind a brace to behind the one that shuts it. */
  const place = (): string => {
    const choices: string[] = [];
    while (at < message.length && message[at] !== "}") {
      if (message[at++] !== "{") continue;
      choices.push(words());
      at++;
    }
    at++;
    return choices.sort((a, b) => b.length - a.length)[0] ?? "5";
  };
  return words().replace(/<[^>]+>/g, "");
}

const sentencesIn = (text: string): string[] =>
  text.split(/(?<=[.!?:;])\s+/).filter((sentence) => (sentence.match(/[A-Za-z]+/g) ?? []).length >= 3);

async function messagesOf(file: string): Promise<string[]> {
  const tables = Object.values((await import(/* @vite-ignore */ `./en/${file}`)) as object);
  return tables.flatMap((table) =>
    typeof table === "object" ? Object.values(table as object).filter((text) => typeof text === "string") : [],
  );
}

test("a message is read with the longest of its choices", () => {
  expect(plain("{count, plural, one {One line} other {# of {all, number} lines}} at <b>{day}</b>.")).toBe(
    "# of 5 lines at 5.",
  );
});

test("the sentences of each table and catalogue are plain: grade 6 at most", async () => {
  const all: string[] = [];
  for (const folder of ["", "audit/", "reasons/", "manuals/"])
    for (const name of readdirSync(new URL(`en/${folder}`, import.meta.url)).filter((one) => one.endsWith(".ts"))) {
      const sentences = (await messagesOf(folder + name)).map(plain).flatMap(sentencesIn);
      all.push(...sentences);
      // of a few sentences one long name would decide
      if (sentences.length > 5)
        expect([folder + name, readingGrade(sentences)]).toEqual([
          folder + name,
          expect.toSatisfy((grade) => grade <= 6),
        ]);
    }
  expect(all.length).toBeGreaterThan(1500);
  process.stdout.write(`reading grade of ${all.length} sentences: ${readingGrade(all).toFixed(1)}\n`);
});
