/**
 * What a programmer writes around a library that cuts a table into cells: find the header by its words, read
 * days and sums as they are usually written. It is the same for all who cut, so that only the cutting differs.
 */
import { type DayOrder, present, type ReadRow, rowOf } from "./contender.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (n: number): string => String(n).padStart(2, "0");

export function dayOf(cell: unknown, order: DayOrder = "dmy"): string | undefined {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // a day as Excel counts them
  if (typeof cell === "number") return new Date((cell - 25_569) * 86_400_000).toISOString().slice(0, 10);
  const text = String(cell ?? "").trim();
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 10);
  const [, a = "", b = "", year = ""] = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3})[a-z]*[-/. ](\d{4})/i.exec(text) ?? [];
  if (year === "") return undefined;
  const named = MONTHS.indexOf(b.toLowerCase()) + 1;
  const [day, month] =
    named > 0 ? [Number(a), named] : order === "dmy" ? [Number(a), Number(b)] : [Number(b), Number(a)];
  return month > 12 || day > 31 ? undefined : `${year}-${two(month)}-${two(day)}`;
}

/** `1,234.50`, `1.234,50`, `-12.5`: the last mark is the decimal one, unless three digits stand behind it. */
export function sumOf(cell: unknown): string | undefined {
  if (typeof cell === "number") return String(cell);
  const text = String(cell ?? "").replace(/[^\d.,+-]/g, "");
  if (!/\d/.test(text)) return undefined;
  const [, whole = "", part = ""] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  return `${text.includes("-") ? "-" : ""}${whole.replace(/\D/g, "") || "0"}${part === "" ? "" : `.${part}`}`;
}

const away = (sum: string): string => (sum.startsWith("-") ? sum : `-${sum}`);

export function rowsOfTable(table: readonly (readonly unknown[])[], order?: DayOrder): ReadRow[] {
  const words = (row: readonly unknown[]) => Array.from(row, (cell) => String(cell ?? "").toLowerCase());
  const at = table.findIndex((row) => {
    const names = words(row);
    return (
      names.some((name) => name.includes("date")) && names.some((name) => /amount|debit|credit|deposit/.test(name))
    );
  });
  if (at < 0) return [];
  const names = words(table[at] ?? []);
  const column = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const [date, debit, credit] = [column(/date/), column(/^debit|withdraw|paid out/), column(/^credit|deposit|paid in/)];
  const [amount, mark] = [column(/amount/), column(/dr ?\/ ?cr/)];
  return present(
    table.slice(at + 1).map((row) => {
      const [out, into] = [debit < 0 ? undefined : sumOf(row[debit]), credit < 0 ? undefined : sumOf(row[credit])];
      if (out !== undefined && Number(out) !== 0) return rowOf(dayOf(row[date], order), away(out));
      if (into !== undefined) return rowOf(dayOf(row[date], order), into);
      const sum = amount < 0 ? undefined : sumOf(row[amount]);
      const words = `${row[amount] ?? ""} ${mark < 0 ? "" : row[mark]}`;
      return rowOf(dayOf(row[date], order), sum !== undefined && /\bdr\b/i.test(words) ? away(sum) : sum);
    }),
  );
}
