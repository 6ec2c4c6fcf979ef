import type { Pack } from "../domain/fees/pack.ts";
import { canonicalJson } from "./canonical-json.ts";

/** One row of a pack's list as a table keeps it: its own columns beside the body that is given back as it came. */
export type PackRow = { readonly columns: Readonly<Record<string, string | null>>; readonly body: unknown };

/** A list of the pack, the table that keeps it and how a row gets its columns. */
export type PackList = {
  readonly list: "services" | "banks" | "rules" | "listedFees" | "wordings" | "layouts" | "complaintClock";
  readonly table: "service" | "bank" | "rule_version" | "fee_version" | "pack_part";
  /** Column names in order; `valid` is made from `valid_from` and `valid_until`. */
  readonly columns: readonly string[];
  /** Which rows of a shared table are this list's. */
  readonly kind?: string;
  readonly rowsOf: (pack: Pack) => readonly PackRow[];
};

const part = (list: "wordings" | "layouts" | "complaintClock", kind: string): PackList => ({
  list,
  table: "pack_part",
  columns: ["kind", "part_id"],
  kind,
  rowsOf: (pack) =>
    (pack[list] as readonly { id: string }[]).map((body) => ({ columns: { kind, part_id: body.id }, body })),
});

export const PACK_LISTS: readonly PackList[] = [
  {
    list: "services",
    table: "service",
    columns: ["service_id"],
    rowsOf: (p) => p.services.map((body) => ({ columns: { service_id: body.id }, body })),
  },
  {
    list: "banks",
    table: "bank",
    columns: ["bank_id"],
    rowsOf: (p) => p.banks.map((body) => ({ columns: { bank_id: body.id }, body })),
  },
  {
    list: "rules",
    table: "rule_version",
    columns: ["rule_id", "service_id", "grade", "valid_from", "valid_until"],
    rowsOf: (p) =>
      p.rules.map((body) => ({
        columns: {
          rule_id: body.id,
          service_id: body.service,
          grade: body.grade,
          valid_from: body.from,
          valid_until: body.until,
        },
        body,
      })),
  },
  {
    list: "listedFees",
    table: "fee_version",
    columns: ["fee_id", "bank_id", "service_id", "grade", "valid_from", "valid_until"],
    rowsOf: (p) =>
      p.listedFees.map((body) => ({
        columns: {
          fee_id: body.id,
          bank_id: body.bank,
          service_id: body.service,
          grade: body.grade,
          valid_from: body.from,
          valid_until: body.until,
        },
        body,
      })),
  },
  part("wordings", "wording"),
  part("layouts", "layout"),
  part("complaintClock", "complaint_step"),
];

/** The key of a row in its list: its whole content. */
export const keyOf = (body: unknown): string => canonicalJson(body);

/** The parts of a pack that are no list, as they are kept in `pack_version.head`. */
export function headOf(pack: Pack): Record<string, unknown> {
  const lists = new Set<string>(PACK_LISTS.map((one) => one.list));
  return Object.fromEntries(Object.entries(pack).filter(([key]) => !lists.has(key)));
}
