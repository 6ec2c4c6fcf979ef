/** The page of a checked tariff: read, held against the rules and dressed in one go, as nothing of it is kept. */
import { readTariff } from "../../readers/table/read-tariff.ts";
import { tariffResultPage } from "../../web/pages/facts/tariff-check.tsx";
import { htmlOf } from "../site/render-page.tsx";
import type { ForeignFacts, TariffHead } from "./foreign-question.ts";

export function dressTariff({ pack, site }: ForeignFacts, { on, bank }: TariffHead, bytes: Uint8Array): string {
  const report = readTariff(bytes, { pack, today: on, bank });
  const name = pack.banks.find(({ id }) => id === bank)?.name ?? null;
  return htmlOf(site, tariffResultPage(report, { pack, on, bank: name }));
}
