import type { Bank, Pack } from "../domain/fees/pack.ts";

export type BankHit = { readonly bank: string; readonly name: string; readonly because: string };

const MOST_HITS = 4;

/** The banks that a question names: by name, by another spelling, a former name or a product, or by their short code. */
export function findBanks(pack: Pack, q: string): readonly BankHit[] {
  const asked = spaced(q);
  const codes = new Set(q.match(/\*\d[\d*]*#/g) ?? []);
  return pack.banks
    .flatMap((bank) => {
      const because = why(bank, asked, codes);
      return because ? [{ bank: bank.id, name: bank.name, ...because }] : [];
    })
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_HITS)
    .map(({ bank, name, because }) => ({ bank, name, because }));
}

const spaced = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `.replace(/ {2,}/g, " ");

function why(bank: Bank, asked: string, codes: ReadonlySet<string>): { because: string; length: number } | null {
  if (bank.ussd && codes.has(bank.ussd.code)) return { because: `${bank.ussd.code} is its short code.`, length: 99 };
  const named = [bank.name, ...bank.aliases, ...(bank.alsoKnown ?? [])].filter((name) => {
    const words = spaced(name);
    return words.length > 4 && asked.includes(words);
  });
  const [longest] = named.sort((a, b) => b.length - a.length);
  if (longest === undefined) return null;
  return { because: longest === bank.name ? "You named it." : `Also written “${longest}”.`, length: longest.length };
}
