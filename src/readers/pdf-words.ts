/** One idea: a PDF to words with their places, page by page; what they mean is another file's work. */
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { getDocument, Util } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Refusal } from "../domain/statements/statement.ts";
import { MOST_PAGES, MOST_WORDS_ON_A_PAGE } from "./limits.ts";
import type { Page, Word } from "./pdf-lines.ts";
import { refusal, tooSlow } from "./reader-answer.ts";

const ASK = "Ask the bank for the statement as CSV, Excel or a PDF that was not scanned.";

/** The words of every page, y growing downwards. A scan, a lock or a damaged file is refused. */
export async function pdfPages(
  bytes: Uint8Array,
  password?: string,
  stop: () => boolean = () => false,
): Promise<Page[] | Refusal> {
  // pdf.js takes the bytes away: it is given a copy
  const task = getDocument({
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES)
      return refusal("too_large", `The file has more than ${MOST_PAGES} pages.`, "Ask the bank for one file a year.");
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      if (stop()) return tooSlow();
      const page = await document.getPage(number);
      const view = page.getViewport({ scale: 1 });
      const content = await page.getTextContent();
      if (content.items.length > MOST_WORDS_ON_A_PAGE)
        return refusal("too_large", `Page ${number} holds too much text.`, ASK);
      const words: Word[] = [];
      for (const item of content.items) {
        if (!("str" in item) || item.str.trim() === "") continue;
        const [a, b, , , x, y] = Util.transform(view.transform, item.transform) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        words.push({
          text: item.str,
          x,
          y,
          width: item.width,
          height: item.height || Math.hypot(a, b),
          turn: turnOf(a, b),
        });
      }
      pages.push({ number, width: view.width, height: view.height, words });
      page.cleanup();
    }
    if (pages.every((page) => page.words.length === 0))
      return refusal("unsupported_format", "This PDF is a picture of a statement: it holds no text.", ASK);
    return pages;
  } catch (cause) {
    return whyNot(cause, password !== undefined);
  } finally {
    await task.destroy();
  }
}

/** In quarters: 0 upright, 1 reading downwards, 2 upside down, 3 reading upwards. */
function turnOf(a: number, b: number): 0 | 1 | 2 | 3 {
  if (Math.abs(a) >= Math.abs(b)) return a >= 0 ? 0 : 2;
  return b > 0 ? 1 : 3;
}

function whyNot(cause: unknown, tried: boolean): Refusal {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "PasswordException")
    return tried
      ? refusal(
          "unsupported_format",
          "The password does not open this PDF.",
          "Many banks use digits of the account number or the day of birth; the e-mail says which.",
        )
      : refusal(
          "unsupported_format",
          "This PDF is locked with a password.",
          "Give its password (--password on the command line); many banks use digits of the account number.",
        );
  return refusal("unsupported_format", "This PDF is damaged and cannot be read.", ASK);
}
