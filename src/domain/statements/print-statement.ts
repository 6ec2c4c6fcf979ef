import { jsonPieces } from "./json-pieces.ts";
import type { SaidFile, SaidStatement, StatementLine } from "./statement.ts";

/** What `openfees parse` prints of one file: the contract's fields in the contract's order; the holder's name is never put out. */
export const printParsed = (file: SaidFile): string => [...parsedPieces(file)].join("");

/** The same in pieces, for a file that is too long to hold as one text. */
export function* parsedPieces({ format, encoding, warnings, statements }: SaidFile): Generator<string> {
  const printed = {
    format,
    encoding,
    warnings: warnings.map(({ code, message, row }) => ({ code, message, row: row ?? null })),
    statements: statements.map(plainStatement),
  };
  yield* jsonPieces(printed);
  yield "\n";
}

const plainStatement = (statement: SaidStatement) => ({
  bank: statement.bank,
  account: {
    masked: statement.account.masked,
    currency: statement.account.currency,
    type: statement.account.type,
  },
  from: statement.from,
  to: statement.to,
  opening: statement.opening,
  closing: statement.closing,
  chain: { state: statement.chain.state, breaks: statement.chain.breaks },
  lines: statement.lines.map(plainLine),
  rejected: statement.rejected.map(({ row, raw, reason }) => ({ row, raw, reason })),
});

const plainLine = (line: StatementLine) => ({
  row: line.row,
  date: line.date,
  valueDate: line.valueDate,
  ...(line.time === undefined ? {} : { time: line.time }),
  amount: line.amount,
  balance: line.balance,
  narration: line.narration,
  reference: line.reference,
  code: line.code,
  ...(line.page === undefined ? {} : { page: line.page }),
});
