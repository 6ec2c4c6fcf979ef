/**
 * A saved e-mail to what it holds: when it was sent and by whom, its texts, and the files that came with it. Several in one
 * file, as a mailbox saves them, are taken apart first. Letters and files are unpacked from base64 or quoted-printable.
 */
import { decode, markedText } from "../text/marked-text.ts";
import { inOldTable } from "../text/old-tables.ts";

export type MailText = { readonly type: "plain" | "html"; readonly text: string };
export type MailFile = { readonly name: string; readonly bytes: Uint8Array };
export type Mail = {
  readonly sender: string;
  /** As printed in its head, without the name of the day and the zone. */
  readonly sent: string;
  /** What it says, once for each way in which it says it. */
  readonly texts: readonly MailText[];
  readonly files: readonly MailFile[];
};

/** Parts in parts in parts: no mail program nests deeper. */
const DEEPEST = 8;
/** More than this no mail has. */
const MOST_PARTS = 200;
const MOST_MAILS = 20_000;

/** Bytes as letters of one byte each, and back: what stands in base64 or in another charset is decoded by itself. */
function lettersOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}
const bytesOf = (letters: string): Uint8Array => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

/** The mails of a file, or null where it holds more than we read. */
export function mailsIn(bytes: Uint8Array): Mail[] | null {
  const letters = lettersOf(bytes).replaceAll("\r\n", "\n").replace(/^\s+/, "");
  const parts = letters.startsWith("From ")
    ? letters.split(/(?:^|\n\n)From [^\n]{1,200}\n(?=[\w-]{1,60}:)/)
    : [letters];
  const whole = parts.filter((part) => part.trim() !== "");
  return whole.length > MOST_MAILS ? null : whole.map(mailOf);
}

type Head = ReadonlyMap<string, string>;

/** The fields above the first blank line, each by its name in small letters; the first of several. */
function headOf(part: string): { head: Head; body: string } {
  const end = part.startsWith("\n") ? 0 : part.indexOf("\n\n");
  const head = new Map<string, string>();
  for (const line of (end < 0 ? part : part.slice(0, end)).replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !head.has(name)) head.set(name, line.slice(colon + 1).trim());
  }
  return { head, body: end < 0 ? "" : part.slice(end).replace(/^\n{1,2}/, "") };
}

/** `boundary="x"` of a field; empty where it has none. */
function valueIn(field: string, name: string): string {
  const at = field.toLowerCase().indexOf(`${name}=`);
  const found = at < 0 ? null : /^"([^"]{0,400})"|^([^\s;]{1,400})/.exec(field.slice(at + name.length + 1));
  return found?.[1] ?? found?.[2] ?? "";
}

function unpacked(body: string, encoding = ""): Uint8Array {
  if (/base64/i.test(encoding)) {
    const plain = body.replace(/[^A-Za-z0-9+/]/g, "");
    // a letter that is left over holds no whole byte
    return bytesOf(atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain));
  }
  if (!/quoted-printable/i.test(encoding)) return bytesOf(body);
  return bytesOf(
    body
      .replace(/=[ \t]{0,20}\n/g, "")
      .replace(/=([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** `=?utf-8?B?...?=` in a field of the head. */
const plainField = (field: string): string =>
  field.replace(/=\?([\w-]{1,40})\?([bq])\?([^?\s]{0,400})\?=(?:\s(?==\?))?/gi, (_all, charset, way, text) => {
    const bytes = unpacked(
      way.toLowerCase() === "b" ? text : text.replaceAll("_", " "),
      /b/i.test(way) ? "base64" : "quoted-printable",
    );
    return textOf(bytes, charset);
  });

const textOf = (bytes: Uint8Array, charset: string): string =>
  (charset === "" ? undefined : decode(bytes, charset, false)) ?? (markedText(bytes) ?? inOldTable(bytes)).text;

function mailOf(letters: string): Mail {
  const { head } = headOf(letters);
  const texts: MailText[] = [];
  const files: MailFile[] = [];
  let left = MOST_PARTS;
  const take = (part: string, depth: number): void => {
    if (depth > DEEPEST || left-- <= 0) return;
    const { head, body } = headOf(part);
    const type = head.get("content-type") ?? "text/plain";
    const kind = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
    const boundary = valueIn(type, "boundary");
    if (kind.startsWith("multipart/") && boundary !== "") {
      const [, ...inside] = `\n${body}`.split(`\n--${boundary}`);
      for (const one of inside) if (!one.startsWith("--")) take(one.replace(/^[ \t]{0,20}\n/, ""), depth + 1);
      return;
    }
    if (kind === "message/rfc822") {
      take(body, depth + 1);
      return;
    }
    const disposition = head.get("content-disposition") ?? "";
    const name = plainField(valueIn(disposition, "filename") || valueIn(type, "name"));
    const bytes = unpacked(body, head.get("content-transfer-encoding"));
    const attached = name !== "" || /^attachment/i.test(disposition);
    if (!attached && /^text\/(?:plain|html)$/.test(kind))
      texts.push({ type: kind === "text/html" ? "html" : "plain", text: textOf(bytes, valueIn(type, "charset")) });
    else if (attached && !/^image\/|calendar|pkcs7|pgp/.test(kind)) files.push({ name, bytes });
  };
  take(letters, 0);
  const sent = /(\d{1,2} [A-Z][a-z]{2} \d{4}) (\d{1,2}:\d{2}(?::\d{2})?)/.exec(head.get("date") ?? "");
  return { sender: plainField(head.get("from") ?? ""), sent: sent ? `${sent[1]} ${sent[2]}` : "", texts, files };
}
