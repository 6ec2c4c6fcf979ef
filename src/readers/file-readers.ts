import type { ReadOptions } from "../domain/statements/statement.ts";
import { FIRST_READERS, type Readers, readStatementFile } from "./read-statement-file.ts";

/** Every reader. All but the first ones are fetched when a file needs them, so that a CSV on a phone costs nothing of theirs. */
export const FILE_READERS: Readers = {
  ...FIRST_READERS,
  html: async ({ text, options, around }) => {
    const [{ tableAnswer }, { htmlRows }] = await Promise.all([
      import("./read-delimited.ts"),
      import("./html-rows.ts"),
    ]);
    return tableAnswer("html", htmlRows(text), around, options);
  },
  ofx: async ({ text, around }) => (await import("./read-ofx.ts")).readOfx(text, around.banks),
  qif: async ({ text, options }) => (await import("./read-qif.ts")).readQif(text, options),
  mt940: async ({ text }) => (await import("./read-mt940.ts")).readMt940(text),
  json: async ({ text, around }) => (await import("./read-aggregator-json.ts")).readAggregatorJson(text, around.banks),
  xml: async ({ text, around }) => (await import("./read-camt.ts")).readCamt(text, around.banks),
  xls: async (file) => (await import("./read-workbook.ts")).readWorkbook(file, "xls"),
  pdf: async (file) => (await import("./pdf/read-pdf.ts")).readPdf(file),
  zip: async (file) => {
    const { readArchive } = await import("./read-archive.ts");
    return readArchive(
      file,
      async (book) => (await import("./read-workbook.ts")).readWorkbook(book, "xlsx"),
      (bytes: Uint8Array, options: ReadOptions) => readStatementFile(bytes, options, file.around, WITHOUT_ARCHIVES),
    );
  },
};

/** An archive inside an archive is not opened, a workbook in one is. */
const WITHOUT_ARCHIVES: Readers = {
  ...FILE_READERS,
  zip: async (file) => {
    const { readArchive } = await import("./read-archive.ts");
    const book: Readers["zip"] = async (inner) => (await import("./read-workbook.ts")).readWorkbook(inner, "xlsx");
    return readArchive(file, book, async (bytes, options) => readStatementFile(bytes, options, file.around, {}));
  },
};
