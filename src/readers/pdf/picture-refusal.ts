/** A scan or a photo of a statement is refused with the file to ask for at that bank, and where its app keeps it. */
import type { Refusal } from "../../domain/statements/statement.ts";
import { refusal } from "../proof/reader-answer.ts";
import { bankIn, type NamedBank } from "../table/read-preamble.ts";

/** Where the bank's name may stand: what the person said, the file's name, what the file says of itself. */
export type Said = {
  readonly bank?: string | undefined;
  readonly fileName?: string | undefined;
  readonly about?: string | undefined;
};

const ANY_BANK = "Ask the bank, or its app, for the statement as CSV, Excel or a PDF that was not scanned.";

export function pictureRefusal(message: string, said: Said, banks: readonly NamedBank[]): Refusal {
  const name = said.fileName?.split(/[/\\]/).at(-1) ?? "";
  const id = banks.some((one) => one.id === said.bank)
    ? said.bank
    : (bankIn(name, banks) ?? bankIn(said.about ?? "", banks));
  const bank = banks.find((one) => one.id === id);
  return refusal("unsupported_format", message, bank ? adviceOf(bank) : ANY_BANK);
}

/** `Ask Example Bank for the statement as PDF or Excel, not a scan. In its app: Me, Statements. (Read on 2026-11-29.)` */
function adviceOf({ name, statementFile: file }: NamedBank): string {
  if (!file) return `${ANY_BANK} Where the app of ${name} keeps it, we do not know.`;
  const { paths, formats = [], password, note, checkedOn } = file;
  const sentences = [
    `Ask ${name} for the statement as ${orOf(formats.length > 0 ? formats : ["CSV", "Excel", "PDF"])}, not for a scan.`,
    paths.length > 0 ? `Where: ${paths.join("; or: ")}.` : "Where its app keeps it, we do not know.",
    password ? `Its password: ${password}.` : "",
    note ?? "",
    `(As read on ${checkedOn}.)`,
  ];
  return sentences.filter(Boolean).join(" ");
}

const orOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
