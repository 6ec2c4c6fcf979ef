/**
 * Lines that say something else than the other lines of a statement in which no balance proves their sum: words of money in
 * beside a sum that went out, no words where all others have some, no decimals where all others print them. A cell too many or
 * too few, or a lost point, makes such lines. Where the words of a file do not agree with its sides, they are not used.
 */
import type { ParsedStatement, ReadWarning, StatementLine } from "../../domain/statements/statement.ts";
import { unitsOf } from "../text/exact-number.ts";
import { daysOutOfOrder } from "./days-out-of-order.ts";

/** Words of the payments that banks narrate in the same way wherever they are read; what was given back goes either way. */
const OUT =
  /\b(?:atm (?:wdl|wd|wthdrl|withdrawal|cash)|cash (?:wdl|withdrawal)|(?:pos|web) (?:purchase|pymt|pmt|payment|buy)|airtime|(?:trf|trsf|transfer|nip|payment|pymt|sent|paid) to|(?:trf|transfer) fee|(?:nip|sms|atm|pos|ussd|transfer|maintenance|maint|alert|card) (?:\w+ )?(?:charges?|fees?)|stamp duty|emtl|money transfer levy|vat on)\b/i;
const IN =
  /\b(?:frm|(?:trf|trsf|transfer|nip|payment|received|inflow|deposit|lodgement) from|cash (?:deposit|lodgement|dep)|inflow|inward|(?:credit )?interest (?:earned|paid|capitali[sz]ed))\b/i;
const BACK = /\b(?:rev\b|revers|rvsl|refund|return|charge ?back|failed|recall|storno)/i;

/** The side that the words of a line name; null where they name none, or both. */
function sideByWords({ narration }: StatementLine): -1 | 1 | null {
  const words = narration.slice(0, 300).replace(/[_/\\|*-]+/g, " ");
  const [out, into] = [OUT.test(words), IN.test(words)];
  return out === into || BACK.test(words) ? null : out ? -1 : 1;
}

const sideOf = ({ amount }: StatementLine): -1 | 0 | 1 => (amount.startsWith("-") ? -1 : /[1-9]/.test(amount) ? 1 : 0);

/** So many lines must agree with their words before one that does not means anything. */
const AGREE = 5;
/** At most this share of the worded lines may be odd. */
const ODD = 0.15;
/** So many lines, all of them against their words, are a file whose sides are turned. */
const ALL_AGAINST = 6;
const FEW = 6;

function againstWords(lines: readonly StatementLine[]): ReadWarning[] {
  let agree = 0;
  const against: StatementLine[] = [];
  for (const line of lines) {
    const [said, side] = [sideByWords(line), sideOf(line)];
    if (said === null || side === 0) continue;
    if (said === side) agree++;
    else against.push(line);
  }
  if (agree >= AGREE && against.length <= (agree + against.length) * ODD)
    return against.map(({ row }) => ({ code: "side_against_words", how: "narration", row }));
  return agree === 0 && against.length >= ALL_AGAINST
    ? [
        {
          code: "direction_assumed",
          how: "words",
        },
      ]
    : [];
}

/** Rows without words among rows that have some. */
function wordless(lines: readonly StatementLine[]): ReadWarning[] {
  const bare = lines.filter(({ narration }) => narration === "");
  if (bare.length === 0 || bare.length * 10 > lines.length + 5) return [];
  return bare.map(({ row }) => ({ code: "row_shifted", how: "wordless", row }));
}

/** A whole sum where the others print two decimals, noughts as well. */
function pointless(lines: readonly StatementLine[]): ReadWarning[] {
  const whole = lines.filter(({ amount }) => /^-?[1-9]\d{2,}$/.test(amount));
  const cents = lines.filter(({ amount }) => /\.\d\d$/.test(amount));
  const noughts = cents.some(({ amount }) => amount.endsWith("0"));
  if (
    whole.length === 0 ||
    whole.length * 10 > lines.length + 5 ||
    !noughts ||
    whole.length + cents.length < lines.length
  )
    return [];
  return whole.map(({ row }) => ({ code: "point_lost", row }));
}

const PAYS =
  /\d|salar|wage|pay|deposit|transfer|\btrf|\bnip\b|\bfrm\b|from|cash|lodg|inflow|inward|credit|received|refund|bonus|gift|loan/i;

/** The first payment of a new account is its balance; so is a balance brought forward in words that we do not know. */
function mayBeBalance({ lines, order }: ParsedStatement): ReadWarning[] {
  const first = order === "newest_first" ? lines.at(-1) : lines[0];
  if (!first?.balance || sideOf(first) !== 1 || unitsOf(first.amount) !== unitsOf(first.balance)) return [];
  const { narration, row } = first;
  if (narration === "" || narration.length > 40 || PAYS.test(narration)) return [];
  return [{ code: "opening_assumed", row }];
}

const keyOf = ({ date, amount, balance, narration, reference }: StatementLine): string =>
  [date, amount, balance, narration, reference].join("\u0000");

/** Lines that come twice, each of them: a paste or an export that was joined with itself. Some equal payments are usual. */
function twiceOver({ lines }: ParsedStatement): ReadWarning[] {
  const times = new Map<string, number>();
  for (const line of lines) times.set(keyOf(line), (times.get(keyOf(line)) ?? 0) + 1);
  const even = [...times.values()].filter((count) => count % 2 === 0);
  const twice = even.reduce((sum, count) => sum + count, 0);
  return even.length > 2 && twice >= lines.length * (1 - ODD) ? [{ code: "repeated_row", how: "all" }] : [];
}

/** Statements of one account that hold the same lines. */
function sameStatements(statements: readonly ParsedStatement[]): ReadWarning[] {
  const seen = new Set<string>();
  return statements.flatMap(({ account, lines }) => {
    const key = [account.masked, ...lines.map(keyOf)].join("\n");
    const again = seen.has(key) && lines.length > 1;
    seen.add(key);
    return again ? [{ code: "repeated_statement" }] : [];
  });
}

/** Formats whose rows are cells, which may have moved. */
const TABLES: ReadonlySet<string> = new Set(["csv", "xlsx", "xls", "html"]);

/** What is to be said of such lines, and of days that do not follow each other. */
export function oddLines(statements: readonly ParsedStatement[], format: string): ReadWarning[] {
  const cells = TABLES.has(format);
  const odd = statements.flatMap((statement) => {
    const { lines, chain } = statement;
    if (lines.length < FEW) return [];
    const told = cells ? mayBeBalance(statement) : [];
    if (chain.state === "complete") return told;
    return [
      ...told,
      ...twiceOver(statement),
      ...againstWords(lines),
      ...(cells ? [...wordless(lines), ...pointless(lines)] : []),
    ];
  });
  return [...daysOutOfOrder(statements), ...sameStatements(statements), ...odd];
}
