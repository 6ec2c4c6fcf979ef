/** Drawn pages to a PDF by pdfkit, in one of its fonts, as one text, word by word or letter by letter. */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Drawing, DrawnPage } from "./draw-pages.ts";
import type { MadeLayout } from "./made-layout.ts";
import type { Measure } from "./wrap-text.ts";

export type Lock = {
  readonly userPassword?: string;
  readonly ownerPassword?: string;
  readonly pdfVersion: "1.3" | "1.4" | "1.6" | "1.7" | "1.7ext3";
};

const FONTS = ["Helvetica", "Times-Roman", "Courier", "dejavu"] as const;
export type FontName = (typeof FONTS)[number];
export const FONT_NAMES: readonly FontName[] = FONTS;

const dejavu = (): string => createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");

function openDocument(layout: MadeLayout, font: FontName, lock?: Lock): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: [layout.pageWidth, layout.pageHeight],
    margin: 0,
    autoFirstPage: false,
    ...lock,
    info: { CreationDate: new Date(0) },
  });
  document.font(font === "dejavu" ? dejavu() : font);
  return document;
}

const measurers = new Map<FontName, Measure>();

/** Widths in a font, each looked up once: most words of made statements come again. */
export function measurer(font: FontName): Measure {
  const known = measurers.get(font);
  if (known) return known;
  const document = new PDFDocument({ autoFirstPage: false });
  document.font(font === "dejavu" ? dejavu() : font).fontSize(1000);
  const widths = new Map<string, number>();
  const measure: Measure = (text, size) => {
    let width = widths.get(text);
    if (width === undefined) {
      width = document.widthOfString(text);
      if (widths.size < 50_000) widths.set(text, width);
    }
    return (width * size) / 1000;
  };
  measurers.set(font, measure);
  return measure;
}

/** Widths as a layout sets its letters apart. */
export function measureIn({ habits }: MadeLayout, font: FontName): Measure {
  const measure = measurer(font);
  return habits.letterSpace === 0 ? measure : (text, size) => measure(text, size) + text.length * habits.letterSpace;
}

export async function printPdfkit(
  pages: readonly DrawnPage[],
  layout: MadeLayout,
  font: FontName,
  lock?: Lock,
): Promise<Uint8Array> {
  const document = openDocument(layout, font, lock);
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve) => {
    document.on("end", () => resolve());
  });
  for (const page of pages) {
    document.addPage();
    for (const drawing of page) draw(document, drawing, layout, font);
  }
  document.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}

function draw(document: PDFKit.PDFDocument, drawing: Drawing, layout: MadeLayout, font: FontName): void {
  if (drawing.kind === "fill") {
    document.rect(drawing.x, drawing.y, drawing.width, drawing.height).fill("#eeeeee").fillColor("black");
    return;
  }
  if (drawing.kind === "rule") {
    document.moveTo(drawing.x0, drawing.y0).lineTo(drawing.x1, drawing.y1).lineWidth(0.4).stroke("#999999");
    return;
  }
  const { x, y, text, size, turn } = drawing;
  document.fontSize(size).fillColor("black");
  const put = (piece: string, at: number): void => {
    document.text(piece, at, y, { lineBreak: false, baseline: "alphabetic" });
  };
  if (turn !== undefined) {
    document.save().rotate(turn, { origin: [x, y] });
    put(text, x);
    document.restore();
    return;
  }
  for (let again = 0; again <= (layout.doubled && drawing.bold ? 1 : 0); again++) {
    const shift = again * 0.3;
    if (layout.drawn === "whole") put(text, x + shift);
    else {
      let done = "";
      for (const piece of layout.drawn === "words" ? text.split(/(?<= )/) : [...text]) {
        put(piece, x + shift + measurer(font)(done, size));
        done += piece;
      }
    }
  }
}
