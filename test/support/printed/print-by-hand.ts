/**
 * Drawn pages to a PDF written operation by operation, so that a test can show what libraries never write: kerned and scaled
 * texts, texts without blanks, fonts of drawn shapes (Type 3), ligatures, content in a form, turned pages, and invisible
 * words behind a picture. Source: ISO 32000-1, 7.5 (file), 9.3 and 9.4 (text), 9.6.5 (Type 3 fonts), 9.10.3 (ToUnicode).
 */
import { Chance } from "./chance.ts";
import type { Drawing, DrawnPage } from "./draw-pages.ts";
import type { MadeLayout } from "./made-layout.ts";
import { pdfFile } from "./pdf-file.ts";
import { type FontName, measurer } from "./print-pdfkit.ts";
import type { Measure } from "./wrap-text.ts";

type HandFont = Exclude<FontName, "dejavu">;
const FIRST = 32;
const LAST = 126;
/** One code for each ligature, below the letters. */
const LIGATURES: readonly (readonly [string, number])[] = [
  ["ffi", 28],
  ["fi", 29],
  ["fl", 30],
];
const NAMED: ReadonlyMap<number, string> = new Map([
  ...LIGATURES.map(([letters, code]): [number, string] => [code, letters]),
  [0xa3, "\u00a3"],
  [0xad, "\u00ad"],
]);
const number = (value: number): string => String(Math.round(value * 1000) / 1000);

export function printByHand(pages: readonly DrawnPage[], layout: MadeLayout, font: HandFont, seed: number): Uint8Array {
  const { habits, pageWidth, pageHeight } = layout;
  const measure = measurer(font);
  const objects: string[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "",
    habits.glyphs === "type3" ? type3(measure, 4, 5) : simple(font, habits.ligatures, measure, 4),
    stream(toUnicode()),
    stream("500 0 d0 50 0 400 600 re f"),
  ];
  const kids: number[] = [];
  const put = (object: string): number => objects.push(object);
  const matrix = matrixOf(habits.turn, pageWidth, pageHeight);
  const lying = habits.turn === 90 || habits.turn === 270;
  const [width, height] = lying ? [pageHeight, pageWidth] : [pageWidth, pageHeight];
  const fonts = "<< /Font << /F1 3 0 R >> >>";
  for (const [k, page] of pages.entries()) {
    const chance = new Chance(seed * 31 + k);
    const drawn = new Hand(layout, measure, chance).draw(page);
    let content = `q ${matrix.map(number).join(" ")} cm\n${drawn}\nQ`;
    let resources = fonts;
    if (habits.inForm) {
      const form = put(
        stream(
          content,
          `/Type /XObject /Subtype /Form /BBox [0 0 ${2 * width} ${2 * height}] /Matrix [2 0 0 2 0 0] /Resources ${fonts}`,
        ),
      );
      content = "q 0.5 0 0 0.5 0 0 cm /X1 Do Q";
      resources = `<< /XObject << /X1 ${form} 0 R >> >>`;
    }
    const body = put(stream(content));
    kids.push(
      put(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(width)} ${number(height)}] /Resources ${resources} /Contents ${body} 0 R${habits.turnSaid ? ` /Rotate ${habits.turn}` : ""} >>`,
      ),
    );
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  return pdfFile(objects);
}

const stream = (content: string, entries = ""): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** From the upright page to one that has to be turned clockwise to be read. */
const matrixOf = (turn: number, width: number, height: number): readonly number[] =>
  turn === 90
    ? [0, 1, -1, 0, height, 0]
    : turn === 180
      ? [-1, 0, 0, -1, width, height]
      : turn === 270
        ? [0, -1, 1, 0, 0, width]
        : [1, 0, 0, 1, 0, 0];

/** Writes the operations of one page. */
class Hand {
  readonly #layout: MadeLayout;
  readonly #measure: Measure;
  readonly #chance: Chance;
  readonly #out: string[] = [];

  constructor(layout: MadeLayout, measure: Measure, chance: Chance) {
    this.#layout = layout;
    this.#measure = measure;
    this.#chance = chance;
  }

  draw(page: DrawnPage): string {
    const { behindPicture, letterSpace } = this.#layout.habits;
    this.#out.push(letterSpace > 0 ? `${number(letterSpace)} Tc` : "", behindPicture ? "3 Tr" : "");
    for (const drawing of page) this.#one(drawing);
    return this.#out.filter(Boolean).join("\n");
  }

  #one(drawing: Drawing): void {
    const { pageHeight, habits } = this.#layout;
    if (drawing.kind === "fill") {
      const { x, y, width, height } = drawing;
      this.#out.push(`0.93 g ${[x, pageHeight - y - height, width, height].map(number).join(" ")} re f 0 g`);
      return;
    }
    if (drawing.kind === "rule") {
      const { x0, y0, x1, y1 } = drawing;
      const [from, to] = [`${number(x0)} ${number(pageHeight - y0)}`, `${number(x1)} ${number(pageHeight - y1)}`];
      this.#out.push(`0.4 w ${from} m ${to} l S`);
      return;
    }
    const { x, y, text, size, turn = 0 } = drawing;
    const angle = (-turn * Math.PI) / 180;
    const wordwise = habits.show === "gaps" || habits.behindPicture || this.#layout.drawn !== "whole";
    const pieces = wordwise ? text.split(/(?<= )/) : [text];
    let along = 0;
    for (const piece of pieces) {
      // a recogniser of pictures places each word a hair off
      const [dx, dy] = habits.behindPicture ? [this.#off(), this.#off()] : [0, 0];
      const place = [
        Math.cos(angle),
        Math.sin(angle),
        -Math.sin(angle),
        Math.cos(angle),
        x + Math.cos(angle) * along + dx,
        pageHeight - y + Math.sin(angle) * along + dy,
      ];
      this.#put(place, habits.show === "gaps" || habits.behindPicture ? piece.trimEnd() : piece, size);
      along += this.#measure(piece, size) + piece.length * habits.letterSpace;
    }
  }

  #off(): number {
    return (this.#chance.next() - 0.5) * 0.7;
  }

  #put(place: readonly number[], text: string, size: number): void {
    const { show, ligatures } = this.#layout.habits;
    const codes = codesOf(text, ligatures);
    const [p, q, r, s, x, y] = place as [number, number, number, number, number, number];
    const at = `${number(x)} ${number(y)}`;
    if (show === "scaled") {
      const matrix = [p, q, r, s].map((one) => number(one * size)).join(" ");
      this.#out.push(
        `BT /F1 1 Tf ${matrix} ${at} Tm ${tcScaled(this.#layout.habits.letterSpace, size)}${literal(codes)} Tj ET`,
      );
      return;
    }
    const start = show === "moved" && q === 0 ? `${at} Td` : `${[p, q, r, s].map(number).join(" ")} ${at} Tm`;
    const shown = show === "kerned" ? `[${this.#kerned(codes)}] TJ` : `${literal(codes)} Tj`;
    this.#out.push(`BT /F1 ${size} Tf ${start} ${shown} ET`);
  }

  /** Letters moved together and apart by a hair, as a typesetter does. */
  #kerned(codes: readonly number[]): string {
    const parts: string[] = [];
    for (let i = 0; i < codes.length; ) {
      const take = this.#chance.between(1, 4);
      parts.push(literal(codes.slice(i, i + take)));
      i += take;
      if (i < codes.length) parts.push(String(this.#chance.between(-25, 25)));
    }
    return parts.join(" ");
  }
}

/** Of a font of size 1 the space between letters is in that size too. */
const tcScaled = (space: number, size: number): string => (space > 0 ? `${number(space / size)} Tc ` : "");

function codesOf(text: string, ligatures: boolean): number[] {
  const codes: number[] = [];
  for (let i = 0; i < text.length; ) {
    const joined = ligatures ? LIGATURES.find(([letters]) => text.startsWith(letters, i)) : undefined;
    codes.push(joined ? joined[1] : text.charCodeAt(i));
    i += joined ? joined[0].length : 1;
  }
  return codes;
}

const literal = (codes: readonly number[]): string =>
  `(${codes.map((code) => (code < FIRST || code > LAST || [40, 41, 92].includes(code) ? `\\${code.toString(8).padStart(3, "0")}` : String.fromCharCode(code))).join("")})`;

const textOf = (code: number): string => NAMED.get(code) ?? (code < FIRST ? "" : String.fromCharCode(code));
const widthsOf = (measure: Measure): string =>
  Array.from({ length: 256 }, (_, code) => number(measure(textOf(code), 1000))).join(" ");

const simple = (font: HandFont, ligatures: boolean, measure: Measure, unicode: number): string =>
  ligatures
    ? `<< /Type /Font /Subtype /Type1 /BaseFont /${font} /FirstChar 0 /LastChar 255 /Widths [${widthsOf(measure)}] /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [28 /f_f_i /fi /fl] >> /ToUnicode ${unicode} 0 R >>`
    : `<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding >>`;

/** Every letter is a box as wide as the letter would be; only ToUnicode says which it is. */
function type3(measure: Measure, unicode: number, shape: number): string {
  const codes = [...NAMED.keys(), ...Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i)].sort(
    (a, b) => a - b,
  );
  // streams cannot stand inside a dictionary: all letters share one shape, whose width the font's table overrules
  const shapes = codes.map((code) => `/g${code} ${shape} 0 R`).join(" ");
  const differences = codes.map((code) => `${code} /g${code}`).join(" ");
  return `<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << ${shapes} >> /Encoding << /Type /Encoding /Differences [${differences}] >> /FirstChar 0 /LastChar 255 /Widths [${widthsOf(measure)}] /ToUnicode ${unicode} 0 R /Resources << >> >>`;
}

function toUnicode(): string {
  const hex = (text: string): string => [...text].map((c) => c.charCodeAt(0).toString(16).padStart(4, "0")).join("");
  const codes = [...NAMED.keys(), ...Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i)];
  const lines = codes.map((code) => `<${code.toString(16).padStart(2, "0")}> <${hex(textOf(code))}>`);
  const blocks: string[] = [];
  for (let i = 0; i < lines.length; i += 90) {
    const part = lines.slice(i, i + 90);
    blocks.push(`${part.length} beginbfchar\n${part.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n${blocks.join("\n")}\nendcmap end end`;
}
