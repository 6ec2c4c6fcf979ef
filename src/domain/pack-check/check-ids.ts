import { NO_FACTS_NEEDED } from "../reason.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";
import type { PackReason } from "./pack-reasons.ts";

type Listed = "service" | "bank" | "rule";

/** Every id is used once in its file, and every id that a row names is in the closed list it belongs to. */
export function checkIds({ pack, leftOut, gaps }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (file: string, at: string, reason: PackReason) => found.push({ check: "ids", file, at, reason });

  const once = (file: string, rows: readonly { readonly id: string }[]) => {
    const seen = new Set<string>();
    for (const { id } of rows) {
      if (seen.has(id)) say(file, id, { code: "id_twice", facts: NO_FACTS_NEEDED });
      seen.add(id);
    }
    return seen;
  };
  const inList = (list: ReadonlySet<string>, what: Listed, file: string, at: string, id: string | null | undefined) => {
    if (id !== null && id !== undefined && !list.has(id)) say(file, at, { code: "not_in_list", facts: { what, id } });
  };
  const services = once("services.json", pack.services);
  const banks = once("banks.json", pack.banks);
  const rules = once("rules.json", pack.rules);
  const products = new Map((pack.products ?? []).map((product) => [product.id, product]));
  once("products.json", pack.products ?? []);
  for (const { id, bank } of products.values()) inList(banks, "bank", "products.json", id, bank);
  once("wordings.json", pack.wordings);
  once("layouts.json", pack.layouts);
  once("complaint-clock.json", pack.complaintClock);
  for (const id of once("left-out.json", leftOut))
    if (rules.has(id)) say("left-out.json", id, { code: "used_and_left_out", facts: NO_FACTS_NEEDED });
  if (!services.has("unknown")) say("services.json", "unknown", { code: "no_unknown_service", facts: NO_FACTS_NEEDED });

  for (const rule of pack.rules) {
    inList(services, "service", "rules.json", rule.id, rule.service);
    for (const id of [...(rule.standsBehind ?? []), ...(rule.replaces ?? []), ...(rule.relaxed ?? []).map((r) => r.by)])
      inList(rules, "rule", "rules.json", rule.id, id);
  }
  for (const fee of pack.listedFees) {
    inList(services, "service", "listed-fees.json", fee.id, fee.service);
    inList(banks, "bank", "listed-fees.json", fee.id, fee.bank);
    const product = fee.product === undefined ? null : products.get(fee.product);
    if (product === undefined)
      say("listed-fees.json", fee.id, { code: "not_in_list", facts: { what: "product", id: fee.product ?? "" } });
    if (product && product.bank !== fee.bank)
      say("listed-fees.json", fee.id, {
        code: "product_of_other_bank",
        facts: { product: product.id, bank: product.bank, other: fee.bank },
      });
    if (product?.account && fee.when.account && !fee.when.account.includes(product.account))
      say("listed-fees.json", fee.id, {
        code: "product_of_other_account",
        facts: { product: product.id, account: product.account },
      });
    if (fee.service === "unknown")
      say("listed-fees.json", fee.id, { code: "fee_of_no_service", facts: NO_FACTS_NEEDED });
    const twin = pack.listedFees.find((other) => other !== fee && other.id === fee.id);
    if (twin && (twin.bank !== fee.bank || twin.service !== fee.service))
      say("listed-fees.json", fee.id, { code: "one_id_two_fees", facts: NO_FACTS_NEEDED });
  }
  for (const wording of pack.wordings) {
    inList(services, "service", "wordings.json", wording.id, wording.service);
    for (const bank of wording.banks ?? []) inList(banks, "bank", "wordings.json", wording.id, bank);
  }
  for (const layout of pack.layouts) inList(banks, "bank", "layouts.json", layout.id, layout.bank);
  for (const { id, receiver, draws = [] } of pack.services)
    for (const service of [receiver, ...draws.map((drawn) => drawn.service)])
      inList(services, "service", "services.json", id, service);
  for (const { service } of pack.search?.services ?? []) inList(services, "service", "search.json", service, service);
  for (const service of pack.search?.common ?? []) inList(services, "service", "search.json", service, service);
  for (const { id, service } of pack.compare?.lines ?? []) inList(services, "service", "compare.json", id, service);
  for (const gap of gaps) inList(services, "service", "gaps.json", gap.service, gap.service);
  return found;
}
