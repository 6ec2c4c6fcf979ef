/** How banks print the days, months and quarters that one charge is for. */
import { addDays, type CivilDate, partsOf } from "../../../src/domain/dates/civil-date.ts";

type Pick = <T>(list: readonly T[]) => T;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July"].concat([
  "August",
  "September",
  "October",
  "November",
  "December",
]);
const two = (n: number): string => String(n).padStart(2, "0");

/** From a day to a day, both inside: a whole month by its name, else both days. */
export function periodWords(from: CivilDate, until: CivilDate, pick: Pick): string {
  const [a, b] = [partsOf(from), partsOf(until)];
  const name = MONTHS[b.month - 1] ?? "";
  const short = name.slice(0, 3);
  const days = [
    `${two(a.day)}/${two(a.month)}/${a.year}-${two(b.day)}/${two(b.month)}/${b.year}`,
    `${two(a.day)}-${(MONTHS[a.month - 1] ?? "").slice(0, 3)}-${a.year} TO ${two(b.day)}-${short}-${b.year}`,
    `${from} - ${until}`,
    `${two(a.day)}${(MONTHS[a.month - 1] ?? "").slice(0, 3).toUpperCase()}${two(a.year % 100)}-${two(b.day)}${short.toUpperCase()}${two(b.year % 100)}`,
  ];
  const wholeMonth = a.day === 1 && a.month === b.month && addDays(until, 1).endsWith("-01");
  if (!wholeMonth) return pick(days);
  return pick([
    ...days,
    `${short.toUpperCase()}'${two(b.year % 100)}`,
    `${name}, ${b.year}`,
    `${two(b.month)}/${b.year}`,
    `${b.year}-${two(b.month)}`,
    `${short.toUpperCase()}${b.year}`,
    `${name.toUpperCase()} ${b.year}`,
    `MONTH OF ${short.toUpperCase()} ${b.year}`,
  ]);
}

export function quarterWords(year: number, quarter: number, pick: Pick): string {
  const [first, end] = [MONTHS[quarter * 3 - 3] ?? "", MONTHS[quarter * 3 - 1] ?? ""];
  return pick([
    `Q${quarter}-${two(year % 100)}`,
    `${["1ST", "2ND", "3RD", "4TH"][quarter - 1]} QUARTER ${year}`,
    `${first.slice(0, 3).toUpperCase()}-${end.slice(0, 3).toUpperCase()} ${year}`,
    `QTR${quarter}/${year}`,
    `${first.slice(0, 3)} to ${end.slice(0, 3)} ${year}`,
  ]);
}
