/** Drawn pages to a PDF by pdfkit, in one of its fonts, as one text, word by word or letter by letter. */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Drawing, DrawnPage, Measure } from "./draw-pages.ts";
import type { MadeLayout } from "./made-layout.ts";

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

export function measureIn(layout: MadeLayout, font: FontName): Measure {
  const document = openDocument(layout, font);
  return (text, size) => document.fontSize(size).widthOfString(text);
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
    for (const drawing of page) draw(document, drawing, layout);
  }
  document.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}

function draw(document: PDFKit.PDFDocument, drawing: Drawing, layout: MadeLayout): void {
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
        put(piece, x + shift + document.widthOfString(done));
        done += piece;
      }
    }
  }
}
