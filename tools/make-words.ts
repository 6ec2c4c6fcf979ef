/**
 * `npm run words`: makes functions of the messages in `src/words`, a file a language and catalogue, so that neither a server
 * nor a phone carries a parser of ICU MessageFormat. What is made is kept in the repository; `test/words.test.ts` makes it anew
 * and compares. See docs/adr/0034-reasons-and-words.md.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import core from "@messageformat/core";
import compileModule from "@messageformat/core/compile-module.js";

// its types speak of another kind of module than the package is
const MessageFormat = core as unknown as typeof core.default;
const ROOT = new URL("../", import.meta.url);
const WORDS = new URL("src/words/", ROOT);
/** How a language writes figures. */
const FORMATS = "formats.ts";
/** The folder of a language that has its catalogues of reasons. A language that says none yet has no such folder. */
const REASONS = "reasons";

type Made = { readonly path: string; readonly text: string };

/** Every file of sayings, by its path in the repository, as it should be. Throws on a message that is not ICU. */
export async function madeWords(): Promise<readonly Made[]> {
  const languages = readdirSync(WORDS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "made")
    .map(({ name }) => name)
    .sort();
  const made = languages.map(async (language) => {
    const folder = new URL(`${language}/`, WORDS);
    const formats = Object.keys(await import(new URL(FORMATS, folder).href));
    const reasons = new URL(`${REASONS}/`, folder);
    const names = existsSync(reasons) ? readdirSync(reasons) : [];
    return Promise.all(
      names.sort().map(async (file): Promise<Made> => {
        const messages = Object.values(await import(new URL(file, reasons).href))[0] as Record<string, string>;
        const stem = file.replace(/\.ts$/, "");
        return { path: `src/words/made/${language}/${file}`, text: sayings(language, stem, messages, formats) };
      }),
    );
  });
  return (await Promise.all(made)).flat();
}

const nameOf = (stem: string): string => stem.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

function sayings(language: string, stem: string, messages: Record<string, string>, formats: readonly string[]): string {
  const module = `../../${language}/${FORMATS}`;
  const customFormatters = Object.fromEntries(
    formats.map((id) => [id, { formatter: (value: unknown) => String(value), id, module, arg: "string" as const }]),
  );
  const compiled = compileModule(new MessageFormat(language, { customFormatters }), messages);
  const name = nameOf(stem);
  const all = language === "en" ? `Sayings<Catalogues["${name}"]>` : `Partial<Sayings<Catalogues["${name}"]>>`;
  // a format is of one language and asks for no locale; no text of a message holds a quotation mark that is not escaped
  const called = new RegExp(`\\b(${formats.join("|")})\\((d(?:\\.\\w+|\\["[^"]+"\\])), "${language}"\\)`, "g");
  const text = compiled
    .replace(called, "$1($2)")
    .replace('"@messageformat/runtime"', '"../../runtime.ts"')
    .replace("export default {", `export const ${name}: ${all} = {`);
  return `// Made by \`npm run words\` of src/words/${language}/${REASONS}/${stem}.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";
${text.trimEnd().replace(/([^;])$/, "$1;")}
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { path, text } of await madeWords()) {
    const file = new URL(path, ROOT);
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
