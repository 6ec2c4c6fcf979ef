import { expect, test } from "vitest";
import { pdfOf } from "../../../test/support/made-pdf.ts";
import { at } from "../../../test/support/read-printed.ts";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import { readInWords } from "../../engine/read-in-words.ts";

const pack = shippedPack("ng");
const SCAN = pdfOf([[], []]);
const PHOTO = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);
const refused = async (bytes: Uint8Array, said: { bank?: string; fileName?: string } = {}) => {
  const answer = await readInWords(bytes, said, pack);
  if (answer.ok) throw new Error("it was read");
  return answer.refusal;
};

test("a scan is refused with the file to ask for at its bank, where that bank keeps it, and since when we know", async () => {
  for (const bank of pack.banks) {
    const { message, tryThis } = await refused(SCAN, { bank: bank.id });
    expect(message).toContain("picture of a statement");
    expect(tryThis, bank.id).toContain(bank.name);
    for (const part of [...(bank.statementFile?.paths ?? []), ...(bank.statementFile?.formats ?? [])])
      expect(tryThis, bank.id).toContain(part);
    if (bank.statementFile) expect(tryThis).toContain(bank.statementFile.checkedOn);
    if ((bank.statementFile?.paths ?? []).length === 0) expect(tryThis).toContain("we do not know");
  }
  expect(pack.banks.filter((bank) => (bank.statementFile?.paths ?? []).length > 0).length).toBeGreaterThanOrEqual(8);
});

test("whose it is may stand in the file's name or in what the file says of itself; a photo is told the same", async () => {
  const opay = await refused(SCAN, { bank: "ng.opay" });
  expect(await refused(SCAN, { fileName: "june/OPay_statement-June.pdf" })).toEqual(opay);
  const titled = new TextDecoder("latin1")
    .decode(SCAN)
    .replace("trailer << ", "trailer << /Info << /Title (OPay account statement) >> ");
  expect(await refused(Uint8Array.from(titled, (c) => c.charCodeAt(0)))).toEqual(opay);
  expect((await refused(PHOTO, { bank: "ng.opay" })).tryThis).toBe(opay.tryThis);
});

test("where nothing names the bank, or a bank that we do not know, any bank's file is asked for", async () => {
  for (const said of [{}, { bank: "ng.nobody" }, { fileName: "scan0001.pdf" }])
    expect((await refused(SCAN, said)).tryThis).toMatch(/^Ask the bank, or its app, for the statement as CSV, Excel/);
});

test("pages that hold only the stamp of the program that scanned them are a scan too", async () => {
  const stamped = pdfOf([[at(400, 580, "Scanned with a made-up app")], [at(400, 580, "Scanned with a made-up app")]]);
  expect((await refused(stamped)).message).toContain("picture of a statement");
  const letter = pdfOf([
    [
      at(30, 30, "Dear customer, thank you for banking with us."),
      at(30, 60, "Your account was opened on Monday."),
      at(30, 90, "Yours"),
    ],
  ]);
  expect((await refused(letter)).code).toBe("no_table");
});
