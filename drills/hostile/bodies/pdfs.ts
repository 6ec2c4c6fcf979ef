import { type Body, latin, zlibAgain } from "./body.ts";

/** A PDF of these objects, numbered from 1 (ISO 32000-1, 7.5). */
function pdf(objects: readonly Uint8Array[], trailer = "<</Root 1 0 R>>"): Buffer {
  const out: Uint8Array[] = [latin("%PDF-1.7\n")];
  let at = 9;
  const add = (bytes: Uint8Array) => {
    out.push(bytes);
    at += bytes.length;
  };
  const places: number[] = [];
  for (const [i, object] of objects.entries()) {
    places.push(at);
    add(latin(`${i + 1} 0 obj\n`));
    add(object);
    add(latin("\nendobj\n"));
  }
  const xref = at;
  add(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}trailer\n${trailer}\nstartxref\n${xref}\n%%EOF`,
    ),
  );
  return Buffer.concat(out);
}
const stream = (data: Uint8Array | string, more = ""): Uint8Array =>
  Buffer.concat([
    latin(`<</Length ${data.length}${more}>>stream\n`),
    typeof data === "string" ? latin(data) : data,
    latin("\nendstream"),
  ]);
/** A packed stream of `megabytes` of `words`. */
const packed = (megabytes: number, levels = 1, words = "BT /F1 9 Tf (a) Tj ET "): Uint8Array => {
  const block = latin(words.repeat(Math.floor(1_000_000 / words.length)));
  return stream(zlibAgain(block, megabytes, levels), `/Filter[${"/FlateDecode".repeat(levels)}]`);
};
const CATALOG = latin("<</Type/Catalog/Pages 2 0 R>>");
const ONE_PAGE = latin("<</Type/Pages/Kids[3 0 R]/Count 1>>");
const HELVETICA = latin("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
const page = (resources = "/Font<</F1 5 0 R>>", more = ""): Uint8Array =>
  latin(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${resources}>>${more}>>`);
/** A file of one page, said `count` times, with these drawing words. */
const file = (content: Uint8Array, count = 1, kids = "3 0 R ".repeat(count)): Uint8Array[] => [
  CATALOG,
  latin(`<</Type/Pages/Kids[${kids}]/Count ${count}>>`),
  page(),
  content,
  HELVETICA,
];
const SHORT = stream("BT /F1 9 Tf (a) Tj ET");
const withImage = (...objects: Uint8Array[]): Buffer =>
  pdf([CATALOG, ONE_PAGE, page("/XObject<</I 5 0 R>>"), stream("/I Do /I Do"), ...objects]);
const form = (next: string): Uint8Array =>
  stream("/I Do /I Do ", `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I ${next}>>>>`);
const one = (name: string, bytes: () => Uint8Array, killer = false): Body => ({
  name: `pdf: ${name}`,
  fileName: "f.pdf",
  bytes,
  ...(killer ? { killer } : {}),
});

export const PDFS: readonly Body[] = [
  one("1 GB of text in one stream", () => pdf(file(packed(1_000))), true),
  one("3 GB packed twice", () => pdf(file(packed(3_000, 2))), true),
  one("9 GB packed four times", () => pdf(file(packed(9_000, 4)))),
  one("1 GB of line ends", () => pdf(file(packed(1_000, 1, "\n")))),
  one("100 pages of 30 MB each", () => pdf(file(packed(30), 100))),
  one("100,000 pages that are one", () => pdf(file(SHORT, 100_000))),
  one("two thousand million pages said, one there", () => pdf(file(SHORT, 2_000_000_000, "3 0 R"))),
  one("minus one page", () => pdf(file(SHORT, -1, "3 0 R"))),
  one("pages that hold themselves", () => pdf([CATALOG, latin("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")])),
  one("pages in a ring of three", () =>
    pdf([
      CATALOG,
      latin("<</Type/Pages/Kids[3 0 R]/Count 9>>"),
      latin("<</Type/Pages/Kids[4 0 R 4 0 R]/Count 9>>"),
      latin("<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>"),
    ]),
  ),
  one("a million brackets deep", () =>
    pdf([latin(`<</Type/Catalog/Pages 2 0 R/X ${"[".repeat(1_000_000)}>>`), latin("<</Type/Pages/Kids[]/Count 0>>")]),
  ),
  one("a million dictionaries deep", () =>
    pdf([
      latin(`<</Type/Catalog/Pages 2 0 R/X ${"<</A".repeat(1_000_000)}>>`),
      latin("<</Type/Pages/Kids[]/Count 0>>"),
    ]),
  ),
  one("a table that is its own predecessor", () => {
    const whole = pdf(file(SHORT)).toString("latin1");
    return latin(whole.replace("<</Root 1 0 R>>", `<</Root 1 0 R/Prev ${whole.lastIndexOf("xref\n0")}>>`));
  }),
  one("a table of two thousand million", () =>
    latin(pdf(file(SHORT)).toString("latin1").replace("xref\n0 6", "xref\n0 2000000000")),
  ),
  one("a packed table with widths of two thousand million", () =>
    Buffer.concat([
      latin("%PDF-1.7\n1 0 obj\n"),
      stream("abc", "/Type/XRef/Size 2000000000/W[2000000000 2000000000 2000000000]/Root 2 0 R"),
      latin("\nendobj\nstartxref\n9\n%%EOF"),
    ]),
  ),
  one("200,000 objects and no table", () =>
    latin(`%PDF-1.7\n${Array.from({ length: 200_000 }, (_, i) => `${i} 0 obj<<>>endobj\n`).join("")}`),
  ),
  one("a script on opening", () =>
    pdf([
      latin("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(process.exit\\(1\\))>>>>"),
      ...file(stream("BT /F1 9 Tf (Date) Tj ET")).slice(1),
    ]),
  ),
  one("a pattern that is not there", () => pdf(file(stream("/Pattern cs /P1 scn 0 0 600 800 re f")))),
  one("a font's matrix with a program in it", () =>
    pdf([
      CATALOG,
      ONE_PAGE,
      page(),
      SHORT,
      latin("<</Type/Font/Subtype/Type1/BaseFont/A/FontMatrix[1 2 3 4 5 (1\\); process.exit\\(1\\)//)]>>"),
    ]),
  ),
  one("20,000 filters", () => pdf(file(stream("x".repeat(1_000), `/Filter[${"/ASCIIHexDecode".repeat(20_000)}]`)))),
  one("runs that repeat", () => pdf(file(stream(`${"\x81 ".repeat(2_000_000)}\x80`, "/Filter/RunLengthDecode")))),
  one("LZW of noise", () => pdf(file(stream(Buffer.alloc(4_000_000, 0x80), "/Filter/LZWDecode")))),
  one("a picture of 10,000 million dots", () =>
    withImage(
      latin(
        "<</Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 0>>stream\n\nendstream",
      ),
    ),
  ),
  one("a picture in JPEG 2000 that is none", () =>
    withImage(
      stream("\0\0\0\x0cjP  \r\n\x87\n", "/Type/XObject/Subtype/Image/Width 60000/Height 60000/Filter/JPXDecode"),
    ),
  ),
  one("a form that draws itself", () => withImage(form("5 0 R"))),
  one("forms that draw two forms, 25 deep", () =>
    withImage(
      ...Array.from({ length: 25 }, (_, i) => form(`${6 + i} 0 R`)),
      stream("", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ),
  ),
  one("objects said two thousand million in a stream", () =>
    pdf([...file(SHORT), latin("<</Type/ObjStm/N 2000000000/First 10/Length 3>>stream\nabc\nendstream")]),
  ),
  one("a lock of the newest kind with noise", () =>
    pdf(
      file(SHORT),
      `<</Root 1 0 R/ID[(a)(b)]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/O(${"a".repeat(48)})/U(${"b".repeat(48)})/OE(${"c".repeat(32)})/UE(${"d".repeat(32)})/P -4/Perms(${"e".repeat(16)})>>>>`,
    ),
  ),
  one("a map of four thousand million letters", () =>
    pdf([
      ...file(stream("BT /F1 9 Tf <00000001> Tj ET")).slice(0, 4),
      latin("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"),
      stream(
        "/CIDInit begincmap 1 begincodespacerange <00000000><ffffffff> endcodespacerange 1 beginbfrange <00000000><ffffffff><0041> endbfrange endcmap",
      ),
      latin(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W[0 4000000000 500]>>",
      ),
    ]),
  ),
  one("400,000 words on one page", () =>
    pdf(file(stream("BT /F1 9 Tf 1 0 0 1 3 3 Tm (02/01/2026 NIP 25.00) Tj ET ".repeat(80_000)))),
  ),
  one("one word of 4 MB", () => pdf(file(stream(`BT /F1 9 Tf (${"1 ".repeat(2_000_000)}) Tj ET`)))),
  one("a stream whose length is a stream", () => pdf([...file(latin("<</Length 4 0 R>>stream\nBT ET\nendstream"))])),
];
