import { constants, deflateRawSync } from "node:zlib";
import { packedAgain } from "./bodies/body.ts";
import { type Call, formOf } from "./send.ts";

// Whole requests with a meaning that is wrong: figures past every end, forged results, posts of other sites, reports.

export type NamedCall = Call & { readonly name: string };

const BIG = "9".repeat(390);
const SUMS = [
  "-1",
  "0",
  "1e400",
  "NaN",
  "Infinity",
  BIG,
  `0.${BIG}`,
  "１２",
  "1,000.00",
  "+5",
  "0x10",
  "1_000",
  "\0",
  " ",
  "٣",
];
const DAYS = [
  "0000-00-00",
  "0001-01-01",
  "9999-12-31",
  "99999-01-01",
  "2026-02-30",
  "-2026-01-01",
  "2026-1-1",
  "NaN",
  BIG,
  "2026-01-01T00:00:00Z",
  "\0",
];
const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "unknown",
  "../x",
  "' OR 1=1--",
  "x".repeat(99),
  "\ud800",
  "%00",
  "\u202e",
];
const enc = (value: string): string => encodeURIComponent(value.toWellFormed());
const get = (name: string, path: string): NamedCall => ({ name, path });

const QUESTIONS: readonly NamedCall[] = [
  ...SUMS.map((sum) => get(`a charge on ${sum.slice(0, 12)}`, `/charge?service=transfer.interbank&amount=${enc(sum)}`)),
  ...DAYS.map((day) =>
    get(`a charge on the day ${day.slice(0, 12)}`, `/charge?service=transfer.interbank&amount=20000&on=${enc(day)}`),
  ),
  ...DAYS.map((day) => get(`fees of ${day.slice(0, 12)}`, `/fees?on=${enc(day)}&known=${enc(day)}`)),
  ...NAMES.flatMap((name) => [
    get(`the fee ${name.slice(0, 12)}`, `/fees/${enc(name)}`),
    get(`the bank ${name.slice(0, 12)}`, `/banks/${enc(name)}.json`),
    get(`rules of ${name.slice(0, 12)}`, `/api/v1/rules?service=${enc(name)}&limit=${enc(name)}`),
  ]),
  ...["", "%00", "!!!!", Buffer.from("x".repeat(70)).toString("base64url"), "=".repeat(90)].map((cursor) =>
    get(`the cursor ${cursor.slice(0, 8)}`, `/api/v1/fees?cursor=${enc(cursor)}`),
  ),
  ...["-1", "0", "201", "1e9", "99999999999999999999"].map((limit) =>
    get(`${limit} rows`, `/api/v1/rules?limit=${limit}`),
  ),
  ...[
    "a ".repeat(199),
    "-".repeat(399),
    "(((((",
    "\\",
    "%",
    "a".repeat(400),
    "NIP ".repeat(99),
    "\u0301".repeat(90),
  ].map((q) => get(`a search for ${q.slice(0, 8)}`, `/?q=${enc(q)}`)),
];

const api = (
  name: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  path = "/api/v1/charge",
): NamedCall => ({
  name,
  path,
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body,
});
const CHARGE = { service: "transfer.interbank", amount: "20000" };
const BODIES: readonly NamedCall[] = [
  ...[
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "1e999",
    "[".repeat(60_000),
    '{"a":'.repeat(9_000),
    '{"__proto__":{"amount":"1"}}',
    '{"amount":1,"amount":2}',
    `{"amount":${BIG}}`,
    "\ufeff{}",
    " ".repeat(60_000),
    '{"a":"\\ud800"}',
  ].map((body) => api(`a charge of ${body.slice(0, 12)}`, body)),
  ...[1e308, -0, 1e-300, true, null, [], {}, [[1]], BIG].map((amount) =>
    api(`a charge on ${String(amount).slice(0, 12)} as it is`, JSON.stringify({ ...CHARGE, amount })),
  ),
  ...DAYS.map((on) => api(`a charge by API on ${on.slice(0, 12)}`, JSON.stringify({ ...CHARGE, on }))),
  ...[
    "application/json; charset=utf-16",
    "text/plain",
    "application/xml",
    "",
    "application/json;".repeat(300),
    "application/json; boundary=\0".replace("\0", "%00"),
  ].map((type) =>
    api(`a charge that says it is ${type.slice(0, 24)}`, JSON.stringify(CHARGE), { "content-type": type }),
  ),
  { ...api("a charge of 70 KB", " ".repeat(70_000)) },
];

const carried = (text: string): string => deflateRawSync(text).toString("base64url");
const save = (
  name: string,
  result: string,
  what = "statement-check.html",
  headers: Readonly<Record<string, string>> = {},
): NamedCall => {
  const form = formOf({ what, result });
  return {
    name: `saved result: ${name}`,
    path: "/audit/server/save",
    method: "POST",
    body: form.body,
    headers: { ...form.headers, ...headers },
  };
};
const MEGABYTE = 1_000_000;
/** A packed result of so many megabytes of one text, said again and again. */
const bomb = (unit: string, megabytes: number): string => {
  const block = Buffer.from(unit.repeat(Math.floor(MEGABYTE / unit.length)));
  const head = deflateRawSync('{"lines":[', { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([head, packedAgain(block, megabytes)]).toString("base64url");
};
/** Made when they are sent. */
const forgeries = (): readonly NamedCall[] => [
  save("45 MB of empty objects", bomb("{},", 45)),
  save("200 MB of brackets", bomb("[", 200)),
  save("300 MB of one text", bomb("a", 300)),
  save("nothing", ""),
  save("no code", "!!!! not base64 !!!!"),
  save("a forged one", carried(JSON.stringify({ lines: [], sums: { over: "1000000.00" } }))),
  save("the language's own names", carried('{"__proto__":{"x":1},"constructor":1}')),
  save("a file's path", carried("{}"), "../../../../etc/passwd"),
  save("a file with line ends", carried("{}"), "a.html\r\nX-Evil: 1"),
  save("a letter of no bank", carried("{}"), "letter-ng.nobody-1.pdf"),
  save("9 MB of letters", "A".repeat(9_000_000)),
  save("half a seal", `${carried("{}")}.${"0".repeat(64)}`),
  save("a seal of NULs", `${"\0".repeat(64)}.${carried("{}")}`),
  save("from another site", carried("{}"), "statement-check.json", {
    origin: "https://evil.example",
    "sec-fetch-site": "cross-site",
  }),
  save("from another site that hides it", carried("{}"), "statement-check.json", { origin: "null" }),
  save("from a sister site", carried("{}"), "statement-check.json", {
    origin: "https://evil.127.0.0.1",
    "sec-fetch-site": "same-site",
  }),
];

const REPORT = {
  bank: "ng.gtbank",
  service: "alert.sms",
  amount: "6.50",
  on: "2026-11-20",
  words: "each month",
};
const KEYS = ["short", "a".repeat(201), "two words here", "", "kéy12345", "x".repeat(8), "one-key-for-all-of-them"];
const ODD: readonly unknown[] = [
  null,
  1,
  true,
  [],
  {},
  "__proto__",
  "x".repeat(5_000),
  "\0",
  "\ud800",
  "a\u0000b",
  "\u202e\u0007x",
  "\uffff",
  "\x1b[2J",
  "\ufdd0",
  BIG,
  "NaN",
  "1e5",
  "-1",
  "0.001",
  "2026-02-30",
  { $gt: "" },
];
const reported = (name: string, body: unknown, headers: Readonly<Record<string, string>> = {}): NamedCall =>
  api(`report: ${name}`, typeof body === "string" ? body : JSON.stringify(body), headers, "/api/v1/reports");
const typed = (
  name: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): NamedCall => ({
  name: `report form: ${name}`,
  path: "/report",
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  body: new URLSearchParams(fields).toString(),
});
const REPORTS: readonly NamedCall[] = [
  ...Object.keys(REPORT).flatMap((field) =>
    ODD.map((value) => reported(`${field} is ${JSON.stringify(value).slice(0, 14)}`, { ...REPORT, [field]: value })),
  ),
  ...KEYS.map((key) =>
    reported(`key ${key.slice(0, 12)}`, REPORT, { "idempotency-key": Buffer.from(key).toString("latin1") }),
  ),
  ...["", "{", "[]", "null", "[".repeat(60_000), '{"bank":"a","bank":"b"}', " ".repeat(60_000)].map((body) =>
    reported(`body ${body.slice(0, 10)}`, body),
  ),
  ...[
    "\0",
    "a\0b",
    "\x01\x02\x7f\u0085",
    "\u202egnp.exe",
    "\ufffe",
    "<script>",
    "\u{1f3e6}".repeat(999),
    "e\u0301".repeat(999),
    "\r\n".repeat(900),
  ].map((words) =>
    typed(`words ${JSON.stringify(words).slice(0, 14)}`, { ...REPORT, words, key: "a-key-of-a-form-x" }),
  ),
  { ...typed("half codes", {}), body: "bank=%&words=%ff%fe%ed%a0%80&amount=%00&key=%" },
  { ...typed("30,000 fields", {}), body: "a=1&".repeat(15_000) },
  { ...typed("the language's own names", {}), body: "__proto__=1&constructor=2&bank[]=3&words=a&words=b" },
  typed(
    "from another site",
    { ...REPORT, key: "a-key-of-another-site" },
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  ),
  typed("from another site that says little", { ...REPORT, key: "a-key-of-another-site" }, { origin: "null" }),
];

export const calls = (): readonly NamedCall[] => [...QUESTIONS, ...BODIES, ...forgeries(), ...REPORTS];
/** What must never be taken: written by another site in a visitor's name. */
export const ofAnotherSite = ({ name }: NamedCall): boolean => /another site|sister site/.test(name);
