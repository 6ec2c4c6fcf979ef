/**
 * A PDF to the marks of its pages, by pdf.js. A file that is locked, damaged or too large is refused. Images are never
 * decoded, fonts are never drawn, and nothing in the file is run.
 */
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
import {
  AnnotationMode,
  getDocument,
  OPS,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Refusal } from "../../domain/statements/statement.ts";
import { refusal, tooSlow } from "../proof/reader-answer.ts";
import { MOST_PAGES, MOST_WORDS_ON_A_PAGE } from "../text/limits.ts";
import { withoutOwner } from "./empty-owner.ts";
import type { PageMarks } from "./marks.ts";
import { type FontScale, pageMarks } from "./page-marks.ts";

/**
 * What stands for an empty password in the standard security handler (ISO 32000-1, 7.6.3.3, algorithm 2). Given as the
 * password it acts as the empty user password and as the empty owner password alike; from the latter pdf.js recovers the
 * user password, as other viewers do. pdf.js itself never tries an empty owner password.
 */
const EMPTY_PASSWORD = String.fromCharCode(
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08],
  ...[0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
);

const ASK = "try.no_scan";
const GLYPHS_IN_A_WORD = 12;

/** `about`: what the file says of itself: its title, its subject, who made it. */
export type Opened = { readonly pages: readonly PageMarks[]; readonly about: string };

/** The marks of every page. `stop` is asked between pages. */
export async function openDocument(
  bytes: Uint8Array,
  password: string | undefined,
  stop: () => boolean = () => false,
): Promise<Opened | Refusal> {
  const first = await attempt(bytes, password, stop);
  if (!(first instanceof Locked)) return first;
  const second = await attempt(bytes, EMPTY_PASSWORD, stop);
  if (!(second instanceof Locked)) return second;
  const opened = await withoutOwner(bytes);
  const third = opened ? await attempt(opened, undefined, stop) : second;
  return third instanceof Locked ? first.refusal : third;
}

class Locked {
  readonly refusal: Refusal;
  constructor(why: Refusal) {
    this.refusal = why;
  }
}

async function attempt(
  bytes: Uint8Array,
  password: string | undefined,
  stop: () => boolean,
): Promise<Opened | Refusal | Locked> {
  // pdf.js takes the bytes away: it is given a copy
  const task = getDocument({
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    maxImageSize: 0,
    fontExtraProperties: false,
  });
  try {
    return await marksOf(await task.promise, stop);
  } catch (cause) {
    return whyNot(cause, password !== undefined);
  } finally {
    await task.destroy();
  }
}

async function marksOf(document: PDFDocumentProxy, stop: () => boolean): Promise<Opened | Refusal> {
  if (document.numPages > MOST_PAGES)
    return refusal("too_large", { code: "file.too_many_pages", facts: { most: MOST_PAGES } }, "try.one_a_year");
  const pages: PageMarks[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    if (stop()) return tooSlow();
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const drawn = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
    const marks = pageMarks({ number, width, height, transform }, drawn, await fontsOf(page, drawn));
    if (marks.glyphs.length > MOST_WORDS_ON_A_PAGE * GLYPHS_IN_A_WORD)
      return refusal("too_large", { code: "file.page_too_full", facts: { page: number } }, ASK);
    pages.push(marks);
    page.cleanup();
  }
  return { pages, about: await aboutOf(document) };
}

async function aboutOf(document: PDFDocumentProxy): Promise<string> {
  try {
    const { info } = await document.getMetadata();
    return Object.values(info)
      .filter((value) => typeof value === "string")
      .join(" ; ");
  } catch {
    return "";
  }
}

type Drawn = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

/** How the widths of each font of a page scale; pdf.js hands fonts over beside the operations. */
async function fontsOf(page: PDFPageProxy, drawn: Drawn): Promise<ReadonlyMap<string, FontScale>> {
  const fonts = new Map<string, FontScale>();
  for (let i = 0; i < drawn.fnArray.length; i++) {
    if (drawn.fnArray[i] !== OPS.setFont) continue;
    const [name] = drawn.argsArray[i] as [string];
    if (fonts.has(name)) continue;
    const font = await new Promise<{ fontMatrix?: readonly number[]; vertical?: boolean }>((resolve) => {
      page.commonObjs.get(name, resolve);
    });
    fonts.set(name, { scale: font?.fontMatrix?.[0] || 0.001, vertical: font?.vertical === true });
  }
  return fonts;
}

function whyNot(cause: unknown, tried: boolean): Refusal | Locked {
  const name = cause instanceof Error ? cause.name : "";
  const message = cause instanceof Error ? cause.message : "";
  if (name === "PasswordException")
    return new Locked({
      ...(tried
        ? refusal("unsupported_format", "file.password_wrong", "try.password_of_email")
        : refusal("unsupported_format", "file.password_asked", "try.password")),
      asks: "password",
    });
  if (/encryption|crypt/i.test(message)) return refusal("unsupported_format", "file.pdf_protected", "try.print_anew");
  return refusal("unsupported_format", "file.pdf_damaged", ASK);
}
