import type { ReadOptions } from "../domain/statements/statement.ts";
import { FIRST_READERS, type Reader, type Readers, readStatementFile } from "./read-statement-file.ts";
import { isRefusal } from "./reader-answer.ts";
import type { Allowance } from "./unzip.ts";

/** Every reader. All but the first ones are fetched when a file needs them, so that a CSV on a phone costs nothing of theirs. */
export const FILE_READERS: Readers = {
  ...FIRST_READERS,
  html: async ({ text, options, around }) => {
    const [{ tableAnswer }, { htmlRows }] = await Promise.all([
      import("./read-delimited.ts"),
      import("./html-rows.ts"),
    ]);
    const rows = htmlRows(text);
    if (!Array.isArray(rows)) return rows;
    const answer = await tableAnswer("html", rows, around, options);
    if (!isRefusal(answer) || answer.code !== "no_table") return answer;
    // an e-mail tells of one payment in a table of labels and values
    const told = rows.map(({ cells }) => cells.filter((cell) => cell !== "").join("\t")).join("\n");
    const read = (await import("./read-alerts.ts")).readAlerts(told, around.banks, options);
    return !isRefusal(read) && read.statements.some(({ lines }) => lines.length > 0) ? read : answer;
  },
  ofx: async ({ text, around }) => (await import("./read-ofx.ts")).readOfx(text, around.banks),
  qif: async ({ text, options }) => (await import("./read-qif.ts")).readQif(text, options),
  mt940: async ({ text }) => (await import("./read-mt940.ts")).readMt940(text),
  json: async ({ text, options, around }) => {
    const { readAggregatorJson } = await import("./read-aggregator-json.ts");
    const answer = readAggregatorJson(text, around.banks);
    if (!isRefusal(answer) || answer.code !== "no_table") return answer;
    const { messagesInJsonText } = await import("./message-backup.ts");
    const messages = messagesInJsonText(text);
    return messages ? (await import("./read-alerts.ts")).readAlerts(messages, around.banks, options) : answer;
  },
  xml: async (file) => {
    const { isSheetXml, readSheetXml } = await import("./read-sheet-xml.ts");
    if (isSheetXml(file.text)) return readSheetXml(file);
    const { isMessageXml, messagesInXml } = await import("./message-backup.ts");
    if (isMessageXml(file.text))
      return (await import("./read-alerts.ts")).readAlerts(messagesInXml(file.text), file.around.banks, file.options);
    return (await import("./read-camt.ts")).readCamt(file.text, file.around.banks);
  },
  xls: async (file) => (await import("./read-workbook.ts")).readWorkbook(file, "xls"),
  pdf: async (file) => (await import("./pdf/read-pdf.ts")).readPdf(file),
  zip: async (file) => {
    const [{ readArchive }, { allowanceOf }] = await Promise.all([import("./read-archive.ts"), import("./unzip.ts")]);
    const allowance = allowanceOf();
    const inside = withoutArchives(allowance);
    return readArchive(
      file,
      readBook,
      (bytes: Uint8Array, options: ReadOptions) => readStatementFile(bytes, options, file.around, inside),
      allowance,
    );
  },
};

const readBook: Reader = async (book) => (await import("./read-workbook.ts")).readWorkbook(book, "xlsx");

/** An archive inside an archive is not opened, a workbook in one is. What comes out of both counts together. */
const withoutArchives = (allowance: Allowance): Readers => ({
  ...FILE_READERS,
  zip: async (file) => {
    const { readArchive } = await import("./read-archive.ts");
    return readArchive(
      file,
      readBook,
      async (bytes, options) => readStatementFile(bytes, options, file.around, {}),
      allowance,
    );
  },
});
