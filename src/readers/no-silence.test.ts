import { expect, test } from "vitest";
import { underSeeds } from "../../test/support/silence-seeds.ts";
import { FILE_READERS } from "./file-readers.ts";
import { readStatementFile } from "./read-statement-file.ts";

// An answer without a warning, a rejected row or a broken chain promises that all of it is right. Tables are made and damaged
// in the ways in which exports are; whatever then reads otherwise than it was must be said.

/** Numbers of chance that come again with the seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

type Table = { head: string[]; labels: string[]; rows: string[][] };
type Truth = readonly (readonly [date: string, cents: number])[];
type Made = { readonly table: Table; readonly truth: Truth; readonly sided: boolean; readonly balanced: boolean };

const two = (n: number): string => String(n).padStart(2, "0");
const money = (cents: number): string =>
  `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;
const DATES: readonly ((y: number, m: number, d: number) => string)[] = [
  (y, m, d) => `${two(d)}/${two(m)}/${y}`,
  (y, m, d) =>
    `${two(d)}-${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m - 1]}-${y}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
];
const WORDS = ["NIP CHARGE", "POS SHOP", "TRF TO ADA", "SALARY", "SMS ALERT", "FRM OBI"];

function make(chance: (below: number) => number): Made {
  const sided = chance(2) === 0;
  const balanced = chance(3) > 0;
  const print = DATES[chance(DATES.length)] as (typeof DATES)[number];
  let balance = 100_000 + chance(900_000);
  const truth: [string, number][] = [];
  const rows: string[][] = [];
  let day = 1 + chance(3);
  for (let i = 0; i < 6 + chance(8); i++) {
    day = Math.min(28, day + chance(4));
    const cents = (chance(2) ? 1 : -1) * (100 + chance(90_000));
    balance += cents;
    truth.push([`2024-03-${two(day)}`, cents]);
    const sums = sided ? [cents < 0 ? money(-cents) : "", cents > 0 ? money(cents) : ""] : [money(cents)];
    rows.push([
      print(2024, 3, day),
      WORDS[chance(WORDS.length)] as string,
      ...sums,
      ...(balanced ? [money(balance)] : []),
    ]);
  }
  const labels = [
    "Trans Date",
    "Narration",
    ...(sided ? ["Debit", "Credit"] : ["Amount"]),
    ...(balanced ? ["Balance"] : []),
  ];
  return { table: { head: ["Account Number: 0123456789"], labels, rows }, truth, sided, balanced };
}

type Damage = (made: Made, chance: (below: number) => number) => Truth;
const DAMAGES: Readonly<Record<string, Damage>> = {
  nothing: ({ truth }) => truth,
  "a label renamed": ({ table, truth }, chance) => {
    table.labels[chance(table.labels.length)] = ["Column 7", "Movement", "Info", ""][chance(4)] as string;
    return truth;
  },
  "columns swapped with their labels": ({ table, truth }, chance) => {
    const [a, b] = [chance(table.labels.length), chance(table.labels.length)];
    for (const cells of [table.labels, ...table.rows]) [cells[a], cells[b]] = [cells[b] as string, cells[a] as string];
    return truth;
  },
  "labels of the sides swapped, where a balance stands": ({ table, truth, sided, balanced }) => {
    if (sided && balanced) [table.labels[2], table.labels[3]] = ["Credit", "Debit"];
    return truth;
  },
  "signs dropped": ({ table, truth, sided }) => {
    if (!sided) for (const cells of table.rows) cells[2] = (cells[2] as string).replace("-", "");
    return truth;
  },
  "one sign turned, where a balance stands": ({ table, truth, sided, balanced }, chance) => {
    const cells = table.rows[1 + chance(table.rows.length - 1)] as string[];
    if (!sided && balanced)
      cells[2] = (cells[2] as string).startsWith("-") ? (cells[2] as string).slice(1) : `-${cells[2]}`;
    return truth;
  },
  "a row cut out, where a balance stands": ({ table, truth, balanced }, chance) => {
    if (!balanced) return truth;
    const at = 1 + chance(table.rows.length - 2);
    table.rows.splice(at, 1);
    return truth;
  },
  "a sum that cannot be read": ({ table, truth, sided }, chance) => {
    const cells = table.rows[chance(table.rows.length)] as string[];
    const at = sided && cells[2] === "" ? 3 : 2;
    cells[at] = (cells[at] as string).replace(/\d/, "S");
    return truth;
  },
  "a day that is none": ({ table, truth }, chance) => {
    (table.rows[chance(table.rows.length)] as string[])[0] = "31/02/2024";
    return truth;
  },
  "another account's table below": ({ table, truth }) => {
    const again = table.rows.map((cells) => [...cells]);
    table.rows.push(["Account Number: 9876543210"], [...table.labels], ...again);
    return [...truth, ...truth];
  },
};

const textOf = ({ head, labels, rows }: Table): string =>
  [head, labels, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");

/** Say how a file was read and put no sum in doubt. */
const CALM: ReadonlySet<string> = new Set(["date_order_assumed", "several_accounts"]);

async function tell(seed: number, damage: Damage): Promise<"right" | "right, warned" | "said" | "silent"> {
  const chance = chanceOf(seed);
  const made = make(chance);
  const truth = damage(made, chance);
  const answer = await readStatementFile(
    new TextEncoder().encode(textOf(made.table)),
    {},
    { banks: [], layouts: [] },
    FILE_READERS,
  );
  if (!answer.ok) return "said";
  const { statements, warnings } = answer.file;
  const read = statements.flatMap(({ lines }) =>
    lines.map(({ date, amount }) => [date, Math.round(Number(amount) * 100)]),
  );
  const said =
    warnings.some(({ code }) => code !== "several_accounts") ||
    statements.some(({ rejected, chain }) => rejected.length > 0 || chain.state === "broken");
  const loud = warnings.some(({ code }) => !CALM.has(code)) || statements.some(({ chain }) => chain.state === "broken");
  if (JSON.stringify(read) === JSON.stringify(truth)) return loud ? "right, warned" : "right";
  return said ? "said" : "silent";
}

const RUNS = 120;

const EACH = Object.keys(DAMAGES).map((what) => ({ what }));

test.each(underSeeds(EACH))(
  "after $what nothing reads wrong in silence (NO_SILENCE_SEED=$seed)",
  async ({ what, seed }) => {
    const counts = { right: 0, "right, warned": 0, said: 0, silent: 0 };
    const silent: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const told = await tell(seed * 100_003 + run, DAMAGES[what] as Damage);
      counts[told]++;
      if (told === "silent") silent.push(seed * 100_003 + run);
    }
    console.info(
      `silent wrongs after ${what}: ${counts.silent} of ${RUNS} (${counts.right} right, ${counts["right, warned"]} right and warned, ${counts.said} said)`,
    );
    expect(silent).toEqual([]);
    if (what === "nothing") expect(counts["right, warned"] / RUNS).toBeLessThanOrEqual(0.05);
  },
);
