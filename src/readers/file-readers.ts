import type { ReadOptions } from "../domain/statements/statement.ts";
import { type Readers, readStatementFile, TEXT_READERS } from "./read-statement-file.ts";

/** Every reader. The ones with heavy libraries are fetched when a file needs them, so that a CSV costs nothing of theirs. */
export const FILE_READERS: Readers = {
  ...TEXT_READERS,
  xml: async ({ text, around }) => (await import("./read-camt.ts")).readCamt(text, around.banks),
  xls: async (file) => (await import("./read-workbook.ts")).readWorkbook(file, "xls"),
  pdf: async (file) => (await import("./read-pdf.ts")).readPdf(file),
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
