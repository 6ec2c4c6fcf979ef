import { type AgreedRates, readAgreedRates } from "../../domain/fees/agreed-rates.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { numberedTable } from "./numbered-table.ts";

/** A table of agreed rates from the bytes of its file; what is wrong is named by the line that an editor shows. */
export function readRates(bytes: Uint8Array, pack: Pack): AgreedRates {
  const { table, lines } = numberedTable(bytes);
  return readAgreedRates(table, pack, lines);
}
