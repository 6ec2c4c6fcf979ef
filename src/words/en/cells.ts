import type { PriceCellWords } from "../../domain/fees/price-cells.ts";

const period = (per: string): string => per.replaceAll("_", " ");

/** What a cell of a price says where it holds no figure. */
export const CELLS: PriceCellWords = {
  partInBand: "on the part in the band",
  first: (count, per) => `the first ${count} of a ${period(per)}`,
  afterFirst: (count, per) => `after the first ${count} of a ${period(per)}`,
  aboveLimit: "what is above the limit",
};
