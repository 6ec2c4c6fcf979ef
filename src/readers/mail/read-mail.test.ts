import { describe, expect, test } from "vitest";
import { pdfOf } from "../../../test/support/made-pdf.ts";
import { simple } from "../../../test/support/read-printed.ts";
import { readInWords } from "../../engine/read-in-words.ts";

// Alert mails as mail programs save them: each way to pack a letter, plain words or a page or both, a statement that came along.

const quoted = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) =>
      byte === 10 || (byte >= 32 && byte < 127 && byte !== 61)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("")
    .replace(/[^\n]{1,60}(?=[^\n])/g, (part) => (/=.?$/.test(part) ? part : `${part}=\n`));
const packed = (content: string | Uint8Array): string =>
  Buffer.from(content as string)
    .toString("base64")
    .replace(/.{76}/g, "$&\n");
const PACKINGS: readonly (readonly [name: string, pack: (text: string) => string])[] = [
  ["8bit", (text) => text],
  ["quoted-printable", quoted],
  ["base64", packed],
];

const FACTS = [
  ["Account Number", "012****789"],
  ["Amount", "₦5,000.00"],
  ["Description", "POS SHOPRITE"],
  ["Date", "03-Feb-2026 10:15"],
  ["Available Balance", "₦45,000.00"],
] as const;
const TEXTS: readonly (readonly [name: string, type: string, text: string])[] = [
  [
    "labels on lines",
    "plain",
    `Dear ADA,\n\nDebit Alert\n\n${FACTS.map((one) => one.join(": ")).join("\n")}\n\nThank you.`,
  ],
  [
    "a sentence",
    "plain",
    "Your account 012****789 was debited with ₦5,000.00 on 03-Feb-2026 for POS SHOPRITE. Balance: ₦45,000.00",
  ],
  [
    "a table of a page",
    "html",
    `<html><body><p>Dear ADA,</p><p>Debit Alert</p><table>${FACTS.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join("")}</table></body></html>`,
  ],
  [
    "paragraphs of a page",
    "html",
    `<div>Debit Alert</div>${FACTS.map(([a, b]) => `<p>${a}: ${b.replace("₦", "&#8358;")}</p>`).join("")}`,
  ],
];
const HEAD =
  "From: =?utf-8?Q?Made_Up_Bank?= <alerts@madeup.example>\nTo: ada@example.com\nSubject: Debit\nDate: Tue, 3 Feb 2026 10:16:00 +0100\nMIME-Version: 1.0\n";
const part = (type: string, packing: string, pack: (text: string) => string, text: string): string =>
  `Content-Type: text/${type}; charset="utf-8"\nContent-Transfer-Encoding: ${packing}\n\n${pack(text)}\n`;
const several = (kind: string, parts: readonly string[]): string =>
  `Content-Type: multipart/${kind};\n boundary="=_one"\n\nA mail of several parts.\n${parts.map((one) => `--=_one\n${one}`).join("\n")}\n--=_one--\n`;

async function read(text: string) {
  const answer = await readInWords(new TextEncoder().encode(text), {}, { banks: [], layouts: [] });
  if (!answer.ok) return { refused: answer.refusal.code };
  const { statements, warnings } = answer.file;
  return {
    lines: statements.flatMap(({ lines }) => lines.map(({ date, amount, balance }) => [date, amount, balance])),
    rejected: statements.flatMap(({ rejected }) => rejected.length),
    codes: warnings.map(({ code }) => code),
  };
}
const ONE = { lines: [["2026-02-03", "-5000.00", "45000.00"]], rejected: [0], codes: [] };

describe.each(TEXTS)("a mail of %s", (_name, type, text) => {
  test.each(PACKINGS)("packed as %s is read, alone and in parts", async (packing, pack) => {
    const own = part(type, packing, pack, text);
    const mails = [
      own,
      several("alternative", [own]),
      several("mixed", [
        own,
        "Content-Type: image/png; name=logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
      ]),
    ];
    for (const mail of mails)
      for (const end of ["\n", "\r\n"]) expect(await read(`${HEAD}${mail}`.replaceAll("\n", end))).toEqual(ONE);
  });
});

test("a mail that says it in words and as a page is read once, and one that says two things is warned of", async () => {
  const [plain, , page] = TEXTS.map(([, type, text]) => part(type, "base64", packed, text)) as [string, string, string];
  expect(await read(HEAD + several("alternative", [plain, page]))).toEqual(ONE);
  expect(await read(HEAD + several("alternative", [page, plain]))).toEqual(ONE);
  const other = part("plain", "8bit", (text) => text, (TEXTS[0]?.[2] ?? "").replace("5,000.00", "50,000.00"));
  expect(await read(HEAD + several("alternative", [other, page]))).toMatchObject({ codes: ["message_unread"] });
});

test("a mail that prints no day has the day on which it was sent, and says so", async () => {
  const text = (TEXTS[0]?.[2] ?? "").replace(/Date: .*\n/, "");
  for (const [packing, pack] of PACKINGS)
    expect(await read(HEAD + part("plain", packing, pack, text))).toEqual({ ...ONE, codes: ["day_of_message"] });
});

test("the mails of a mailbox are read one after the other", async () => {
  const second = (TEXTS[1]?.[2] ?? "").replace("debited", "credited").replace("03-Feb", "19-Feb").replace("45,", "50,");
  const mails = [TEXTS[0]?.[2] ?? "", second].map(
    (text, i) =>
      `From alerts@madeup.example Tue Feb 0${i + 3} 10:16:00 2026\n${HEAD}${part("plain", "quoted-printable", quoted, text)}`,
  );
  expect(await read(mails.join("\n"))).toMatchObject({
    lines: [...ONE.lines, ["2026-02-19", "5000.00", "50000.00"]],
    codes: [],
  });
});

test.each([
  [
    "a table",
    "statement.csv",
    "Date,Details,Amount,Balance\n2026-01-05,RENT,-50.00,950.00\n2026-01-17,PAY,700.00,1650.00\n",
  ],
  ["a PDF", "statement.pdf", pdfOf([simple()])],
  ["a PDF without a name", "", pdfOf([simple()])],
])("a statement that came along is read: %s", async (_what, name, content) => {
  const file = `Content-Type: application/octet-stream\nContent-Disposition: attachment${name && `; filename="${name}"`}\nContent-Transfer-Encoding: base64\n\n${packed(content)}\n`;
  const words = part("plain", "8bit", (text) => text, "Dear ADA, your statement is attached.");
  const { lines } = (await read(HEAD + several("mixed", [words, file]))) as { lines: unknown[] };
  expect(lines).toHaveLength(2);
});

test.each([
  ["of no payment", part("plain", "base64", packed, "Dear ADA, happy birthday from all of us.")],
  ["cut in its middle", part("plain", "base64", packed, TEXTS[0]?.[2] ?? "").slice(0, 140)],
  [
    "with a file that is none",
    several("mixed", [
      "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n",
    ]),
  ],
])("a mail %s is never read as nothing in silence", async (_what, mail) => {
  const answer = await read(HEAD + mail);
  expect("refused" in answer || (answer.codes?.length ?? 0) > 0 || (answer.rejected?.[0] ?? 0) > 0).toBe(true);
});
