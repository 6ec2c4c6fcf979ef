import { createHash } from "node:crypto";

/**
 * A small PDF writer, so that a test can print a bank's layout word by word and lock it with a password. It knows
 * one font (Helvetica), text at a place, text on its side and the 40-bit lock of PDF 1.3 that banks still use.
 * Source: ISO 32000-1, 7.5 (file), 7.6.3 (standard security handler), 9.4 (text).
 */
export type PrintedWord = {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly turn?: boolean;
};
export type PrintedPage = readonly PrintedWord[];

const WIDTHS: Readonly<Record<string, number>> = {
  " ": 278,
  ".": 278,
  ",": 278,
  "-": 333,
  "/": 278,
  ":": 278,
  "|": 260,
  "(": 333,
  ")": 333,
};
/** Width of a text in Helvetica, near enough to lean amounts on a right edge. */
const widthOf = (text: string, size = 8): number =>
  ([...text].reduce((sum, c) => sum + (WIDTHS[c] ?? (/[A-Z]/.test(c) ? 680 : /\d/.test(c) ? 556 : 510)), 0) / 1000) *
  size;

/** A word that ends at `x`. */
export const rightAt = (x: number, y: number, text: string, size = 8): PrintedWord => ({
  x: x - widthOf(text, size),
  y,
  text,
  size,
});

const latin = (text: string): Uint8Array => Uint8Array.from([...text].map((c) => (c.codePointAt(0) ?? 63) & 255));
const PAD = Uint8Array.from(Buffer.from("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A", "hex"));
const md5 = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(createHash("md5").update(Buffer.concat(parts)).digest());
const padded = (password: string): Uint8Array => new Uint8Array(Buffer.concat([latin(password), PAD])).slice(0, 32);
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString("hex")}>`;

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_one, i) => i);
  const at = (i: number) => s[i & 255] as number;
  const swap = (i: number, j: number) => {
    [s[i], s[j]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    return byte ^ at(at(i) + at(j));
  });
}

/** A PDF of these pages, A4 on its side unless told; `password` locks it, an empty one only restricts. */
export function pdfOf(
  pages: readonly PrintedPage[],
  {
    password,
    owner: ownerPassword = "the bank",
    width = 842,
    height = 595,
  }: { password?: string; owner?: string; width?: number; height?: number } = {},
): Uint8Array {
  const id = latin("0123456789abcdef");
  const owner = rc4(md5(padded(ownerPassword)).slice(0, 5), padded(password ?? ""));
  const key = md5(padded(password ?? ""), owner, Uint8Array.of(0xfc, 0xff, 0xff, 0xff), id).slice(0, 5);
  const lock = (bytes: Uint8Array, object: number): Uint8Array =>
    password === undefined
      ? bytes
      : rc4(md5(key, Uint8Array.of(object & 255, object >> 8, 0, 0, 0)).slice(0, 10), bytes);
  const objects: (string | Uint8Array)[][] = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    [`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_page, i) => `${4 + 2 * i} 0 R`).join(" ")}] >>`],
    ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"],
  ];
  pages.forEach((page, i) => {
    const body = latin(
      page
        .map(({ x, y, text, size = 8, turn }) => {
          const words = text.replace(/[\\()]/g, "\\$&");
          const place = turn ? `0 1 -1 0 ${x} ${height - y}` : `1 0 0 1 ${x} ${height - y}`;
          return `BT /F1 ${size} Tf ${place} Tm (${words}) Tj ET`;
        })
        .join("\n"),
    );
    objects.push([
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
    ]);
    objects.push([`<< /Length ${body.length} >>\nstream\n`, lock(body, 5 + 2 * i), "\nendstream"]);
  });
  const parts: Uint8Array[] = [latin("%PDF-1.4\n")];
  let length = parts[0]?.length ?? 0;
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const offsets = objects.map((object, i) => {
    const at = length;
    put(latin(`${i + 1} 0 obj\n`));
    for (const piece of object) put(typeof piece === "string" ? latin(piece) : piece);
    put(latin("\nendobj\n"));
    return at;
  });
  const table = length;
  const user = rc4(key, PAD);
  const encrypt =
    password === undefined ? "" : ` /Encrypt << /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P -4 >>`;
  put(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}trailer << /Size ${objects.length + 1} /Root 1 0 R /ID [${hex(id)} ${hex(id)}]${encrypt} >>\nstartxref\n${table}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
