/** What a file is by its first bytes; its name proves nothing. */
import { looksLikeTable } from "./table/looks-like-table.ts";

export type Format =
  | "empty"
  | "delimited"
  | "pdf"
  | "zip"
  | "xls"
  | "html"
  | "ofx"
  | "qif"
  | "mt940"
  | "xml"
  | "json"
  | "alerts"
  | "mail"
  | "image"
  | "binary";

const starts = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** Formats that show in the raw bytes; null when it may be text. */
export function sniffBytes(bytes: Uint8Array): Format | null {
  if (bytes.length === 0) return "empty";
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return "pdf";
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46))
    return "image";
  return null;
}

const HEAD = 4096;
/** A tag with what only that tag can hold: an entry, a balance, an account after a reference. */
const MT940 =
  /:20:[^\n]{1,60} :25:[^\n]{1,60} :28C?:[^\n]{1,60} :60[FM]:|^[ \t>|"']{0,9}:61:\s{0,9}\d{6}|^[ \t>|"']{0,9}:6[02][FM]:R?[CD]\d{6}|^:20:[^\n]{0,120}\n(?::\d\d[A-Z]?:[^\n]{0,120}\n){0,9}:(?:25P?|28C?):/m;
/** A heading on a line of its own; that of an account has no colon, and a list of accounts may fill the whole head. */
const QIF = /^[ \t]{0,40}!(?:Account:?[ \t]{0,40}|(?:Type|Option|Clear):[^\r\n]{0,120})$/im;
/** Records of a QIF file whose heading is missing: a field a line, each with its letter, a sum, and an end. */
function isBareQif(head: string): boolean {
  const lines = head
    .split(/\r?\n|\r/)
    .slice(0, 40)
    .filter((line) => line.trim() !== "");
  const isField = (line: string): boolean => /^(?:[A-Z$%!/]\S|[A-Z] ?\S|\^)/.test(line) && line.length < 200;
  return (
    lines.length >= 3 &&
    /^D\s?\d/.test(lines[0] ?? "") &&
    lines.some((line) => /^\^+$/.test(line.trim())) &&
    lines.some((line) => /^[TU]\s?[-+]?[\d.,]+$/.test(line)) &&
    lines.every(isField)
  );
}

/** What a messenger saved: a day, a time and who wrote. */
const SAVED = /^\W{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}.{0,9}(?: -|\]) [^:,;\n]{1,40}: /m;

/** The head of a saved e-mail, or of a mailbox of them. */
const isMail = (head: string): boolean =>
  /^(?:From |[\w-]{2,60}: )/.test(head) && /^(?:MIME-Version|Received|Message-ID): /im.test(head);

const MOST_CONTROLS = 0.02;

/** Formats that show in the decoded text. What knows alerts is fetched where a text is not plainly a table. */
export async function sniffText(text: string): Promise<Format> {
  const head = text.slice(0, HEAD).trimStart();
  if (head === "") return "empty";
  if (isMail(head)) return "mail";
  if (/^OFXHEADER|<OFX[\s>]|<\?OFX|^<(?:(?:CC)?STMTRS|BANKTRANLIST|STMTTRN)>/i.test(head)) return "ofx";
  if (QIF.test(head) || isBareQif(head)) return "qif";
  if (MT940.test(head)) return "mt940";
  if (head.includes("urn:schemas-microsoft-com:office:spreadsheet") && /^<\?xml/.test(head)) return "xml";
  if (/<(!doctype html|html|table|body)\b/i.test(head)) return "html";
  if (/^<(\?xml|[\w:]*Document\b)/i.test(head)) return "xml";
  if (/^[{[]\s*["{[\]}]/.test(head)) return "json";
  const controls = [...head].filter((c) => c < " " && c !== "\n" && c !== "\r" && c !== "\t" && c !== "\f").length;
  if (controls / head.length > MOST_CONTROLS) return "binary";
  if (!SAVED.test(head) && looksLikeTable(text)) return "delimited";
  return (await import("./alerts/looks-like-alerts.ts")).looksLikeAlerts(text) ? "alerts" : "delimited";
}
