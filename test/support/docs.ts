// What the docs promise, found in their text: links, commands, headings. Pure, so that a test can show each check failing.

const withoutCode = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");

/** Links to files of the project: `[x](docs/y.md#z)`, not `https:` and not `mailto:`. */
export function relativeLinks(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)]
    .map((match) => match[1] as string)
    .filter((link) => !/^[a-z]+:/i.test(link));
}

/** The name a heading is linked by: GitHub's rule. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

export const headingsOf = (markdown: string): { level: number; text: string }[] =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^(#{1,6}) +(.+?) *$/gm)].map((match) => ({
    level: (match[1] as string).length,
    text: match[2] as string,
  }));

/** The npm scripts a text tells people to run: `npm start`, `npm test`, `npm run x`. */
export function npmScripts(markdown: string): string[] {
  const named = [...markdown.matchAll(/\bnpm run (?:-s |--silent )?([a-z][a-z:-]*)/g)].map(
    (match) => match[1] as string,
  );
  const short = [...markdown.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] as string);
  return [...new Set([...named, ...short])];
}

/** The commands of openfees a text tells people to run: `npx openfees audit`, `npm run openfees -- charge`. */
export function openfeesCommands(markdown: string): string[] {
  const found = [...markdown.matchAll(/\b(?:npx openfees|npm run (?:-s )?openfees --|^openfees) ([a-z][a-z-]*)/gm)];
  return [...new Set(found.map((match) => match[1] as string))];
}

/** What is wrong with a decision record, by its text and file name. */
export function breachesOfDecision(fileName: string, markdown: string): string[] {
  const found: string[] = [];
  const number = /^(\d{4})-[a-z0-9-]+\.md$/.exec(fileName)?.[1];
  const headings = headingsOf(markdown);
  if (number === undefined) found.push(`${fileName}: the name is not NNNN-kebab-case.md`);
  else if (!headings[0]?.text.startsWith(`${Number(number)}. `))
    found.push(`${fileName}: the title has another number`);
  const last = headings.at(-1);
  if (last?.text !== "Confirmation") found.push(`${fileName}: does not end in "Confirmation"`);
  else if (markdown.slice(markdown.lastIndexOf("Confirmation") + "Confirmation".length).trim().length < 20)
    found.push(`${fileName}: Confirmation says nothing`);
  return found;
}
