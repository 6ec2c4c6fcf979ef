/** How often the search leads to the right page first, over a list of queries with the pages that may come first. */
import { readFileSync } from "node:fs";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { searchSite } from "../../src/app/search-site.ts";

export type Query = { readonly q: string; readonly kind: string; readonly first: readonly string[] };
export type Missed = Query & { readonly got: string | null; readonly sure: boolean };
export type SearchScore = {
  readonly queries: number;
  readonly right: number;
  /** Right, and given as the answer. */
  readonly rightAndSure: number;
  /** Wrong, and given as the answer. */
  readonly wrongAndSure: number;
  readonly missed: readonly Missed[];
};

export type Half =
  | "tuned"
  | "unseen"
  | "second-tuned"
  | "second-held"
  | "third-tuned"
  | "third-held"
  | "fourth"
  | "fifth"
  | "sixth"
  | "seventh-tuned"
  | "seventh-held"
  | "eighth-tuned"
  | "eighth-held";

export const queriesOf = (half: Half): readonly Query[] =>
  JSON.parse(readFileSync(new URL(`../search-queries/${half}.json`, import.meta.url), "utf8")) as Query[];

export async function scoreSearch(queries: readonly Query[]): Promise<SearchScore> {
  const ctx = contextOf(shippedPack());
  const missed: Missed[] = [];
  let rightAndSure = 0;
  for (const query of queries) {
    const [first] = (await searchSite(ctx, { q: query.q })).answers;
    const sure = first?.sure ?? false;
    // the data was a part of the page for programs until it got one of its own
    const found = first?.address === "/data" && query.first.includes("/api") ? "/api" : first?.address;
    // the comparison is one page, whichever banks are filled in
    const address = found?.startsWith("/compare?") ? "/compare" : found;
    // where nothing is meant, a guess is no fault
    const right = query.first.length === 0 ? !sure : address !== undefined && query.first.includes(address);
    if (right && sure) rightAndSure++;
    if (!right) missed.push({ ...query, got: first?.address ?? null, sure });
  }
  return {
    queries: queries.length,
    right: queries.length - missed.length,
    rightAndSure,
    wrongAndSure: missed.filter(({ sure }) => sure).length,
    missed,
  };
}
