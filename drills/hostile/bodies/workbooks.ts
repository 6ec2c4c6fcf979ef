import { zipOf } from "../../../test/support/made-zip.ts";
import { type Body, bytesBySeed, latin, packedAgain, text, zipped } from "./body.ts";

type Part = readonly [string, string];
const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The parts of a workbook with one sheet (ECMA-376, part 2). */
const parts = (sheet: string, shared?: string, more: readonly Part[] = [], name = "S"): Part[] => [
  [
    "[Content_Types].xml",
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  ],
  [
    "_rels/.rels",
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    "xl/workbook.xml",
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    "xl/_rels/workbook.xml.rels",
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ],
  ["xl/worksheets/sheet1.xml", sheet],
  ...(shared === undefined ? [] : [["xl/sharedStrings.xml", shared] as const]),
  ...more,
];
const workbook = (...given: Parameters<typeof parts>): Uint8Array => zipped(parts(...given));

const open = (dimension = "A1:D9"): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="${dimension}"/><sheetData>`;
const CLOSE = "</sheetData></worksheet>";
const cell = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const COLUMNS = ["Date", "Narration", "Debit", "Balance"].map((name, i) => cell(`${"ABCD"[i]}1`, name)).join("");
const row = (at: number, narration: string): string =>
  `<row r="${at}">${cell(`A${at}`, "02/01/2026")}${narration}${cell(`C${at}`, "25.00")}${cell(`D${at}`, `${1_000 - 25 * at}.00`)}</row>`;
/** A good sheet of four lines, with `more` after them. */
const sheet = (narration = "NIP CHARGE", more = "", dimension?: string): string =>
  `${open(dimension)}<row r="1">${COLUMNS}</row>${[2, 3, 4, 5].map((r) => row(r, cell(`B${r}`, narration))).join("")}${more}${CLOSE}`;

/** The same archive, in which every file says that it is `size` bytes long. */
function saying(size: number, files: readonly Part[]): Uint8Array {
  return zipOf(files.map(([name, body]) => ({ name, body, deflate: true, said: size })));
}

/** Rows that all show the first shared string. */
const sharedRows = (count: number): string =>
  `${open("A1:D1")}<row r="1">${COLUMNS}</row>${Array.from({ length: count }, (_, i) => row(i + 2, `<c r="B${i + 2}" t="s"><v>0</v></c>`)).join("")}${CLOSE}`;

const laughs = (letters: number): string =>
  `${HEAD}<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: letters }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join("")}]>`;

const xlsx = (name: string, bytes: () => Uint8Array, killer = false): Body => ({
  name,
  fileName: "a.xlsx",
  bytes,
  ...(killer ? { killer } : {}),
});
const CFB = Buffer.from("d0cf11e0a1b11ae1", "hex");

export const WORKBOOKS: readonly Body[] = [
  xlsx("workbook that says 4 GB", () => saying(0xfffffff0, parts(sheet())), true),
  xlsx("workbook that says 2 GB", () => saying(0x7ffffff0, parts(sheet())), true),
  xlsx("1,500 parts that say 1 GB each", () =>
    saying(
      0x3ffffff0,
      parts(
        sheet(),
        undefined,
        Array.from({ length: 1_500 }, (_, i) => [`xl/x${i}.xml`, "<a/>"] as const),
      ),
    ),
  ),
  xlsx("workbook that says 0", () => saying(0, parts(sheet()))),
  xlsx("sheet that inflates to 1 GB of blanks", () =>
    zipOf([
      ...parts(sheet())
        .filter(([name]) => !name.includes("sheet1"))
        .map(([name, body]) => ({ name, body, deflate: true })),
      {
        name: "xl/worksheets/sheet1.xml",
        body: "",
        packed: packedAgain(Buffer.alloc(1_000_000, " "), 1_000),
        said: 4_000,
      },
    ]),
  ),
  xlsx("sheet of every cell that there is", () => workbook(sheet("NIP CHARGE", "", "A1:XFD1048576"))),
  xlsx("a cell in the last corner", () => workbook(sheet("A", `<row r="1048576">${cell("XFD1048576", "9")}</row>`))),
  xlsx("a cell past every corner", () =>
    workbook(sheet("A", `<row r="9999999999">${cell("ZZZZZZ9999999999", "9")}</row>`)),
  ),
  xlsx("row four thousand million", () =>
    workbook(sheet("A", `<row r="4000000000">${cell("A4000000000", "9")}</row>`)),
  ),
  xlsx("row minus one", () => workbook(sheet("A", `<row r="-1">${cell("A-1", "9")}</row>`))),
  xlsx("5,000 merges of everything", () =>
    workbook(
      sheet().replace(
        "</sheetData>",
        `</sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(5_000)}</mergeCells>`,
      ),
    ),
  ),
  xlsx("20,000 column rules for all columns", () =>
    workbook(
      sheet().replace(
        "<sheetData>",
        `<cols>${'<col min="1" max="16384" width="9"/>'.repeat(20_000)}</cols><sheetData>`,
      ),
    ),
  ),
  xlsx("a column rule up to four thousand million", () =>
    workbook(sheet().replace("<sheetData>", '<cols><col min="1" max="4000000000" width="9"/></cols><sheetData>')),
  ),
  xlsx("links over everything", () =>
    workbook(
      sheet().replace(
        "</sheetData>",
        `</sheetData><hyperlinks>${'<hyperlink ref="A1:XFD1048576" location="x"/>'.repeat(3)}</hyperlinks>`,
      ),
    ),
  ),
  xlsx(
    "3,500,000 shared strings",
    () => workbook(sheet(), `${HEAD}<sst>${"<si><t>aaaaaaaaaaaaaaaa</t></si>".repeat(3_500_000)}</sst>`),
    true,
  ),
  xlsx(
    "one shared string of 28 MB in 40,000 cells",
    () => workbook(sharedRows(40_000), `${HEAD}<sst><si><t>${"a b ".repeat(7_000_000)}</t></si></sst>`),
    true,
  ),
  xlsx("one shared string of 30 KB in 40,000 cells", () =>
    workbook(sharedRows(40_000), `${HEAD}<sst><si><t>${"NIP CHARGE ".repeat(2_800)}</t></si></sst>`),
  ),
  xlsx("a shared string that is not there", () =>
    workbook(sharedRows(20).replaceAll("<v>0</v>", "<v>4294967295</v>"), `${HEAD}<sst/>`),
  ),
  xlsx("800,000 rows of one cell", () =>
    workbook(
      `${open("A1:D1")}${Array.from({ length: 800_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`).join("")}${CLOSE}`,
    ),
  ),
  xlsx("16,384 columns in 300 rows", () =>
    workbook(`${open("A1:D1")}${`<row>${"<c><v>1</v></c>".repeat(16_384)}</row>`.repeat(300)}${CLOSE}`),
  ),
  xlsx("a thousand million laughs", () => workbook(laughs(9) + sheet("&j;"))),
  xlsx("an entity from the disk", () =>
    workbook(`${HEAD}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheet("&x;")}`),
  ),
  xlsx("sheet named __proto__", () =>
    workbook(
      sheet(),
      undefined,
      [
        ["__proto__", '{"polluted":1}'],
        [
          "docProps/custom.xml",
          '<Properties><property name="__proto__" pid="2"><vt:lpwstr>x</vt:lpwstr></property></Properties>',
        ],
      ],
      "__proto__",
    ),
  ),
  xlsx("a number format of 50,000 brackets", () =>
    workbook(sheet(), undefined, [
      [
        "xl/styles.xml",
        `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${"[".repeat(50_000)}"/></numFmts></styleSheet>`,
      ],
    ]),
  ),
  xlsx("eight million blanks in two tags", () =>
    workbook(`${open()}<row ${" ".repeat(4_000_000)}><c ${" ".repeat(4_000_000)}/></row>${CLOSE}`),
  ),
  xlsx("three million cells that never close", () => workbook(`${open()}<row r="1">${'<c r="A1">'.repeat(3_000_000)}`)),
  xlsx("two million texts that never close", () =>
    workbook(`${open()}<row r="1"><c t="inlineStr">${"<is><t>".repeat(2_000_000)}`),
  ),
  xlsx("1.5 million shared runs that never close", () => workbook(sheet(), `<sst>${"<si><r>".repeat(1_500_000)}`)),
  xlsx("two million comments that never close", () => workbook(open() + "<!--".repeat(2_000_000))),
  xlsx("a formula that asks for another file", () =>
    workbook(sheet("A", '<row r="6"><c r="A6"><f>[1]Sheet1!A1</f><v>1</v></c></row>')),
  ),
  xlsx("a workbook whose parts point in a circle", () =>
    workbook(sheet(), undefined, [
      [
        "xl/worksheets/_rels/sheet1.xml.rels",
        `<Relationships><Relationship Id="rId1" Type="${RELS}/worksheet" Target="../worksheets/sheet1.xml"/></Relationships>`,
      ],
    ]),
  ),
  {
    name: "an old workbook with circles in its table of sectors",
    fileName: "g.xls",
    bytes: () =>
      Buffer.concat([
        CFB,
        Buffer.alloc(16),
        Buffer.from(
          "3e000300feff0900060000000000000000000000010000000100000000000000001000000200000001000000feffffff0000000000000000",
          "hex",
        ),
        Buffer.alloc(436 * 4),
        Buffer.from("01000000".repeat(50_000), "hex"),
      ]),
  },
  ...[1, 2, 3].map((seed) => ({
    name: `an old workbook of noise ${seed}`,
    fileName: "g.xls",
    bytes: () => Buffer.concat([CFB, bytesBySeed(seed, 200_000)]),
  })),
  { name: "a workbook that is a picture", fileName: "g.xlsx", bytes: () => latin(`GIF89a${"\0".repeat(1_000)}`) },
  { name: "a workbook that is text", fileName: "g.xlsx", bytes: () => text("PK is not enough") },
];
