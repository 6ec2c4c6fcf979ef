/** A scan or a photo of a statement is refused with the file to ask for at that bank, and where its app keeps it. */
import type { Refusal, TryReason } from "../../domain/statements/statement.ts";
import { refusal } from "../proof/reader-answer.ts";
import { bankIn, type NamedBank } from "../table/read-preamble.ts";

/** Where the bank's name may stand: what the person said, the file's name, what the file says of itself. */
export type Said = {
  readonly bank?: string | undefined;
  readonly fileName?: string | undefined;
  readonly about?: string | undefined;
};

const ANY_BANK = "try.no_scan_of_app";

export function pictureRefusal(
  message: "file.picture" | "file.pdf_picture",
  said: Said,
  banks: readonly NamedBank[],
): Refusal {
  const name = said.fileName?.split(/[/\\]/).at(-1) ?? "";
  const id = banks.some((one) => one.id === said.bank)
    ? said.bank
    : (bankIn(name, banks) ?? bankIn(said.about ?? "", banks));
  const bank = banks.find((one) => one.id === id);
  return refusal("unsupported_format", message, bank ? adviceOf(bank) : ANY_BANK);
}

/** `Ask Example Bank for the statement as PDF or Excel, not a scan. In its app: Me, Statements. (Read on 2026-11-29.)` */
function adviceOf({ name, statementFile: file }: NamedBank): TryReason {
  if (!file)
    return { code: "try.all", facts: { all: [{ code: ANY_BANK }, { code: "try.app_unknown", facts: { name } }] } };
  const { paths, formats = [], password, note, checkedOn } = file;
  const all: TryReason[] = [
    { code: "try.ask_bank", facts: { name, formats: formats.length > 0 ? formats : ["CSV", "Excel", "PDF"] } },
    paths.length > 0 ? { code: "try.where", facts: { paths } } : { code: "try.where_unknown" },
  ];
  if (password) all.push({ code: "try.its_password", facts: { password } });
  if (note) all.push({ code: "try.note", facts: { note } });
  return { code: "try.all", facts: { all: [...all, { code: "try.read_on", facts: { on: checkedOn } }] } };
}
