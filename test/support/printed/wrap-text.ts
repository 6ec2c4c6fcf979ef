export type Measure = (text: string, size: number) => number;

/** Words to lines no wider than a column; a word that is wider is broken. `\n` begins a line. */
export function wrapText(text: string, width: number, size: number, measure: Measure): string[] {
  return text.split("\n").flatMap((part) => wrapPart(part, width, size, measure));
}

function wrapPart(text: string, width: number, size: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (measure(line, size) > width && line.length > 1) {
      // a narrow cell breaks a day behind its hyphen before it breaks inside
      let take = line.length - 1;
      while (take > 1 && measure(line.slice(0, take), size) > width) take--;
      const hyphen = line.slice(0, take).lastIndexOf("-");
      if (hyphen > 1 && /\d/.test(line) && line.length < 13) take = hyphen + 1;
      lines.push(line.slice(0, take));
      line = line.slice(take);
    }
  }
  return line === "" ? lines : [...lines, line];
}
