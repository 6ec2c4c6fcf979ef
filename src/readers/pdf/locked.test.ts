import { expect, test } from "vitest";
import { pdfOf } from "../../../test/support/made-pdf.ts";
import { Chance } from "../../../test/support/printed/chance.ts";
import { drawPages } from "../../../test/support/printed/draw-pages.ts";
import { madeAccount } from "../../../test/support/printed/made-account.ts";
import { madeLayout } from "../../../test/support/printed/made-layout.ts";
import { type Lock, measureIn, printPdfkit } from "../../../test/support/printed/print-pdfkit.ts";
import { simple } from "../../../test/support/read-printed.ts";
import { readPdf } from "./read-pdf.ts";

const around = { banks: [], layouts: [] };
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
      message: expect.stringContaining("locked with a password"),
    });
    expect(await readWith(locked, "1234"), pdfVersion).toMatchObject({
      message: expect.stringContaining("does not open"),
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
    message: expect.stringContaining("protected in a way"),
  });
});
