/**
 * Messages that a phone or a messenger has saved, each with its sender and the instant at which it was sent: the XML of
 * backup apps for SMS, the JSON or text export of a messenger, and tables of messages. Only messages that came in are read:
 * what the owner wrote tells of no booking.
 */
import { isObject, type Json, JsonNumber, readExactJson, textOf } from "../json/exact-json.ts";
import { readPrintedDate } from "../text/printed-date.ts";

export type Message = {
  readonly sender: string;
  /** The day and time at which it was sent as the phone prints them; empty where none is saved. */
  readonly sent: string;
  readonly text: string;
};

const PREFIX =
  /^\u200e?\[?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4}),? (\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[ap]\.?m\.?)?)\]?(?: -)? ([^:\n]{1,60}): ?(.*)$/i;
/** What a messenger itself says between the messages. */
const NOTICE = /^\u200e?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}[^-]{0,9} - [^:]{1,400}$/;

/** The messages of a messenger's text export; null of any other text. */
export function messagesInText(text: string): Message[] | null {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== "" && !NOTICE.test(line)) ?? "";
  if (!PREFIX.test(first)) return null;
  const messages: { sender: string; sent: string; text: string }[] = [];
  for (const line of lines) {
    const found = PREFIX.exec(line);
    if (found) {
      const [, day = "", time = "", sender = "", words = ""] = found;
      messages.push({ sender: sender.trim(), sent: `${day} ${time.replace("\u202f", " ")}`, text: words });
      continue;
    }
    const last = messages.at(-1);
    if (last && !NOTICE.test(line)) last.text += `\n${line}`;
  }
  return messages.length > 0 ? messages : null;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (all, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

/** True of the XML in which a backup app saves messages, which is no statement in XML. */
export const isMessageXml = (text: string): boolean => /<(?:smses|messages|threads?|sms)\b/i.test(text.slice(0, 4_000));

/**
 * The messages in a backup's XML, whose elements keep everything in attributes. Backup apps write pictures as halves of a
 * letter (`&#55357;&#56832;`), which no XML parser takes: so the tags are looked for here.
 */
export function messagesInXml(text: string): Message[] {
  const messages: Message[] = [];
  for (const opening of text.matchAll(/<(?:sms|message)(?=\s)/gi)) {
    const held = attributesAt(text, opening.index + opening[0].length);
    const body = held.get("body") ?? held.get("text");
    // 2 is what was sent, 3 a draft, 4 to 6 what was to be sent
    if (body === undefined || /^[2-6]$/.test(held.get("type") ?? "")) continue;
    const sent = dayIn(held.get("readable_date"), held.get("date"));
    messages.push({ sender: held.get("address") ?? held.get("sender") ?? "", sent, text: body });
  }
  return messages;
}

/** The day and time that a phone prints, else the count of thousandths of a second since 1970 in UTC; empty where neither is there. */
function dayIn(...told: readonly (string | null | undefined)[]): string {
  const printed = told.find((one) => one && readPrintedDate(one) !== undefined && !/^\d{8,}$/.test(one));
  const counted = told.find((one) => one && /^1\d{12}$/.test(one));
  return printed ?? (counted ? new Date(Number(counted)).toISOString() : "");
}

/** No message is longer. */
const MOST_CHARS = 100_000;

/** The attributes of the tag whose name ends at a place. */
function attributesAt(text: string, from: number): Map<string, string> {
  const held = new Map<string, string>();
  let at = from;
  for (;;) {
    const here = text.slice(at, at + 200);
    const equals = here.indexOf("=") + at;
    const end = here.indexOf(">");
    if (equals < at || (end >= 0 && at + end < equals)) return held;
    const name = text.slice(at, equals).trim().toLowerCase();
    const rest = text.slice(equals + 1, equals + 20);
    const open = equals + 1 + (rest.length - rest.trimStart().length);
    const quote = text[open];
    if (quote !== '"' && quote !== "'") return held;
    const length = text.slice(open + 1, open + 1 + MOST_CHARS).indexOf(quote);
    if (length < 0) return held;
    held.set(name, plain(text.slice(open + 1, open + 1 + length)));
    at = open + length + 2;
  }
}

/** The text of a message that a messenger saves in pieces, some of them links or bold words. */
function wordsOf(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return null;
  return value.map((piece) => (isObject(piece) ? (textOf(piece, "text") ?? "") : wordsOf(piece))).join("");
}

/** The messages of a messenger's or a backup app's JSON; null where its lists hold none. */
export function messagesInJsonText(text: string): Message[] | null {
  const value = readExactJson(text);
  if (value === undefined) return null;
  const lists: Json[][] = [];
  const collect = (one: Json, depth: number): void => {
    if (depth > 6 || one instanceof JsonNumber) return;
    if (Array.isArray(one)) {
      const first = one.find(isObject);
      if (isObject(first) && bodyOf(first) !== null) lists.push(one);
      else for (const item of one) collect(item, depth + 1);
    } else if (isObject(one)) for (const item of Object.values(one)) collect(item, depth + 1);
  };
  collect(value, 0);
  const messages = lists.flat().flatMap((one): Message[] => {
    const text = isObject(one) ? bodyOf(one) : null;
    if (!isObject(one) || text === null || text === "" || /^[2-6]$|^sent$|^outgoing$/i.test(textOf(one, "type") ?? ""))
      return [];
    const sent = dayIn(textOf(one, "readable_date"), textOf(one, "date", "timestamp", "sent_at"));
    const sender = textOf(one, "from", "address", "sender", "sender_name") ?? "";
    return [{ sender, sent, text }];
  });
  return messages.length > 0 ? messages : null;
}

const bodyOf = (one: { readonly [key: string]: Json }): string | null =>
  ["body", "text", "message", "content"].map((key) => wordsOf(one[key])).find((words) => words !== null) ?? null;

const BODY = /^(?:body|message(?: body| text)?|content|text|sms)$/i;
const SENT = /^(?:date(?: ?\/? ?time)?|time|timestamp|sent|received|sent date|received date|readable.?date)$/i;
const SENDER = /^(?:sender|from|address|number|name(?: ?\/ ?number)?|phone(?: number)?|contact(?: name)?)$/i;
const KIND = /^(?:type|direction|folder)$/i;

/** The messages of a table that has a column for what they say; null of any other table. */
export function messagesInRows(rows: readonly { readonly cells: readonly string[] }[]): Message[] | null {
  const header = rows.slice(0, 10).findIndex(({ cells }) => cells.some((cell) => BODY.test(cell.trim())));
  const labels = rows[header]?.cells.map((cell) => cell.trim());
  if (!labels || labels.length < 2) return null;
  const [body, sent, sender, kind] = [BODY, SENT, SENDER, KIND].map((label) =>
    labels.findIndex((cell) => label.test(cell)),
  ) as [number, number, number, number];
  if (sent < 0 && sender < 0) return null;
  const messages = rows.slice(header + 1).flatMap(({ cells }): Message[] => {
    const text = cells[body] ?? "";
    if (text === "" || /^(?:[2-6]|sent|outgoing|outbox|draft)$/i.test(cells[kind] ?? "")) return [];
    return [{ sender: cells[sender] ?? "", sent: cells[sent] ?? "", text }];
  });
  return messages.length > 0 ? messages : null;
}
