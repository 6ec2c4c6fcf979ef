/**
 * Saved e-mails: a statement that came as a file is read as that file, and what a mail itself tells of a payment is read as an
 * alert, whether it says it in plain words or in a table of a page. A mail that says both ways is read once.
 */

import type { ReadWarning, Refusal } from "../../domain/statements/statement.ts";
import { collectMessages } from "../alerts/collect-alerts.ts";
import type { Message } from "../alerts/message-backup.ts";
import { noAlert, readAlerts } from "../alerts/read-alerts.ts";
import { isRefusal, type ReaderAnswer, tooManyLines } from "../proof/reader-answer.ts";
import { eachRowOnce, type ReadPart } from "../proof/repeated-rows.ts";
import type { FileToRead, Reader } from "../read-statement-file.ts";
import { seenRows } from "../sheet/html-rows.ts";
import type { ReadOne } from "../sheet/read-archive.ts";
import { withoutUnseen } from "../text/marked-text.ts";
import { type Mail, type MailText, mailsIn } from "./mail-parts.ts";

/** A page's text as it is copied: a line for each row and paragraph, cells with a tab between. */
function saidBy({ type, text }: MailText): string {
  if (type === "plain") return withoutUnseen(text);
  const { rows } = seenRows(withoutUnseen(text));
  return Array.isArray(rows) ? rows.map(({ cells }) => cells.filter((cell) => cell !== "").join("\t")).join("\n") : "";
}

/** How many payments a text tells whole, and what they are. */
function toldBy(message: Message): { readonly whole: number; readonly sums: string } {
  const found = collectMessages([message])?.alerts ?? [];
  const answer = found.length > 0 ? readAlerts([message]) : null;
  const lines = answer && !isRefusal(answer) ? answer.statements.flatMap((one) => one.lines) : [];
  return {
    whole: lines.length,
    sums: lines
      .map(({ date, amount }) => `${date} ${amount}`)
      .sort()
      .join(),
  };
}

/** The way of saying it in which the most is told, and whether the other tells otherwise. */
function messageOf({ sender, sent, texts }: Mail): { readonly message: Message; readonly apart: boolean } {
  const ways = texts.map((text) => ({ sender, sent, text: saidBy(text) }));
  const told = ways.map(toldBy);
  const best = told.reduce((best, { whole }, i) => (whole > (told[best]?.whole ?? 0) ? i : best), 0);
  const apart = told.some(({ whole, sums }) => whole > 0 && sums !== told[best]?.sums);
  return { message: ways[best] ?? { sender, sent, text: "" }, apart };
}

/** Reads the mails of a file: with `readOne` what came along as files, with `page` a table that a mail itself prints. */
export async function readMail(file: FileToRead, page: Reader, readOne: ReadOne): Promise<ReaderAnswer> {
  const mails = mailsIn(file.bytes);
  if (mails === null) return tooManyLines();
  const parts: ReadPart[] = [];
  const notes: ReadWarning[] = [];
  let refused: Refusal | null = null;
  for (const { name, bytes } of mails.flatMap((mail) => mail.files)) {
    const answer = await readOne(bytes, { ...file.options, fileName: name });
    if (answer.ok) parts.push({ ...answer.file, name });
    else {
      refused ??= answer.refusal;
      notes.push({ code: "file_not_read", facts: { name: name.slice(0, 80), why: [answer.refusal.message] } });
    }
  }
  // of mails with a table the table is the statement
  for (const { texts } of mails)
    for (const text of texts.filter(({ type }) => type === "html").map((one) => one.text)) {
      const answer = await page({ ...file, text: withoutUnseen(text) });
      if (!isRefusal(answer) && answer.format === "html") parts.push({ ...answer, name: "" });
    }
  const messages = mails.map(messageOf);
  messages.forEach(({ apart }, i) => {
    if (apart) notes.push({ code: "message_unread", how: "message", row: i + 1 });
  });
  const alerts = readAlerts(
    messages.map(({ message }) => message),
    file.around.banks,
    file.options,
  );
  const told = isRefusal(alerts) || alerts.statements.every(({ lines }) => lines.length === 0) ? null : alerts;
  if (parts.length === 0) {
    if (told) return { ...told, warnings: [...told.warnings, ...notes] };
    return refused ?? (isRefusal(alerts) ? noAlert() : { ...alerts, warnings: [...alerts.warnings, ...notes] });
  }
  if (told) parts.push({ ...told, name: "" });
  const { statements, warnings } = eachRowOnce(parts, "file");
  return { format: "mail", statements, warnings: [...warnings, ...notes] };
}
