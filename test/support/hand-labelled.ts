/** Statements that somebody labelled line by line, as text in `test/fixtures/labelled-by-hand.txt`, and the files that banks would give. */
import type { AccountType } from "../../src/domain/fees/pack.ts";
import { textOf } from "./tracked-files.ts";

export type LabelledRow = {
  /** `2025-03-14` */
  readonly on: string;
  readonly words: string;
  readonly kobo: bigint;
  /** What may be found of it, as the file's head says. */
  readonly label: string;
};
export type Labelled = {
  readonly about: string;
  readonly bank: string | undefined;
  readonly account: AccountType | undefined;
  readonly currency: string | undefined;
  readonly layout: string;
  /** Files of one account that are judged together have the same. */
  readonly join: string;
  readonly head: readonly string[];
  readonly rows: readonly LabelledRow[];
};

const SHOPS = ["SHOPRITE IKEJA", "MEDPLUS YABA", "SPAR LEKKI", "JUSTRITE ABULE", "MR BIGGS", "EBEANO"];
const OPENING = 500_000_00n;
const DAY_MS = 86_400_000;

const isoOf = (day: string): string => day.split("/").reverse().join("-").replace(/^/, "20");
const koboOf = (sum: string): bigint => BigInt(sum.replace(".", ""));
const plain = (kobo: bigint): string =>
  `${kobo < 0n ? "-" : ""}${abs(kobo) / 100n}.${String(abs(kobo) % 100n).padStart(2, "0")}`;
const abs = (kobo: bigint): bigint => (kobo < 0n ? -kobo : kobo);

function purchases(from: string, until: string, count: number): LabelledRow[] {
  const [first, last] = [Date.parse(isoOf(from)), Date.parse(isoOf(until))];
  return Array.from({ length: count }, (_, i) => ({
    on: new Date(first + Math.round(((last - first) * i) / (count - 1) / DAY_MS) * DAY_MS).toISOString().slice(0, 10),
    words: `POS PURCHASE ${SHOPS[i % SHOPS.length]}`,
    kobo: -(300_00n + 7_00n * BigInt(i)),
    label: "-",
  }));
}

function rowsOf(line: string): readonly LabelledRow[] {
  if (line.startsWith("@fill")) {
    const [, from = "", until = "", count] = line.split(" ");
    return purchases(from, until, Number(count));
  }
  const [day = "", words = "", sum = "", label = ""] = line.split(" | ");
  return [{ on: isoOf(day), words, kobo: koboOf(sum), label }];
}

/** Every statement of the file. */
export function labelledByHand(): Labelled[] {
  const [, ...texts] = textOf("test/fixtures/labelled-by-hand.txt").split(/^== /m);
  return texts.map((text, i) => {
    const [title = "", ...lines] = text.trim().split("\n");
    const [about = "", said = ""] = title.split(" | ");
    const of = (name: string): string | undefined => new RegExp(`\\b${name}=(\\S+)`).exec(said)?.[1];
    const period = of("period")?.split("-").map(isoOf);
    return {
      about,
      bank: of("bank"),
      account: of("acct") as AccountType | undefined,
      currency: of("cur"),
      layout: of("layout") ?? "plain",
      join: of("join") ?? String(i),
      head: [
        ...lines.filter((line) => line.startsWith("P:")).map((line) => line.slice(2).trim().replace(": ", ":,")),
        ...(of("acct") ? [`Account Type:,${of("acct")?.toUpperCase()}`] : []),
        ...(of("cur") ? [`Currency:,${of("cur")}`] : []),
        ...(period ? [`Statement Period:,${period.join(" to ")}`] : []),
      ],
      rows: lines.filter((line) => !line.startsWith("P:")).flatMap(rowsOf),
    };
  });
}

type Shown = { readonly row: LabelledRow; readonly nth: number; readonly held: string };
type Layout = { readonly head: string; readonly cells: (shown: Shown) => readonly string[] };

const out = ({ kobo }: LabelledRow): string => (kobo <= 0n ? plain(-kobo) : "");
const into = ({ kobo }: LabelledRow): string => (kobo > 0n ? plain(kobo) : "");
const minute = (nth: number): string => `10:${10 + nth}:00`;
const american = (on: string): string => on.replace(/(\d{4})-(\d\d)-(\d\d)/, "$2/$3/$1");

const PLAIN: Layout = {
  head: "Date,Narration,Debit,Credit,Balance",
  cells: ({ row, held }) => [row.on, row.words, out(row), into(row), held],
};
const LAYOUTS: Readonly<Record<string, Layout>> = {
  plain: PLAIN,
  reverse: PLAIN,
  nobal: { head: "Date,Narration,Debit,Credit", cells: ({ row }) => [row.on, row.words, out(row), into(row)] },
  opay: {
    head: "Trans. Time,Value Date,Description,Debit(₦),Credit(₦),Balance After(₦),Channel,Transaction Reference",
    cells: ({ row, nth, held }) => [
      `${row.on} ${minute(nth)}`,
      row.on,
      row.words,
      out(row) || "--",
      into(row) || "--",
      held,
      "Mobile",
      `25010100${1_000 + nth}`,
    ],
  },
  palmpay: {
    head: "Transaction Date,Transaction Detail,Money In (NGN),Money Out (NGN),Transaction ID",
    cells: ({ row, nth }) => [
      `${american(row.on)} ${minute(nth)} AM`,
      row.words,
      into(row),
      out(row),
      `tx${1_000 + nth}`,
    ],
  },
  kuda: {
    head: "Date/Time,Money In,Money out,Category,To / From,Description,Balance",
    cells: ({ row, nth, held }) => {
      const [kind = "", who = ""] = row.words.split(" to ");
      return [`${row.on} ${minute(nth)}`, into(row), out(row), kind, who, row.words, held];
    },
  },
};

/** The file of a statement. A newest-first one has its last row first. */
export function fileOf({ layout, head, rows }: Labelled): Uint8Array {
  const { head: names, cells } = LAYOUTS[layout] as Layout;
  let held = OPENING;
  const lines = rows.map((row, nth) => {
    held += row.kobo;
    return cells({ row, nth, held: plain(held) })
      .map((cell) => (cell.includes(",") ? `"${cell}"` : cell))
      .join(",");
  });
  if (layout === "reverse") lines.reverse();
  return new TextEncoder().encode([...(layout in { plain: 0, reverse: 0 } ? head : []), names, ...lines].join("\n"));
}
