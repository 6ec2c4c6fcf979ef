/** Reads a PDF and gives back how: the pages as they were understood, as data and as a picture over the page. */

import type { ReaderAnswer } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { explainSvg } from "./explain-svg.ts";
import { type LaidOut, layOut } from "./lay-out.ts";
import { openDocument } from "./open-document.ts";
import { readMarks } from "./read-pdf.ts";

/** Of a PDF that was not opened only the refusal, which is the answer then. */
export type Explained = {
  readonly laid: LaidOut | null;
  readonly answer: ReaderAnswer;
  readonly svg: string | null;
};

export async function explainPdf({ bytes, options, around }: Omit<FileToRead, "text">): Promise<Explained> {
  const opened = await openDocument(bytes, options.password, options.stop);
  if (!("pages" in opened)) return { laid: null, answer: opened, svg: null };
  const laid = layOut(opened.pages);
  return { laid, answer: readMarks(opened, options, around), svg: explainSvg(laid) };
}
