/**
 * Drawing operations of a page to its marks: where each glyph stands, and which boxes are ruled or filled. It follows the
 * text state as ISO 32000-1, 9.3 and 9.4 have it: matrices, character and word spacing, horizontal scale, rise and leading.
 * Clipping, colour and images are ignored.
 */
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box, Glyph, PageMarks } from "./marks.ts";

type Matrix = readonly [number, number, number, number, number, number];

/** What pdf.js hands over: operations with their arguments, and of each font how its widths scale. */
export type Operations = {
  readonly fnArray: ArrayLike<number>;
  readonly argsArray: ArrayLike<unknown>;
};
export type FontScale = { readonly scale: number; readonly vertical: boolean };
export type PageView = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** From the page's own space to the upright page. */
  readonly transform: readonly number[];
};

type State = {
  matrix: Matrix;
  font: FontScale;
  size: number;
  charSpace: number;
  wordSpace: number;
  stretch: number;
  leading: number;
  rise: number;
};

type DrawnGlyph = { readonly unicode: string; readonly width: number; readonly isSpace?: boolean };

const FARTHEST = 20_000;
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const THOUSANDTH: FontScale = { scale: 0.001, vertical: false };

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

const matrixOf = (value: unknown): Matrix => Array.from(value as ArrayLike<number>) as unknown as Matrix;

export function pageMarks(view: PageView, drawn: Operations, fonts: ReadonlyMap<string, FontScale>): PageMarks {
  const pen = new Pen(matrixOf(view.transform), fonts);
  for (let i = 0; i < drawn.fnArray.length; i++)
    pen.take(drawn.fnArray[i] as number, (drawn.argsArray[i] ?? []) as readonly unknown[]);
  return { number: view.number, width: view.width, height: view.height, glyphs: pen.glyphs, boxes: pen.boxes };
}

class Pen {
  readonly glyphs: Glyph[] = [];
  readonly boxes: Box[] = [];
  readonly #fonts: ReadonlyMap<string, FontScale>;
  readonly #saved: State[] = [];
  #state: State;
  #text: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;
  #run = 0;

  constructor(matrix: Matrix, fonts: ReadonlyMap<string, FontScale>) {
    this.#fonts = fonts;
    this.#state = {
      matrix,
      font: THOUSANDTH,
      size: 0,
      charSpace: 0,
      wordSpace: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
    };
  }

  take(operation: number, args: readonly unknown[]): void {
    const state = this.#state;
    const number = args[0] as number;
    switch (operation) {
      case OPS.save:
      case OPS.beginGroup:
        this.#saved.push({ ...state });
        break;
      case OPS.paintFormXObjectBegin:
        this.#saved.push({ ...state });
        if (args[0]) state.matrix = times(state.matrix, matrixOf(args[0]));
        break;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.transform:
        state.matrix = times(state.matrix, matrixOf(args));
        break;
      case OPS.beginText:
        this.#text = this.#line = IDENTITY;
        break;
      case OPS.setFont:
        state.font = this.#fonts.get(args[0] as string) ?? THOUSANDTH;
        state.size = args[1] as number;
        break;
      case OPS.setCharSpacing:
        state.charSpace = number;
        break;
      case OPS.setWordSpacing:
        state.wordSpace = number;
        break;
      case OPS.setHScale:
        state.stretch = number / 100;
        break;
      case OPS.setLeading:
        state.leading = -number;
        break;
      case OPS.setTextRise:
        state.rise = number;
        break;
      case OPS.setTextMatrix:
        this.#text = this.#line = matrixOf(args.length === 6 ? args : args[0]);
        break;
      case OPS.moveText:
        this.#move(number, args[1] as number);
        break;
      case OPS.setLeadingMoveText:
        state.leading = args[1] as number;
        this.#move(number, args[1] as number);
        break;
      case OPS.nextLine:
        this.#move(0, state.leading);
        break;
      case OPS.showText:
        this.#show(args[0] as readonly (number | DrawnGlyph)[]);
        break;
      case OPS.constructPath:
        this.#path(args[0] as number, args[1]);
        break;
    }
  }

  #move(x: number, y: number): void {
    this.#text = this.#line = times(this.#line, [1, 0, 0, 1, x, y]);
  }

  #show(pieces: readonly (number | DrawnGlyph)[]): void {
    const { font, size, charSpace, wordSpace, stretch, rise } = this.#state;
    const run = this.#run++;
    let along = 0;
    const place = times(this.#state.matrix, this.#text);
    const across = Math.hypot(place[2], place[3]);
    const turn = Math.round((Math.atan2(place[1], place[0]) * 180) / Math.PI);
    const put = (text: string, from: number, to: number): void => {
      const x = place[0] * from + place[2] * rise + place[4];
      const y = place[1] * from + place[3] * rise + place[5];
      const length = Math.hypot(place[0], place[1]) * (to - from);
      // a damaged file may draw anywhere; a page is at most 14,400 points wide
      if (!(Math.abs(x) < FARTHEST && Math.abs(y) < FARTHEST && length < FARTHEST)) return;
      this.glyphs.push({ text, x0: x, x1: x + length, y, size: Math.abs(size) * across, turn, run });
    };
    for (const piece of pieces) {
      if (typeof piece === "number") {
        along -= piece * 0.001 * size * (font.vertical ? 0 : stretch);
        continue;
      }
      const width = (piece.width || 0) * font.scale * size * stretch;
      put(piece.unicode, along, along + width);
      along += width + (charSpace + (piece.isSpace ? wordSpace : 0)) * stretch;
    }
    this.#text = times(this.#text, [1, 0, 0, 1, font.vertical ? 0 : along, 0]);
  }

  /** The straight parts of a path as boxes: each line of a stroke, each closed shape of a fill. */
  #path(paint: number, data: unknown): void {
    const stroked = paint === OPS.stroke || paint === OPS.closeStroke;
    if (!stroked && !FILLS.has(paint)) return;
    const list = (data as readonly (ArrayLike<number> | null)[])[0];
    if (!list) return;
    let [x, y] = [0, 0];
    let shape: [number, number, number, number] | null = null;
    const close = (): void => {
      if (shape && !stroked) this.#box(...shape);
      shape = null;
    };
    for (let i = 0; i < list.length; ) {
      const step = list[i++] as number;
      if (step === CLOSE) continue;
      // a curve counts by where it ends
      const at = i + (step === CURVE ? 4 : step === QUADRATIC ? 2 : 0);
      const [toX, toY] = [list[at] as number, list[at + 1] as number];
      if (step === MOVE) {
        close();
        shape = [toX, toY, toX, toY];
      } else {
        if (stroked && step === LINE) this.#box(Math.min(x, toX), Math.min(y, toY), Math.max(x, toX), Math.max(y, toY));
        if (shape)
          shape = [Math.min(shape[0], toX), Math.min(shape[1], toY), Math.max(shape[2], toX), Math.max(shape[3], toY)];
      }
      [x, y] = [toX, toY];
      i = at + 2;
    }
    close();
  }

  #box(x0: number, y0: number, x1: number, y1: number): void {
    const [a, b, c, d, e, f] = this.#state.matrix;
    const xs = [a * x0 + c * y0 + e, a * x1 + c * y1 + e];
    const ys = [b * x0 + d * y0 + f, b * x1 + d * y1 + f];
    const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
    // what is short both ways is a mark inside a text
    if (box.x1 - box.x0 > 12 || box.y1 - box.y0 > 12) this.boxes.push(box);
  }
}

/** Steps of a path as pdf.js numbers them. */
const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];

const FILLS: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
