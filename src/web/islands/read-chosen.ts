/** The files a person chose, read one after the other; one that cannot be read is named and loses no other. */
import type { Unread } from "../../domain/audit/claim/work-file.ts";
import { WORK_MARK } from "../../domain/audit/claim/work-mark.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import type { ParsedFile, ReadOptions, Refusal, SaidFile, SaidRefusal } from "../../domain/statements/statement.ts";
import { FILE_READERS } from "../../readers/file-readers.ts";
import { readStatementFile } from "../../readers/read-statement-file.ts";
import { sniffBytes } from "../../readers/sniff-format.ts";
import { READING_FILES } from "../../words/en/audit/device.ts";
import { textIn } from "../../words/tongue.ts";
import type { Chosen, Heavy } from "./audit-messages.ts";

export type OpenFile = { readonly name: string; readonly file: SaidFile };
type ReadFiles = {
  readonly files: readonly OpenFile[];
  readonly unread: readonly (Unread & { readonly refusal: SaidRefusal })[];
};

const say = textIn(READING_FILES);
const MARK_BYTES = 8;
/** Longer than any honest file takes on a slow phone; what takes longer is refused and the next one is read. */
const MOST_READ_MS = 300_000;

export const bytesOf = async ({ file }: Chosen): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

/** A reader with a library of its own that one of these files needs and that the person has not agreed to fetch yet. */
export async function heavyFor(files: readonly Chosen[], agreed: readonly Heavy[]): Promise<Heavy | undefined> {
  for (const { file } of files) {
    const format = sniffBytes(
      new Uint8Array(
        await file
          .slice(0, MARK_BYTES)
          .arrayBuffer()
          .catch(() => new ArrayBuffer(0)),
      ),
    );
    const heavy = format === "pdf" ? "pdf" : format === "xls" || format === "zip" ? "workbook" : undefined;
    if (heavy && !agreed.includes(heavy)) return heavy;
  }
  return undefined;
}

/** Saved work among the statements, by its content: a person may choose it in either place. */
export async function workAmong(chosen: readonly Chosen[]): Promise<Chosen | undefined> {
  for (const one of chosen) {
    const head = await one.file
      .slice(0, WORK_MARK.length)
      .text()
      .catch(() => "");
    if (head === WORK_MARK) return one;
  }
  return undefined;
}

const refused = (
  code: Refusal["code"],
  message: "file.no_statement" | "file.no_alert" | "file.gone",
  tryThis: "try.bank_again" | "try.alerts_whole" | "try.choose_again",
): Refusal => ({ code, message: { code: message }, tryThis: { code: tryThis } });

/** Reads all of them; `tell` hears which one is being read. */
export async function readChosen(
  chosen: readonly Chosen[],
  options: ReadOptions,
  pack: Pack,
  tell: (words: string) => void,
): Promise<ReadFiles> {
  const files: OpenFile[] = [];
  const unread: (Unread & { refusal: SaidRefusal })[] = [];
  for (const [i, one] of chosen.entries()) {
    const name = one.name || say("device.pasted");
    if (chosen.length > 1) tell(say("device.reading_nth", { nth: i + 1, count: chosen.length, name }));
    const read = await readOne(one, options, pack);
    if ("file" in read) files.push({ name, file: await inWords(read.file) });
    else {
      const refusal = (await everyWord()).refusal(read);
      unread.push({ name, message: refusal.message, tryThis: refusal.tryThis, refusal });
    }
  }
  return { files, unread };
}

const everyWord = async () => (await import("../../words/say-reading.ts")).READING;

/** Most files leave nothing to be said: then no words are fetched. */
async function inWords(file: ParsedFile): Promise<SaidFile> {
  const isPlain = file.warnings.length === 0 && file.statements.every(({ rejected }) => rejected.length === 0);
  if (isPlain) return file as ParsedFile & SaidFile;
  const first =
    file.format === "alerts"
      ? (await import("../../words/say-alert-reading.ts")).ALERT_READING
      : (await import("../../words/say-table-reading.ts")).TABLE_READING;
  return first.file(file) ?? ((await everyWord()).file(file) as SaidFile);
}

async function readOne(one: Chosen, options: ReadOptions, pack: Pack): Promise<{ file: ParsedFile } | Refusal> {
  const until = Date.now() + MOST_READ_MS;
  const own = { ...options, ...(one.name ? { fileName: one.name } : {}), stop: () => Date.now() > until };
  const bytes = await bytesOf(one).catch(() => null);
  if (bytes === null) return refused("unknown_format", "file.gone", "try.choose_again");
  const read = await readStatementFile(bytes, own, pack, FILE_READERS);
  // words that somebody pasted are no file, so nothing is said of columns
  if (!read.ok)
    return one.name === "" && read.refusal.code === "no_table"
      ? refused("no_table", "file.no_alert", "try.alerts_whole")
      : read.refusal;
  return read.file.statements.length === 0
    ? refused("no_table", "file.no_statement", "try.bank_again")
    : { file: read.file };
}
