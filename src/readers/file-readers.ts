import type { ReadOptions } from "../domain/statements/statement.ts";
import { isRefusal } from "./proof/reader-answer.ts";
import { FIRST_READERS, type Reader, type Readers, readStatementFile } from "./read-statement-file.ts";
import type { Allowance } from "./sheet/unzip.ts";

/** Every reader. All but the first ones are fetched when a file needs them, so that a CSV on a phone costs nothing of theirs. */
export const FILE_READERS: Readers = {
  ...FIRST_READERS,
  html: async ({ text, options, around }) => {
    const [{ tableAnswer }, { seenRows }] = await Promise.all([
      import("./table/read-delimited.ts"),
      import("./sheet/html-rows.ts"),
    ]);
    const { rows, unseen } = seenRows(text);
    if (!Array.isArray(rows)) return rows;
    const answer = await tableAnswer("html", rows, around, options);
    if (!isRefusal(answer)) {
      const note = { code: "rows_not_shown", facts: { count: unseen } } as const;
      return unseen === 0 ? answer : { ...answer, warnings: [...answer.warnings, note] };
    }
    if (answer.code !== "no_table") return answer;
    // an e-mail tells of one payment in a table of labels and values
    const told = rows.map(({ cells }) => cells.filter((cell) => cell !== "").join("\t")).join("\n");
    const read = (await import("./alerts/read-alerts.ts")).readAlerts(told, around.banks, options);
    return !isRefusal(read) && read.statements.some(({ lines }) => lines.length > 0) ? read : answer;
  },
  mail: async (file) => {
    const [{ readMail }, { allowanceOf }] = await Promise.all([
      import("./mail/read-mail.ts"),
      import("./sheet/unzip.ts"),
    ]);
    // a mail that came along with a mail is not opened
    const { mail: _mail, ...others } = withoutArchives(allowanceOf());
    return readMail(file, FILE_READERS.html as Reader, (bytes, options) =>
      readStatementFile(bytes, options, file.around, others),
    );
  },
  ofx: async ({ text, around }) => (await import("./ofx/read-ofx.ts")).readOfx(text, around.banks),
  qif: async ({ text, options }) => (await import("./qif/read-qif.ts")).readQif(text, options),
  mt940: async ({ text }) => (await import("./mt940/read-mt940.ts")).readMt940(text),
  json: async ({ text, options, around }) => {
    const { readAggregatorJson } = await import("./json/read-aggregator-json.ts");
    const answer = readAggregatorJson(text, around, options);
    if (!isRefusal(answer) || answer.code !== "no_table") return answer;
    const { messagesInJsonText } = await import("./alerts/message-backup.ts");
    const messages = messagesInJsonText(text);
    return messages ? (await import("./alerts/read-alerts.ts")).readAlerts(messages, around.banks, options) : answer;
  },
  xml: async (file) => {
    const { isSheetXml, readSheetXml } = await import("./sheet/read-sheet-xml.ts");
    if (isSheetXml(file.text)) return readSheetXml(file);
    // an OpenDocument sheet in one file
    if (/<office:document\b/.test(file.text.slice(0, 4_000)))
      return (await import("./sheet/read-workbook.ts")).readWorkbook(file, "xlsx");
    const { isMessageXml, messagesInXml } = await import("./alerts/message-backup.ts");
    if (isMessageXml(file.text))
      return (await import("./alerts/read-alerts.ts")).readAlerts(
        messagesInXml(file.text),
        file.around.banks,
        file.options,
      );
    return (await import("./camt/read-camt.ts")).readCamt(file.text, file.around.banks);
  },
  xls: async (file) => (await import("./sheet/read-workbook.ts")).readWorkbook(file, "xls"),
  pdf: async (file) => (await import("./pdf/read-pdf.ts")).readPdf(file),
  zip: async (file) => {
    const [{ readArchive }, { allowanceOf }] = await Promise.all([
      import("./sheet/read-archive.ts"),
      import("./sheet/unzip.ts"),
    ]);
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

const readBook: Reader = async (book) => (await import("./sheet/read-workbook.ts")).readWorkbook(book, "xlsx");

/** An archive inside an archive is not opened, a workbook in one is. What comes out of both counts together. */
const withoutArchives = (allowance: Allowance): Readers => ({
  ...FILE_READERS,
  zip: async (file) => {
    const { readArchive } = await import("./sheet/read-archive.ts");
    return readArchive(
      file,
      readBook,
      async (bytes, options) => readStatementFile(bytes, options, file.around, {}),
      allowance,
    );
  },
});
