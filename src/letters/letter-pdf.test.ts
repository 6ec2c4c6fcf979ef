import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, test } from "vitest";
import { MADE_UP_RESULT } from "../../e2e/support/made-up-audit.ts";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { AuditLine } from "../domain/audit/audit-result.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { letterPdf } from "./letter-pdf.ts";
import { type LetterView, lettersOf } from "./letter-view.ts";

const require = createRequire(import.meta.url);
const font = (name: string) => new Uint8Array(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));
const fonts = { regular: font("DejaVuSans"), bold: font("DejaVuSans-Bold") };

/** Names in Yoruba, Igbo and Hausa letters, made up, precomposed and with marks of their own. */
const NAME = "Ọláńrewájú Ṣẹ́gun Ńgọzi Ụzọ̀ma Ƙwarai Ɓala Ɗanladi";

async function letter(copies = 1): Promise<LetterView> {
  const pack = shippedPack();
  const result = MADE_UP_RESULT;
  const lines = Array.from({ length: copies }, (_, i) =>
    result.lines.map((line): AuditLine => ({ ...line, row: line.row + i * 100 })),
  ).flat();
  const [view] = lettersOf({ ...result, lines }, "bank", {
    pack,
    template: shippedLetter(),
    on: "2026-11-24" as CivilDate,
    fills: { name: NAME },
  });
  return view as LetterView;
}

type Node = { role?: string; children?: Node[]; type?: string };
const rolesOf = (node: Node | null): string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)] : [];

async function read(bytes: Uint8Array) {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages = [];
  for (let i = 1; i <= pdf.numPages; i++) {
    const page = await pdf.getPage(i);
    const { items } = await page.getTextContent();
    pages.push({
      text: items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""),
      roles: rolesOf((await page.getStructTree()) as Node | null),
    });
  }
  const [mark, { info }] = [await pdf.getMarkInfo(), await pdf.getMetadata()];
  await pdf.loadingTask.destroy();
  return { pages, marked: (mark as { Marked?: boolean } | null)?.Marked, info: info as Record<string, unknown> };
}

describe("the PDF", () => {
  test("is tagged: headings, lists, a table with head cells, a language and a title", async () => {
    const bytes = await letterPdf(await letter(), fonts);
    const { pages, marked, info } = await read(bytes);
    expect(marked).toBe(true);
    expect([info.Language, info.Title]).toEqual(["en", "Complaint about bank charges: please give back ₦70.00"]);
    const roles = pages.flatMap((page) => page.roles);
    expect(roles.filter((role) => role === "H1")).toHaveLength(1);
    for (const role of ["H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD"]) expect(roles).toContain(role);
  });

  test("gives its text back: every sum with its naira sign, and names letter by letter", async () => {
    const view = await letter();
    const { pages } = await read(await letterPdf(view, fonts));
    const bare = (text: string) => text.normalize("NFC").replace(/\s+/g, "");
    const text = bare(pages.map((page) => page.text).join(" "));
    expect(text).toContain(bare(NAME));
    expect(text).toContain(bare(view.subject));
    expect(view.address.at(-1)).toContain("By e-mail: ");
    expect(text).toContain(bare(view.address.join(" ")));
    expect(text).toContain(bare("Sum: ₦100.00 taken - ₦90.00 right = ₦10.00 too much"));
    expect(text).toContain(bare("not yet reviewed by a lawyer"));
    expect(text).toContain("₦70.00");
  });

  test("of five findings is one page to its signature, and the schedule behind", async () => {
    const view = await letter();
    const [first] = (await read(await letterPdf({ ...view, blocks: view.blocks }, fonts))).pages;
    expect(view.schedule.length).toBeGreaterThan(0);
    expect(first?.text).toContain("Signed");
  });

  test("runs over as many pages as it needs and loses no line", async () => {
    const view = await letter(8);
    const { pages } = await read(await letterPdf(view, fonts));
    expect(pages.length).toBeGreaterThan(2);
    const text = pages.map((page) => page.text).join(" ");
    expect(view.count).toBe(56);
    expect(text.match(/On my statement: /g)?.length).toBe(56);
  }, 60_000);

  test("is the same for the same letter, whatever the clock says", async () => {
    const view = await letter();
    const [a, b] = [await letterPdf(view, fonts), await letterPdf(view, fonts)];
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  });
});
