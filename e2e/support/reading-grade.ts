/** Flesch-Kincaid grade of plain English sentences; syllables are counted as groups of vowels, a silent e left out. */
export function readingGrade(sentences: readonly string[]): number {
  let words = 0;
  let syllables = 0;
  for (const sentence of sentences)
    for (const word of sentence.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []) {
      words++;
      syllables += syllablesOf(word);
    }
  return 0.39 * (words / sentences.length) + 11.8 * (syllables / words) - 15.59;
}

function syllablesOf(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, "");
  if (bare.length <= 3) return 1;
  const groups = bare.replace(/(?:[^laeiouy]es|[^laeiouy]ed|[^aeiouyl]e)$/, "").match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/** The sentences of a page's paragraphs, list items, hints and labels. Names, quoted wordings and sources are not ours to simplify. */
export function sentencesOf(html: string): string[] {
  const main = html
    .replace(/^.*?<main[^>]*>/s, "")
    .replace(/<\/main>.*$/s, "")
    .replace(/<(code|pre|option|select)\b.*?<\/\1>/gs, " ")
    .replace(/<span class="told">.*?<\/span>/gs, " ")
    .replace(/Source: .*?<\/p>/gs, "</p>");
  const blocks = [...main.matchAll(/<(p|li|h1|span class="hint")[^>]*>(.*?)<\/(?:p|li|h1|span)>/gs)].map(
    (m) => m[2] as string,
  );
  return blocks
    .map((block) =>
      block
        .replace(/<[^>]+>/g, " ")
        .replace(/&\w+;|&#\d+;/g, "'")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .flatMap((text) => text.split(/(?<=[.!?:;])\s+/))
    .filter((sentence) => (sentence.match(/[A-Za-z]+/g) ?? []).length >= 3);
}
