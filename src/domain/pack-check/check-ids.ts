import type { PackFinding, ReadPack } from "./pack-folder.ts";

/** Every id is used once in its file, and every id that a row names is in the closed list it belongs to. */
export function checkIds({ pack, leftOut, gaps }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (file: string, at: string, message: string) => found.push({ check: "ids", file, at, message });

  const once = (file: string, rows: readonly { readonly id: string }[]) => {
    const seen = new Set<string>();
    for (const { id } of rows) {
      if (seen.has(id)) say(file, id, "this id is used twice");
      seen.add(id);
    }
    return seen;
  };
  const inList = (list: ReadonlySet<string>, what: string, file: string, at: string, id: string | null | undefined) => {
    if (id !== null && id !== undefined && !list.has(id)) say(file, at, `no ${what} is called "${id}"`);
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
    if (rules.has(id)) say("left-out.json", id, "is in rules.json too: a row is used or left out");
  if (!services.has("unknown")) say("services.json", "unknown", 'the service "unknown" must be there');

  for (const rule of pack.rules) {
    inList(services, "service", "rules.json", rule.id, rule.service);
    for (const id of [...(rule.standsBehind ?? []), ...(rule.replaces ?? []), ...(rule.relaxed ?? []).map((r) => r.by)])
      inList(rules, "rule", "rules.json", rule.id, id);
  }
  for (const fee of pack.listedFees) {
    inList(services, "service", "listed-fees.json", fee.id, fee.service);
    inList(banks, "bank", "listed-fees.json", fee.id, fee.bank);
    const product = fee.product === undefined ? null : products.get(fee.product);
    if (product === undefined) say("listed-fees.json", fee.id, `no product is called "${fee.product}"`);
    if (product && product.bank !== fee.bank)
      say("listed-fees.json", fee.id, `${product.id} is a product of ${product.bank}, not of ${fee.bank}`);
    if (product?.account && fee.when.account && !fee.when.account.includes(product.account))
      say(
        "listed-fees.json",
        fee.id,
        `${product.id} is a ${product.account} account, and this fee is for another kind`,
      );
    if (fee.service === "unknown") say("listed-fees.json", fee.id, "name the service of this fee");
    const twin = pack.listedFees.find((other) => other !== fee && other.id === fee.id);
    if (twin && (twin.bank !== fee.bank || twin.service !== fee.service))
      say("listed-fees.json", fee.id, "one id stands for two fees");
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
