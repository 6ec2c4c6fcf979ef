/** Reads a PDF and tells how: the pages as they were understood, in words and as a picture over the page. */

import { isRefusal } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { explainSvg } from "./explain-svg.ts";
import { explainText } from "./explain-text.ts";
import { layOut } from "./lay-out.ts";
import { openDocument } from "./open-document.ts";
import { readMarks } from "./read-pdf.ts";

export type Explained = { readonly text: string; readonly svg: string | null };

export async function explainPdf({ bytes, options, around }: Omit<FileToRead, "text">): Promise<Explained> {
  const opened = await openDocument(bytes, options.password, options.stop);
  if (!("pages" in opened)) return { text: `refused: ${opened.message}\n`, svg: null };
  const laid = layOut(opened.pages);
  const answer = readMarks(opened, options, around);
  const refused = isRefusal(answer);
  return { text: explainText(laid, refused ? null : answer, refused ? answer.message : null), svg: explainSvg(laid) };
}
