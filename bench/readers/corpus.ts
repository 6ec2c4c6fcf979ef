/**
 * Files of other projects' tests, each with what it settles: how many rows, their signed sum, the first and the
 * last day. They lie beside the project and are used where they are.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unitsOf } from "../../src/readers/text/exact-number.ts";
import { sharedPath } from "../../test/support/shared-folder.ts";
import type { Contender, ReadRow } from "./contender.ts";
import { tryToRead } from "./score.ts";

type Stated = {
  readonly transactions?: number | readonly number[];
  readonly net?: string | readonly string[];
  readonly first?: string | readonly string[];
  readonly last?: string | readonly string[];
  readonly entries?: number;
  readonly investment_statements?: number;
  readonly raw_amounts_unparseable?: readonly string[] | null;
  readonly headers?: readonly string[];
  readonly per_statement?: readonly ({ readonly net?: string } | null)[];
  readonly per_record?: readonly {
    readonly net: string;
    readonly entries: number;
    readonly tx_details?: number;
    readonly charge_blocks?: number;
    readonly unparseable_amounts?: readonly string[];
  }[];
};
export type CorpusFile = { readonly name: string; readonly bytes: Uint8Array; readonly stated: Stated };

/** Formats as the corpus names them. */
const FORMATS: Readonly<Record<string, string>> = {
  CSV: "csv",
  OFX: "ofx",
  QIF: "qif",
  MT940: "mt940",
  camt: "camt",
  XLSX: "xlsx",
};

/** undefined: the corpus is not here. Files of which any answer would be right are left out. */
export function corpusOf(format: string): readonly CorpusFile[] | undefined {
  const folder = sharedPath("corpus/statements");
  if (!folder) return undefined;
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Record<
    string,
    { readonly format?: string; readonly independent?: Stated; readonly password?: string }
  >;
  return Object.entries(expected).flatMap(([name, { format: own, independent, password }]) => {
    if (own?.split(" ")[0] !== FORMATS[format] || !independent || password !== undefined) return [];
    const securities =
      (independent.investment_statements ?? 0) > 0 || independent.headers?.some((h) => /Invst/i.test(h));
    return securities ? [] : [{ name, bytes: readFileSync(join(folder, name)), stated: independent }];
  });
}

const total = (sums: readonly string[]): bigint => sums.reduce((sum, one) => sum + unitsOf(one), 0n);

/** What a right reader must find; undefined where the file leaves it open. */
function demandOf({ stated }: CorpusFile) {
  const { per_record: records, per_statement: statements, raw_amounts_unparseable: bad } = stated;
  if (records) {
    const unread = records.reduce((n, one) => n + (one.unparseable_amounts?.length ?? 0), 0);
    const entries = records.reduce((n, one) => n + one.entries, 0) - unread;
    const parts = records.reduce((n, one) => n + (one.tx_details ?? 0) + (one.charge_blocks ?? 0), 0);
    return { least: entries, most: entries + parts, nets: [total(records.map((one) => one.net))] };
  }
  const counts = [stated.transactions ?? []].flat().map((n) => n - (bad?.length ?? 0));
  const nets = [stated.net ?? []].flat().map(unitsOf);
  const whole = statements?.flatMap((one) => one?.net ?? []);
  return {
    least: counts.length > 0 ? Math.min(...counts) : 0,
    most: counts.length > 0 ? Math.max(...counts) : Number.POSITIVE_INFINITY,
    nets: (bad?.length ?? 0) > 0 ? [] : whole ? [total(whole)] : nets,
  };
}

/** Empty where the file was read right. */
export async function faultIn(contender: Contender, file: CorpusFile): Promise<string> {
  const { least, most, nets } = demandOf(file);
  const read = await tryToRead(contender, file);
  const rows: readonly ReadRow[] = typeof read === "string" ? [] : read;
  if (rows.length < least || rows.length > most)
    return typeof read === "string"
      ? read
      : `${rows.length} rows instead of ${least === most ? least : `${least} to ${most}`}`;
  const net = rows.reduce((sum, { units }) => sum + units, 0n);
  if (least > 0 && nets.length > 0 && !nets.includes(net)) return "another sum";
  const days = rows.map(({ date }) => date).sort();
  for (const [day, wanted] of [
    [days[0], file.stated.first],
    [days.at(-1), file.stated.last],
  ] as const)
    if (least > 0 && wanted !== undefined && ![wanted].flat().includes(day ?? "")) return `${day} instead of ${wanted}`;
  return "";
}
