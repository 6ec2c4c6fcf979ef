import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pdfOf } from "../../../test/support/made-pdf.ts";
import { Chance } from "../../../test/support/printed/chance.ts";
import { drawPages } from "../../../test/support/printed/draw-pages.ts";
import { madeAccount } from "../../../test/support/printed/made-account.ts";
import { madeLayout } from "../../../test/support/printed/made-layout.ts";
import { type Lock, measureIn, printPdfkit } from "../../../test/support/printed/print-pdfkit.ts";
import { simple } from "../../../test/support/read-printed.ts";
import { withoutOwner } from "./empty-owner.ts";
import { readPdf } from "./read-pdf.ts";

const around = { banks: [], layouts: [] };
/** Locked by qpdf with the user password 7781. */
const locked = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/locked/${name}.pdf`, import.meta.url)));
const readWith = (bytes: Uint8Array, password?: string) =>
  readPdf({ bytes, text: "", options: password === undefined ? {} : { password }, around });

test("each kind of lock opens with its password, and says whether one is missing or wrong", async () => {
  const chance = new Chance(7);
  const [layout, account] = [madeLayout(chance), madeAccount(chance, 6, "NGN")];
  const pages = drawPages([account], layout, measureIn(layout, "Helvetica"));
  for (const pdfVersion of ["1.3", "1.4", "1.7", "1.7ext3"] satisfies Lock["pdfVersion"][]) {
    const locked = await printPdfkit(pages, layout, "Helvetica", {
      pdfVersion,
      userPassword: "7781",
      ownerPassword: "bank",
    });
    expect(await readWith(locked), pdfVersion).toMatchObject({
      message: { code: "file.password_asked" },
    });
    expect(await readWith(locked, "1234"), pdfVersion).toMatchObject({
      message: { code: "file.password_wrong" },
    });
    expect(await readWith(locked, "7781"), pdfVersion).toMatchObject({ format: "pdf" });
    const restricted = await printPdfkit(pages, layout, "Helvetica", { pdfVersion, ownerPassword: "bank" });
    expect(await readWith(restricted), pdfVersion).toMatchObject({ format: "pdf" });
  }
});

test("a file whose owner password is empty opens without asking, whatever its user password", async () => {
  expect(await readWith(pdfOf([simple()], { password: "7781", owner: "" }))).toMatchObject({ format: "pdf" });
});

test("a protection that we do not know is told apart from a password that is missing", async () => {
  const text = Buffer.from(pdfOf([simple()], { password: "7781" }))
    .toString("latin1")
    .replace("/Filter /Standard", "/Filter /Stranger");
  expect(await readWith(new Uint8Array(Buffer.from(text, "latin1")))).toMatchObject({
    message: { code: "file.pdf_protected" },
  });
});

test("files that another program locked, in every way, open with their password, and only with it", async () => {
  for (const name of ["rc4-40", "rc4-128", "aes-128", "aes-256"]) {
    expect(await readWith(locked(name)), name).toMatchObject({ message: { code: "file.password_asked" } });
    expect(await readWith(locked(name), "0"), name).toMatchObject({
      message: { code: "file.password_wrong" },
    });
    expect(await readWith(locked(name), "7781"), name).toMatchObject({ statements: [{ lines: { length: 2 } }] });
    expect(await withoutOwner(locked(name)), name).toBeNull();
  }
  expect(await readWith(locked("rc4-128-open"))).toMatchObject({ statements: [{ lines: { length: 2 } }] });
});

test("256-bit AES with an empty owner password opens without asking, whatever the user password and whatever was typed", async () => {
  for (const kind of ["aes-256", "aes-256-revision-5", "aes-256-packed"])
    for (const password of [undefined, "7781", "wrong"])
      expect(await readWith(locked(`${kind}-empty-owner`), password), `${kind} ${password}`).toMatchObject({
        statements: [{ lines: { length: 2 } }],
      });
});

test("a damaged lock is refused, not believed", async () => {
  const whole = locked("aes-256-empty-owner");
  const at = Buffer.from(whole).indexOf("/OE");
  for (const [from, length] of [
    [at, 3],
    [at + 5, 8],
    [Buffer.from(whole).lastIndexOf("startxref"), 9],
  ] as const) {
    const broken = whole.slice();
    broken.fill(0x20, from, from + length);
    expect(await readWith(broken)).toHaveProperty("tryThis");
  }
});
