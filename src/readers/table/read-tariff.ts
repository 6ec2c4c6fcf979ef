import { checkTariff, type TariffQuestion, type TariffReport } from "../../domain/tariff-check/check-tariff.ts";
import { numberedTable } from "./numbered-table.ts";

/** Checks a tariff from the bytes of its file. */
export const readTariff = (bytes: Uint8Array, about: Omit<TariffQuestion, "table" | "lines">): TariffReport =>
  checkTariff({ ...numberedTable(bytes), ...about });
