import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { seeded } from "../drills/drill.ts";

const NAMES = ["ADA OBI", "BOLA SANI", "CHIKE EZE", "DAYO ALAO", "EMEKA ODO", "FOLA AJAYI", "GIDADO MUSA"];
const PLACES = ["IKEJA", "ABA", "KANO", "JOS", "UYO"];
const money = (kobo: number): string => `${Math.trunc(kobo / 100)}.${String(kobo % 100).padStart(2, "0")}`;

/** What a ledger is a part of: an account with a head of its own, which goes on where the part before it ended. */
type PartOf = {
  readonly head: string;
  readonly firstDay: number;
  readonly opening: number;
  /** One fee in so many is too high; 0: none. */
  readonly tooHighIn: number;
  /** Every kind of charge stands in it too: alerts, cards, maintenance, machines, levies in batches, what came back. */
  readonly everyKind?: boolean;
};
export const ALONE: PartOf = { head: "", firstDay: Date.UTC(2023, 0, 2), opening: 500_000_000, tooHighIn: 0 };
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/**
 * Writes a made statement of many lines: transfers with their fee and VAT, card payments, receipts, a running balance; kobo
 * stay far below what a number holds exactly. Gives what is left in the end.
 */
export async function writeLedger(
  path: string,
  lines: number,
  seed: number,
  { head, firstDay, opening, tooHighIn, everyKind = false }: PartOf = ALONE,
): Promise<number> {
  const file = createWriteStream(path);
  const chance = seeded(seed);
  const upTo = (most: number) => Math.floor(chance() * most);
  const pick = (list: readonly string[]) => list[upTo(list.length)] ?? "";
  const linesADay = Math.max(100, Math.ceil(lines / 1000));
  let balance = opening;
  let written = 0;
  let chunk = `${head}Trans Date,Reference,Value Date,Debit,Credit,Balance,Remarks\n`;
  const put = (kobo: number, words: string) => {
    balance += kobo;
    const day = new Date(firstDay + Math.floor(written / linesADay) * 86_400_000).toISOString().slice(0, 10);
    const sides = kobo < 0 ? `${money(-kobo)},` : `,${money(kobo)}`;
    chunk += `${day},S${10_000_000 + written},${day},${sides},${money(balance)},${words}\n`;
    written++;
  };
  let sent = { amount: 100_000, words: "NIP TRANSFER TO ADA OBI" };
  const others: readonly (() => void)[] = [
    () => put(-400 * (1 + upTo(20)), `SMS ALERT CHARGES ${monthBack()}`),
    () => put(-5_375, `CARD MAINTENANCE FEE Q${1 + upTo(4)} ****${1000 + upTo(9000)}`),
    () => put(-(1 + upTo(9_000)), `ACCOUNT MAINTENANCE FEE ${monthBack()}`),
    () => {
      put(-1_000_000, `NOT ON US ATM WDL ${pick(PLACES)}`);
      put(-10_000, `NOT ON US ATM WITHDRAWAL CHARGE ${pick(PLACES)}`);
    },
    () => put(-5_000 * (2 + upTo(4)), `EMTL FOR ${2 + upTo(4)} TXNS`),
    () => put(sent.amount, `RVSL ${sent.words}`),
  ];
  const monthBack = (): string => {
    const day = new Date(firstDay + Math.floor(written / linesADay) * 86_400_000 - 31 * 86_400_000);
    return `${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  };
  while (written < lines) {
    const kind = upTo(10);
    const who = pick(NAMES);
    if (balance < 50_000_000) put(400_000_000, `TRANSFER FROM ${who}`);
    else if (everyKind && kind > 7) others[upTo(others.length)]?.();
    else if (kind < 4) {
      const amount = (100 + upTo(20_000)) * 100;
      const right = amount <= 500_000 ? 1000 : amount <= 5_000_000 ? 2500 : 5000;
      const fee = tooHighIn > 0 && upTo(tooHighIn) === 0 ? right + 2000 : right;
      sent = { amount, words: `NIP TRANSFER TO ${who} ${upTo(1e6)}` };
      put(-amount, sent.words);
      put(-fee, `COMMISSION NIP TRANSFER TO ${who}`);
      put(-Math.floor((fee * 75 + 500) / 1000), `VAT ON NIP TRANSFER TO ${who}`);
    } else if (kind < 7) put(-(1 + upTo(50_000)) * 100, `POS PURCHASE SHOP ${upTo(5000)} ${pick(PLACES)}`);
    else put((1 + upTo(60_000)) * 100, `TRANSFER FROM ${who} ${upTo(1e6)}`);
    if (chunk.length > 1 << 20) {
      if (!file.write(chunk)) await once(file, "drain");
      chunk = "";
    }
  }
  file.end(chunk);
  await once(file, "finish");
  return balance;
}
