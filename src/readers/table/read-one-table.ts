/**
 * The rows under one header to a statement for each account that they are of. The balance proves signs and order;
 * what it does not prove is warned of, and a row that cannot be read is rejected with its text.
 */
import type {
  ParsedStatement,
  ReadOptions,
  ReadWarning,
  RejectedLine,
  StatementLine,
} from "../../domain/statements/statement.ts";
import { type Links, orderOfRows, proveChain, turnedRows } from "../proof/balance-chain.ts";
import { sealStatement } from "../proof/booked-statement.ts";
import { signAmounts } from "../proof/sign-amounts.ts";
import type { Row } from "../text/delimited-text.ts";
import { type Exact, exactText, readPrinted, signedIn } from "../text/exact-number.ts";
import type { Columns } from "./columns-by-label.ts";
import { evenCells } from "./even-cells.ts";
import { mergePreambles, type NamedBank, readPreamble } from "./read-preamble.ts";
import type { TableRead } from "./read-table.ts";
import type { DataRow } from "./row-cells.ts";
import type { RowWords } from "./row-words.ts";
import { type AccountRows, accountsIn, currenciesIn, currencyOf } from "./table-account.ts";
import { holdsDays, periodOf, pickDays, readDays } from "./table-days.ts";
import { faultOf, notBooked, printedTwice, reasonOf, unknownStatus } from "./table-faults.ts";
import { isCardList, lineOf, type Table, without } from "./table-lines.ts";
import { readNumbers, shapeOf, TableSums } from "./table-numbers.ts";
import { sortRows } from "./table-rows.ts";

export function readOne(
  given: readonly Row[],
  columns: Columns,
  banks: readonly NamedBank[],
  options: ReadOptions,
  words: RowWords,
): TableRead | null {
  const above = readPreamble(given.slice(0, Math.max(0, columns.header)), banks);
  const { rows, warnings: turned } = evenCells(given, columns, periodOf(above.period));
  const pointed = new TableSums("point");
  // most files write a point: a row's sums are read while its cells are at hand
  const { data, around, ...printed } = sortRows(rows, columns, words, (cells) => pointed.take(cells));
  // rows with a day and none that could be read are no empty statement
  if (data.length === 0 && (columns.header < 0 || holdsDays(rows, columns))) return null;
  const said = mergePreambles(above, readPreamble(around, []));
  const warnings: ReadWarning[] = [...turned];
  const days = readDays(data, said, columns, options, warnings);
  const sums = readNumbers(data, pointed, columns, warnings);
  const header = rows[columns.header]?.cells ?? [];
  warnings.push(...words.countedInUnit(sums, header, columns));
  const inStyle = (text: string | null): Exact | null =>
    text === null ? null : (signedIn(sums.style, readPrinted(text)) ?? null);
  const accounts = accountsIn(data, columns);
  const table: Table = {
    said: {
      ...said,
      masked: said.masked ?? (accounts.length === 1 ? accounts[0]?.masked : null) ?? null,
      bank: said.bank ?? columns.layout?.bank ?? null,
    },
    currency: said.currency ?? currencyOf(data, columns, rows),
    columns,
    data,
    days,
    sums,
    opening: inStyle(printed.opening) ?? inStyle(said.opening),
    closing: inStyle(printed.closing) ?? inStyle(said.closing),
    card: words.saysCard(rows.slice(0, Math.max(0, columns.header))),
    words,
    rowOf: (i) => i + 1,
  };
  const all = statementOf(table);
  const moving = words.withoutStanding(all.statement);
  const summed = moving ? null : words.withoutSumming?.(table, all.statement);
  const whole = moving ? partOf(table, moving) : summed ? statementOf(summed) : all;
  const byNumber = said.masked === null ? partsOf(table, whole.statement, accounts) : null;
  const byCurrency = byNumber ? null : partsByCurrency(table, whole.statement);
  const parts = byNumber ?? byCurrency ?? [whole];
  if (parts.some(({ statement }) => statement.chain.state !== "complete"))
    warnings.push(...words.besideColumns(header, columns, data), ...words.oddRows(data, columns, sums));
  const [first, ...more] = parts;
  if (!first) return null;
  if (byNumber || byCurrency)
    warnings.push({
      code: "several_accounts",
      how: byNumber ? "named" : "currency",
      facts: { count: parts.length },
    });
  return {
    statements: [first.statement, ...more.map((one) => one.statement)],
    warnings: [...warnings, ...first.warnings, ...more.flatMap((one) => one.warnings)],
  };
}

type Read = { readonly statement: ParsedStatement; readonly warnings: readonly ReadWarning[] };

/** The statement of some rows of a table. */
function partOf(table: Table, at: readonly number[]): Read {
  return statementOf({
    ...table,
    data: at.map((i) => table.data[i] as DataRow),
    sums: table.sums.pick(at),
    days: pickDays(table.days, at),
    opening: null,
    closing: null,
    rowOf: (i) => (at[i] as number) + 1,
  });
}

/** The other side's account may stand in such a column too: of few accounts each has many rows. */
const ROWS_OF_AN_ACCOUNT = 3;

/**
 * A statement for each account of a column; null when they are one after all. Where balances are printed they decide: they
 * follow from each other inside each account, and across them they do not.
 */
function partsOf(table: Table, whole: ParsedStatement, accounts: readonly AccountRows[]): Read[] | null {
  if (accounts.length < 2 || whole.chain.state === "complete") return null;
  const parts = accounts.map(({ masked, at, currency }) => {
    const own =
      currency ??
      currencyOf(
        at.map((i) => table.data[i] as DataRow),
        table.columns,
        [],
      );
    return partOf({ ...table, currency: own ?? table.currency, said: { ...table.said, masked } }, at);
  });
  if (accounts.every(({ by }) => by === "wallet")) return parts;
  if (table.sums.balance.every((balance) => balance === null))
    return accounts.every(({ by }) => by === undefined) && accounts.length * ROWS_OF_AN_ACCOUNT <= table.data.length
      ? parts
      : null;
  const proven = parts.filter(({ statement }) => statement.chain.state === "complete").length;
  return proven * 2 > parts.length ? parts : null;
}

/** A statement for each currency of a column, where the balances follow from each other inside each and not across them. */
function partsByCurrency(table: Table, whole: ParsedStatement): Read[] | null {
  const currencies = currenciesIn(table.data);
  if (currencies.length < 2 || whole.chain.state === "complete") return null;
  const parts = currencies.map(({ currency, at }) => partOf({ ...table, currency }, at));
  const states = parts.map(({ statement }) => statement.chain.state);
  // money of one currency is no money of another: without a balance too each is a statement of its own
  const proven =
    states.includes("complete") ||
    whole.chain.state === "broken" ||
    table.sums.balance.every((balance) => balance === null);
  return proven && !states.includes("broken") ? parts : null;
}

function statementOf(given: Table): Read {
  let table = given;
  const { said, columns } = table;
  const warnings: ReadWarning[] = [];
  const first = signAmounts(table.sums, shapeOf(columns, table.sums), table.opening?.units ?? null);
  // a card prints what is owed as a plus: its spending makes that balance grow
  if (first.turned && table.card && columns.roles.includes("debit")) return statementOf(table.words.owed(table));
  const paidIn = first.turned ? null : table.words.spendsPlus(table, first.amounts);
  if (paidIn) table = table.words.owed(table);
  const signed = paidIn ? { ...first, amounts: first.amounts.map((one) => one && -one) } : first;
  // a file that says that it is of a card, and calls the minuses payments to it, leaves nothing to choose
  if (paidIn && !(paidIn === "words" && given.card !== null))
    warnings.push({
      code: "direction_by_words",
      how: paidIn === "words" ? "card_minus" : "card",
    });
  const { opening, closing } = table;
  if (signed.turned)
    warnings.push({
      code: "direction_by_balance",
    });
  if (signed.unproven || (!paidIn && isCardList(columns) && table.sums.balance.every((balance) => balance === null)))
    warnings.push({
      code: "direction_assumed",
      how: columns.sidesGuessed ? "columns" : "minus",
    });
  const label = columns.labels[columns.roles.indexOf("fee")] ?? "";
  const withFees = table.words.withFeeLines({ ...table, amounts: signed.amounts }, label.toUpperCase());
  if (!withFees && table.sums.fee.some((fee) => fee !== null))
    warnings.push({
      code: "fees_beside",
      how: "column",
      facts: { label },
    });
  const { data, days, sums, ...rows } = withFees ?? { ...table, amounts: signed.amounts };
  const rowOf = withFees ? (i: number) => i + 1 : table.rowOf;
  const idle = notBooked(data, { amounts: rows.amounts, balances: sums.balance, rowOf }, table.words);
  const faults = data.map((row, i) => {
    const amount = rows.amounts[i] ?? null;
    return faultOf(row, sums, i, amount, days.days[i]) ?? (idle.has(i) ? "not_booked" : null);
  });
  const amounts = rows.amounts.map((amount, i) =>
    faults[i] === "amount" || faults[i] === "aside" ? null : idle.has(i) ? 0n : amount,
  );
  const links: Links = { amounts, balances: sums.balance, rowOf };
  for (const at of unknownStatus(data, links, table.words))
    warnings.push({
      code: "status_unknown",
      facts: { status: `${data[at]?.status}` },
      row: rowOf(at),
    });
  const order = orderOfRows(links, days.days);
  for (const at of turnedRows(links, order, (i) => faults[i] !== null)) {
    warnings.push({
      code: "side_by_balance",
      row: rowOf(at),
    });
    amounts[at] = -(amounts[at] as bigint);
  }
  const twice = printedTwice(data, links);
  const kept = twice.size === 0 ? links : without(links, twice);
  const proof = proveChain(kept, order, opening?.units ?? null, closing?.units ?? null);
  if (proof.chain.state === "absent" && kept.amounts.length > 3 && kept.balances.some((balance) => balance !== null))
    warnings.push({ code: "balance_unproven" });

  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  let next = 0;
  data.forEach((source, i) => {
    if (twice.has(i)) return;
    const row = kept.rowOf(next++);
    const fault = faults[i];
    if (fault) rejected.push({ row, raw: source.source.raw, reason: reasonOf(fault, source) });
    else lines.push(lineOf(source, { row, at: i, units: amounts[i] as bigint }, days, sums));
  });
  let decimals = 0;
  for (const some of [sums.decimals, sums.balanceDecimals]) for (const one of some) decimals = Math.max(decimals, one);
  const print = (units: bigint | null, own: Exact | null): string | null =>
    units === null ? null : exactText(own && own.units === units ? own : { units, decimals });
  const booked = {
    ...said,
    currency: table.currency,
    period: days.period,
    opening: print(proof.opening, opening),
    closing: print(proof.closing, closing),
    lines,
    rejected,
  };
  return { statement: sealStatement(booked, { order, chain: proof.chain }), warnings };
}
