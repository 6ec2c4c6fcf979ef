import type { ColumnType, Generated } from "kysely";

/** A range is written by an expression of SQL and never read whole. */
type Range = ColumnType<never, never, never>;
type Json<T = unknown> = ColumnType<T, never, never>;

type Row = {
  readonly row_id: Generated<string>;
  readonly jurisdiction: string;
  readonly body: Json;
  readonly recorded: Range;
};

/** The tables of the schema `openfees`, as the migrations make them. */
export type Tables = {
  pack_version: {
    readonly pack_version_id: Generated<string>;
    readonly jurisdiction: string;
    readonly version: string;
    readonly sha256: string;
    readonly content_sha256: string;
    readonly head: Json<Record<string, unknown>>;
    readonly row_order: Json<Record<string, number[]>>;
    readonly recorded: Range;
  };
  bank: Row & { readonly bank_id: string };
  service: Row & { readonly service_id: string };
  rule_version: Row & {
    readonly rule_id: string;
    readonly service_id: string | null;
    readonly grade: string;
    readonly valid: Range;
  };
  fee_version: Row & {
    readonly fee_id: string;
    readonly bank_id: string;
    readonly service_id: string;
    readonly grade: string;
    readonly valid: Range;
  };
  pack_part: Row & { readonly kind: string; readonly part_id: string };
  report: {
    readonly report_id: Generated<string>;
    readonly receipt: string;
    readonly jurisdiction: string;
    readonly bank_id: string;
    readonly service_id: string;
    readonly amount: string;
    readonly currency: string;
    readonly charged_on: string;
    readonly words: string;
    readonly received_at: Generated<Date>;
  };
  report_closing: {
    readonly report_id: string;
    readonly outcome: string;
    readonly note: string;
    readonly closed_at: Generated<Date>;
  };
  day_use: { readonly day: string; readonly kind: string; readonly amount: number };
  request_key: {
    readonly key_sha256: string;
    readonly content_sha256: string;
    readonly receipt: string;
    readonly kept_until: Generated<Date>;
  };
  migration: { readonly id: number; readonly name: string; readonly run_on: Date };
};
