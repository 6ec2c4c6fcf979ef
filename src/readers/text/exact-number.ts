/**
 * A printed amount to an exact number. How a file writes decimals is decided from all its amounts together
 * (`decimalStyle`), never cell by cell, because `1.234` alone may be a thousand or one and a bit.
 */

import { CURRENCY_CODES } from "./currencies.ts";

/** A number in units of 10^-SCALE, with how many decimals were printed. */
export type Exact = { readonly units: bigint; readonly decimals: number };

const SCALE = 8;
const ZEROS = "0".repeat(SCALE);
const ONE = 10n ** BigInt(SCALE);

export type DecimalStyle = "point" | "comma";

/** A cell before the style is known: its digits with separators, its sign and its debit or credit mark. */
export type PrintedNumber = {
  readonly digits: string;
  readonly negative: boolean;
  readonly mark: "debit" | "credit" | null;
  readonly signed: boolean;
};

const BLANK = /^(?:[-–—.]{1,20}|#?n\.?\/?a\.?|nan|nil|null|none|undefined)?$/i;
/** Letters that stand for a currency right before the digits, and right behind them. */
const BEFORE = "N|R\\$?|Rs|Tk|Rp|RM|KSh|TSh|USh|GH₵|GH¢|kr|Fr|FCFA|CFA";
const BEHIND = "zł|kr|Ft|Kč|lei|FCFA|CFA|Fr|TL|руб|грн";
const CURRENCY = new RegExp(
  `^\\s{0,9}([+-]?)\\s{0,9}(?:${BEFORE})\\.?(?=\\s?[+-]?\\d)|(?<=\\d\\s?)(?:${BEHIND})\\.?$|(?<![A-Z])(?:${CURRENCY_CODES})(?![A-Z])|[\\p{Sc}#]`,
  "giu",
);

const MOST_NUMBER_CHARS = 80;
/** The mark of a currency of which a change of letters has left something else: `?500`, `â‚¦500`, `=N=500`. */
const LOST_MARK = /^(?:=N=|[?\ufffd¿ℕ\u0080-\u00bf\u00c0-\u024f\u2010-\u203a]{1,8})\s?(?=[+-]?\d)/i;
const BARE = /^\d+(?:\.\d+)?$|^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A blank or an apostrophe that parts no thousands (or lakhs): `1 2`, `12'3.45`, `1234 567`. */
const NO_GROUP = /\d{4}[' ]|[' ](?!\d{3}(?!\d)|\d{2}[' ]\d)/;

/** True of a cell that holds a number in whatever style. */
export const isNumber = (cell: string): boolean => {
  if (cell === "" || cell.length > MOST_NUMBER_CHARS) return false;
  if (BARE.test(cell)) return true;
  const number = readPrinted(cell);
  return number !== null && number !== undefined;
};

/** Digits and separators of Arabic and Persian. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u066b\u066c]/g;

/** A digit or a separator of other scripts as the one that we read. */
function plainDigit(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code === 0x66b) return ".";
  return code === 0x66c ? "," : String(code % 16);
}

/** A text with its digits as we read them. */
export const withPlainDigits = (text: string): string => text.replace(OTHER_DIGITS, plainDigit);

/** null: the cell is blank. undefined: it is no number. */
export function readPrinted(cell: string): PrintedNumber | null | undefined {
  if (cell === "") return null;
  // words; no sum is that long
  if (cell.length > MOST_NUMBER_CHARS) return undefined;
  // most cells of most files are plain: they need none of what follows
  if (BARE.test(cell)) return { digits: cell, negative: false, mark: null, signed: false };
  let text = cell
    .replace(/[\u00a0\u202f\u2009]/g, " ")
    .replace(OTHER_DIGITS, plainDigit)
    .replace(/[−–]/g, "-")
    .replace(/[’‘ʼ´`′]/g, "'")
    .trim()
    .replace(/^'/, "");
  if (BLANK.test(text)) return null;
  const before = /^(DR|CR|DEBIT|CREDIT|D|C)\.?:?\s{0,3}(?=[^a-z])/i.exec(text);
  if (before) text = text.slice(before[0].length);
  text = text.replace(LOST_MARK, "").replace(CURRENCY, "$1").trim();
  const behind = /(?:\s|\d|\))(DR|CR|DB|DEBIT|CREDIT|D|C|S|H)\.?$/i.exec(text);
  if (behind) text = text.slice(0, text.length - behind[0].replace(/^[\s\d)]/, "").length).trim();
  const mark = behind ?? before;
  let negative = false;
  let signed = false;
  const bracket = /^\((.*)\)$/.exec(text);
  if (bracket) {
    negative = true;
    signed = true;
    text = (bracket[1] as string).trim();
  }
  const sign =
    /^([+-])\s{0,9}(.{0,80})$/.exec(text) ?? (/^(.{0,80}\d)\s{0,9}([+-])$/.exec(text) ? trailing(text) : null);
  if (sign) {
    negative = negative !== (sign[1] === "-");
    signed = true;
    text = sign[2] as string;
  }
  if (!/^\d[\d.,' ]*$|^[.,]\d+$/.test(text) || /[.,' ]{2}/.test(text) || NO_GROUP.test(text)) return undefined;
  return {
    digits: text.replace(/[' ]/g, ""),
    negative,
    mark: mark ? (/^[ch]/i.test(mark[1] as string) ? "credit" : "debit") : null,
    signed,
  };
}

const trailing = (text: string): RegExpExecArray | null => {
  const found = /^(.{0,80}\d)\s{0,9}([+-])$/.exec(text);
  if (found) [found[1], found[2]] = [found[2] as string, found[1] as string];
  return found;
};

const [ZERO, COMMA, POINT] = [48, 44, 46];
const HUNDREDTH = ONE / 100n;

/**
 * A cell as most cells of most files are, `1234.56` or `1,234.56`, read with a point for the decimals; undefined when it is
 * written in any other way. It says what `readPrinted` and `valueIn` would, in one look at each digit.
 */
export function plainPoint(cell: string): Exact | undefined {
  const point = cell.length - 3;
  // of so few digits the number of hundredths is exact
  if (point < 1 || point > 15 || cell.charCodeAt(point) !== POINT) return undefined;
  const grouped = point > 4 && cell.charCodeAt(point - 4) === COMMA;
  // the first comma would stand before the first digit: `,123,456.78`
  if (grouped && point % 4 === 0) return undefined;
  let hundredths = 0;
  for (let i = 0; i < cell.length; i++) {
    if (i === point) continue;
    const code = cell.charCodeAt(i);
    if (grouped && i < point && (point - i) % 4 === 0) {
      if (code !== COMMA) return undefined;
      continue;
    }
    if (code < ZERO || code > ZERO + 9) return undefined;
    hundredths = hundredths * 10 + (code - ZERO);
  }
  return Number.isSafeInteger(hundredths) ? { units: BigInt(hundredths) * HUNDREDTH, decimals: 2 } : undefined;
}

/** What one number proves about the style; null when it proves nothing, "open" when it could be read both ways. */
function evidence(digits: string): DecimalStyle | "open" | null {
  const point = digits.lastIndexOf(".");
  const comma = digits.lastIndexOf(",");
  if (point < 0 && comma < 0) return null;
  if (point >= 0 && comma >= 0) return point > comma ? "point" : "comma";
  const own: DecimalStyle = point >= 0 ? "point" : "comma";
  const at = Math.max(point, comma);
  if (digits.indexOf(point >= 0 ? "." : ",") !== at) return own === "point" ? "comma" : "point";
  return digits.length - at === 4 && at >= 1 && at <= 3 && digits[0] !== "0" ? "open" : own;
}

export type StyleFound = {
  /** null: no number of the file proves one. */
  readonly style: DecimalStyle | null;
  /** Some number could be read both ways. */
  readonly open: boolean;
  /** The separator of the open ones. */
  readonly openSeparator: "." | "," | null;
};

/** What the numbers of a file prove of its decimal style, one after the other. Blanks and what is no number prove nothing. */
export class StyleProof {
  #point = 0;
  #comma = 0;
  #open: "." | "," | null = null;

  /** Adds a number that shows its point. */
  addPoint(): void {
    this.#point++;
  }

  add(number: PrintedNumber | null | undefined): void {
    if (!number) return;
    const proof = evidence(number.digits);
    if (proof === "point") this.#point++;
    else if (proof === "comma") this.#comma++;
    else if (proof === "open") this.#open = number.digits.includes(".") ? "." : ",";
  }

  get found(): StyleFound {
    const [point, comma] = [this.#point, this.#comma];
    const style = point === comma ? null : point > comma ? "point" : "comma";
    return { style, open: this.#open !== null, openSeparator: this.#open };
  }
}

/** The decimal style of a file, by what the most numbers prove. */
export function decimalStyle(numbers: Iterable<PrintedNumber | null | undefined>): StyleFound {
  const proof = new StyleProof();
  for (const number of numbers) proof.add(number);
  return proof.found;
}

/** Thousands, or as India writes lakhs; the last group always has three digits: `23,90` is no grouped number. */
const GROUPED = {
  point: /^\d{1,3}(?:,\d{2,3})*,\d{3}$|^\d+$/,
  comma: /^\d{1,3}(?:\.\d{2,3})*\.\d{3}$|^\d+$/,
} as const;

/** The exact value in a style; undefined when the number is not written in it. The sign is not applied. */
export function valueIn(style: DecimalStyle, { digits }: PrintedNumber): Exact | undefined {
  const separator = style === "point" ? "." : ",";
  const cut = digits.lastIndexOf(separator);
  const whole = cut < 0 ? digits : digits.slice(0, cut);
  const fraction = cut < 0 ? "" : digits.slice(cut + 1);
  if (whole !== "" && !GROUPED[style].test(whole)) return undefined;
  if (!/^\d*$/.test(fraction) || fraction.length > SCALE || (whole === "" && fraction === "")) return undefined;
  const plain = whole.includes(style === "point" ? "," : ".") ? whole.replace(/[.,]/g, "") : whole;
  if (plain.length > 24) return undefined;
  return { units: BigInt(plain + fraction + ZEROS.slice(fraction.length)), decimals: fraction.length };
}

/** A printed number in a style, with its sign; undefined when it is blank, no number or not written in that style. */
export function signedIn(style: DecimalStyle, printed: PrintedNumber | null | undefined): Exact | undefined {
  const value = printed ? valueIn(style, printed) : undefined;
  if (!printed || !value) return undefined;
  // a minus that is said twice, by a sign and by a mark, is said once
  return (printed.negative || printed.mark === "debit") && value.units !== 0n ? negated(value) : value;
}

export const negated = (value: Exact): Exact => ({ units: -value.units, decimals: value.decimals });

/** A canonical decimal string with as many decimals as were printed. */
export function exactText({ units, decimals }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, "0");
  const point = digits.length - SCALE;
  const whole = units < 0n ? `-${digits.slice(0, point)}` : digits.slice(0, point);
  return decimals === 0 ? whole : `${whole}.${digits.slice(point, point + decimals)}`;
}

/** The units of a canonical decimal string that a reader made. */
export function unitsOf(text: string): bigint {
  const point = text.indexOf(".");
  // most sums have two decimals, and of so few digits the number of hundredths is exact
  if (point > 0 && point === text.length - 3 && text.length <= 15)
    return BigInt(Number(text.slice(0, point) + text.slice(point + 1))) * HUNDREDTH;
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const units = BigInt(whole) * ONE + BigInt(fraction.slice(0, SCALE).padEnd(SCALE, "0"));
  return negative ? -units : units;
}

/** A canonical decimal string of units, with at least the decimals asked for. */
export function textOfUnits(units: bigint, atLeast = 2): string {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, "0");
  const fraction = digits
    .slice(-SCALE)
    .replace(/0{1,8}$/, "")
    .padEnd(atLeast, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${fraction === "" ? "" : `.${fraction}`}`;
}
