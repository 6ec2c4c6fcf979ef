/**
 * The letter as a tagged PDF. Every word stands in a structure element (headings, paragraphs, lists, a table
 * with header cells), so that a screen reader reads it in order. Fonts are handed in: the naira sign and the letters of
 * Yoruba, Igbo and Hausa need a font of our own, and this room opens no file.
 */
import PDFDocument from "pdfkit";
import type { ScheduleLine } from "./letter-lines.ts";
import { blankWords } from "./letter-text.ts";
import type { Block, LetterView } from "./letter-view.ts";

export type LetterFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

type Table = Extract<Block, { kind: "table" }>;
type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc["struct"]>;

const EDGE = 50;
const BODY = 10;
const CELL = 9;
/** The schedule's parts, below its heads. */
const SMALL = 9;
/** Of the text, in points. */
const WIDTH = 495;
/** Widths of the table's columns, in points, together that of the text. */
const WIDTHS: Readonly<Record<Table["by"], readonly number[]>> = {
  charge: [36, 187, 68, 68, 68, 68],
  kind: [140, 105, 46, 68, 68, 68],
};
const PAD = 3;

/** The bytes of the PDF. The same view gives the same pages; its date is the letter's, not the clock's. */
export function letterPdf(view: LetterView, fonts: LetterFonts): Promise<Uint8Array> {
  const made = new Date(`${view.on}T00:00:00Z`);
  const doc = new PDFDocument({
    size: "A4",
    margin: EDGE,
    pdfVersion: "1.7",
    tagged: true,
    lang: view.language,
    displayTitle: true,
    bufferPages: true,
    // no standard font: all text is in the embedded ones
    font: "",
    info: { Title: view.subject, Creator: "openfees", CreationDate: made, ModDate: made },
  });
  const done = bytesOf(doc);
  doc.registerFont("regular", fonts.regular as Buffer);
  doc.registerFont("bold", fonts.bold as Buffer);
  const root = doc.struct("Document");
  doc.addStructure(root);
  const write: Write = (tag, text, { font = "regular", size = BODY, into = root, gap: paragraphGap = 5 } = {}) =>
    into.add(
      doc.struct(tag, {}, () => {
        doc.font(font, size).text(text, { paragraphGap });
      }),
    );
  write("P", view.date);
  write("P", view.address.join("\n"));
  write("H1", view.subject, { font: "bold", size: 13 });
  for (const blank of view.blanks) write("P", blankWords(blank));
  write("P", view.greeting);
  for (const block of view.blocks) writeBlock(doc, root, block, write);
  write("P", view.closing);
  write("P", blankWords(view.signature));
  for (const block of view.schedule) writeBlock(doc, root, block, write);
  write("P", view.review, { size: CELL });
  root.end();
  numberPages(doc);
  doc.end();
  return done;
}

type Dress = {
  readonly font?: "regular" | "bold";
  readonly size?: number;
  readonly into?: Element;
  /** Points below it. */
  readonly gap?: number;
};
type Write = (tag: string, text: string, dress?: Dress) => void;

function writeBlock(doc: Doc, root: Element, block: Block, write: Write): void {
  switch (block.kind) {
    case "heading":
      // a heading does not stay alone at the foot of a page
      if (doc.y > doc.page.height - EDGE - 60) doc.addPage();
      doc.y += 4;
      write("H2", block.text, { font: "bold", size: 11 });
      break;
    case "paragraph":
      write("P", block.text);
      break;
    case "list": {
      const list = doc.struct("L");
      root.add(list);
      for (const item of block.items) {
        const entry = doc.struct("LI");
        list.add(entry);
        write("LBody", `•  ${item}`, { into: entry });
      }
      break;
    }
    case "lines": {
      const list = doc.struct("L");
      root.add(list);
      for (const line of block.lines) writeLine(doc, list, line, write);
      break;
    }
    case "table":
      writeTable(doc, root, block);
  }
}

/** A charge of the schedule stays on one page where it fits. */
function writeLine(doc: Doc, list: Element, { no, head, parts }: ScheduleLine, write: Write): void {
  const words = parts.map(({ label, before, told, after }) => `${label}: ${before}${told}${after}`);
  doc.font("regular", SMALL);
  const height = words.reduce((sum, text) => sum + doc.heightOfString(text, { width: WIDTH }), 0);
  if (height < doc.page.height / 2 && doc.y + height + 2 * BODY > doc.page.height - EDGE) doc.addPage();
  const entry = doc.struct("LI");
  list.add(entry);
  const body = doc.struct("LBody");
  entry.add(body);
  write("P", `${no}. ${head}`, { font: "bold", into: body, gap: 1 });
  for (const [i, text] of words.entries())
    write("P", text, { size: SMALL, into: body, gap: i === words.length - 1 ? 7 : 1 });
}

function writeTable(doc: Doc, root: Element, { by, columns, rows, foot }: Table): void {
  const structure = doc.struct("Table");
  root.add(structure);
  const write = (cells: readonly string[], kind: RowKind) => {
    writeRow(doc, structure, { cells, kind, widths: WIDTHS[by], again: kind === "head" ? null : columns });
  };
  write(columns, "head");
  for (const row of rows) write(row, "body");
  write(foot, "foot");
  doc.x = EDGE;
  doc.y += 8;
}

type RowKind = "head" | "body" | "foot";

type TableRow = {
  readonly cells: readonly string[];
  readonly kind: RowKind;
  readonly widths: readonly number[];
  /** The head, to stand again where a page begins. */
  readonly again: readonly string[] | null;
};

function writeRow(doc: Doc, table: Element | null, { cells, kind, widths, again }: TableRow): void {
  const widthOf = (i: number) => widths[i] ?? 60;
  const width = (i: number) => widthOf(i) - 2 * PAD;
  doc.font(kind === "body" ? "regular" : "bold", CELL);
  const height = Math.max(...cells.map((cell, i) => doc.heightOfString(cell, { width: width(i) }))) + 2 * PAD;
  if (doc.y + height > doc.page.height - EDGE) {
    doc.addPage();
    // the head again for the eye; a screen reader has it already
    if (again) writeRow(doc, null, { cells: again, kind: "head", widths, again: null });
    doc.font(kind === "body" ? "regular" : "bold", CELL);
  }
  const top = doc.y;
  const row = table && doc.struct("TR");
  if (row) table.add(row);
  let left = EDGE;
  for (const [i, cell] of cells.entries()) {
    const at = left + PAD;
    const draw = () => {
      doc.text(cell, at, top + PAD, { width: width(i), align: i >= 3 ? "right" : "left" });
    };
    if (row) row.add(doc.struct(kind === "head" || i === 0 ? "TH" : "TD", {}, draw));
    else artifact(doc, draw);
    left += widthOf(i);
  }
  artifact(doc, () => {
    doc
      .moveTo(EDGE, top + height)
      .lineTo(left, top + height)
      .lineWidth(kind === "body" ? 0.4 : 1)
      .stroke();
  });
  doc.x = EDGE;
  doc.y = top + height;
}

function artifact(doc: Doc, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

function numberPages(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    doc.switchToPage(i);
    doc.page.margins.bottom = 0;
    artifact(doc, () => {
      doc
        .font("regular", CELL)
        .text(`${i + 1} / ${count}`, EDGE, doc.page.height - 34, { width: WIDTH, align: "right" });
    });
  }
}

function bytesOf(doc: Doc): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    doc.on("data", (part: Uint8Array) => parts.push(part));
    doc.on("error", reject);
    doc.on("end", () => {
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      resolve(whole);
    });
  });
}
