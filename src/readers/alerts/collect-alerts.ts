/**
 * Pasted text to alerts, line by line. A key that comes again begins the next alert, and so does a heading or a
 * sentence; labels that say what the sentence before them said belong to it, and labels that contradict it do not.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { MOST_LINES } from "../text/limits.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { type Alert, isAlert, saidOf } from "./alert.ts";
import { type AlertRole, type KeyedLine, MONEY, type Pair, pairsOf } from "./alert-keys.ts";
import { bookedNothing, isHeading, isReceipt, type Told, tellOf } from "./alert-sentence.ts";
import { numberOf } from "./alert-values.ts";
import { pastedLines } from "./pasted-lines.ts";
import { contradicts, goOn, sideOfKey, takeLoose, takeValue } from "./take-label.ts";

export type Alerts = {
  readonly alerts: readonly Alert[];
  /** The words that stand in no alert. */
  readonly words: readonly string[];
  readonly warnings: readonly ReadWarning[];
};

/** The alerts of a text; null when it has more lines than we read. */
export function collectAlerts(text: string): Alerts | null {
  const collector = new Collector();
  const lines = pastedLines(text);
  // from the end: whether a sum stands between a line and the next blank one
  const paid: boolean[] = [];
  for (let i = lines.length - 1, sum = false; i >= 0; i--) {
    const line = lines[i]?.text ?? "";
    sum = line !== "" && (sum || pairsOf(line).pairs.some(({ role }) => role === "amount"));
    paid[i] = sum;
  }
  for (const [i, { text: line, row }] of lines.entries()) {
    if (collector.alerts.length > MOST_LINES) return null;
    collector.take(line, row, paid[i]);
  }
  const whole = collector.alerts.filter(isAlert);
  const nothing = whole.filter((one) => one.void);
  return {
    alerts: whole.filter((one) => !one.void),
    words: collector.words,
    warnings: [...collector.warnings, ...nothing.map(({ row }) => NOTHING_MOVED(row))],
  };
}

/** The alerts of saved messages, each read by itself; null when there are more than we read. */
export function collectMessages(messages: readonly { sender: string; sent: string; text: string }[]): Alerts | null {
  const alerts: Alert[] = [];
  const warnings: ReadWarning[] = [];
  for (const [i, { sender, sent, text }] of messages.entries()) {
    const found = collectAlerts(text);
    if (found === null || alerts.length > MOST_LINES) return null;
    for (const alert of found.alerts) {
      if (/\p{L}/u.test(sender)) alert.words.unshift(sender);
      alerts.push({ ...alert, row: i + 1, message: { sender, sent } });
    }
    // a message that names a sum and a side and was read as no payment is none that may vanish; chat names no side
    const told = found.warnings.some(({ code }) => code === "nothing_booked");
    if (told) warnings.push(NOTHING_MOVED(i + 1));
    else if (found.alerts.length === 0 && SPEAKS.test(text) && MONEY.test(text))
      warnings.push({
        code: "message_unread",
        how: "message",
        row: i + 1,
      });
  }
  return { alerts, words: [], warnings };
}

const SPEAKS = /\b(?:debit(?:ed)?|credit(?:ed)?|acct|a\/c|avail(?:able)? bal(?:ance)?)\b/i;

const NOTHING_MOVED = (row: number): ReadWarning => ({
  code: "nothing_booked",
  row,
});

/** What may come more than once in an alert. */
const FREE: readonly AlertRole[] = ["narration", "party", "status", "other"];
/** What may stand in an alert under two labels: a reference and the id of a session, two kinds of balance. */
const OF_TWO_NAMES: readonly AlertRole[] = ["reference", "otherBalance", "time"];
/** The side below the amount, on a line of its own. */
const SIDE_ALONE = /^(?:dr|cr|debit|credit)\.?$/i;
const ONLY_MONEY = new RegExp(`^${MONEY.source}$`);
/** `Your Kuda balance is NGN12,000.00`, on a line of its own. */
const BALANCE_LEFT = new RegExp(
  `^(?:your )?(?:[a-z]{1,14} ){0,3}balance (?:is |is now |now )?(${MONEY.source})\\.?$`,
  "i",
);
/** A sum alone on its line whose sign says the side, as an app prints one payment. */
const SIGNED_MONEY = new RegExp(`^[-+]\\s?${MONEY.source}$`);
/** What banks print below an alert, for whomever reads it. */
const ADVERT = /^(?:dial|call|visit|download|thank|thanks|please|pls|never|do not|don't|https?:|www\.|powered)\b/i;

const hasAmount = (alert: Alert): boolean => saidOf(alert, "amount") !== undefined;

class Collector {
  readonly alerts: Alert[] = [];
  readonly words: string[] = [];
  readonly warnings: ReadWarning[] = [];
  #alert: Alert | null = null;
  #afterBlank = true;
  /** The key whose value may go on in the next line. */
  #open: AlertRole | null = null;
  /** Labels since the last blank line. */
  #recent: AlertRole[] = [];
  /** A blank line came after the alert's sentence. */
  #gap = false;

  /** `paid`: a sum stands in this line or below it, before a blank one. */
  take(line: string, row: number, paid = false): void {
    if (line === "") {
      this.#afterBlank = true;
      this.#open = null;
      this.#recent = [];
      this.#gap = true;
      return;
    }
    // behind a blank line a sum of its own is that of another alert, whatever label stands first
    if (paid && this.#afterBlank && this.#alert?.labels.has("amount")) this.#alert = null;
    const open = this.#alert;
    if (open && !this.#afterBlank && open.side === null && hasAmount(open) && SIDE_ALONE.test(line)) {
      open.side = sideOfKey(line);
      open.raw.push(line);
      return;
    }
    const keyed = pairsOf(line);
    const told = this.#isOfBefore(keyed.prose) ? null : tellOf(keyed.prose);
    const pairs = told || standsAlone(keyed) ? keyed.pairs : [];
    if (pairs.length === 0 && !told) {
      this.#takeText(line, row);
      return;
    }
    // a payment in words that nobody knows, before the balance that ends it
    if (!told && this.#open !== "narration" && tellsOfSum(keyed.head))
      this.warnings.push({ code: "message_unread", how: "line", row });
    const before = this.#alert;
    const described = pairs[0]?.role === "narration" && pairs[0].at === 0;
    const next = described ? pairs.findIndex(({ role }) => role === "account") : -1;
    const own = next < 0 ? pairs : pairs.slice(0, next);
    const amount = own.some(({ role }) => role === "amount");
    if (told) this.#takeTold(told, amount, row);
    else if (amount && own.length > 1 && before?.labels.has("amount")) this.#begin(row);
    if (told && this.#alert && isReceipt(keyed.prose)) this.#alert.receipt = true;
    const goesOn = this.#open === "narration" && keyed.head !== "" && !told && pairs.every(({ role }) => isLoose(role));
    for (const [i, pair] of pairs.entries())
      if ((goesOn || (described && !amount && i > 0 && i < own.length)) && this.#alert) {
        takeLoose(this.#alert, pair);
        this.#open = null;
      } else this.#takePair(pair, told !== null, row);
    this.#alert?.raw.push(line);
    const words = told ? keyed.prose.replace(told.narration ?? "", " ") : keyed.head;
    if (words !== "") this.#alert?.words.push(words);
    this.#afterBlank = false;
  }

  /** Under an alert without a direction a sentence without a sum may be its own: it directs neither that nor the next. */
  #isOfBefore(prose: string): boolean {
    const alert = this.#alert;
    if (!alert || alert.side !== null || alert.void) return false;
    const number = numberOf(saidOf(alert, "amount"));
    return Boolean(number) && !number?.mark && !number?.signed && !isHeading(prose) && tellOf(prose)?.amount === null;
  }

  #begin(row: number): Alert {
    const alert: Alert = {
      row,
      labels: new Map(),
      told: new Map(),
      loose: new Map(),
      keys: new Map(),
      raw: [],
      words: [],
      side: null,
      void: false,
      receipt: false,
    };
    this.alerts.push(alert);
    this.#alert = alert;
    this.#recent = [];
    this.#gap = false;
    return alert;
  }

  #takeTold({ side, unmoved, ...told }: Told, labelled: boolean, row: number): void {
    let alert = this.#alert;
    // a heading such as "Debit Alert" may stand above the sentence
    const heading = alert !== null && alert.labels.size === 0 && alert.side === side && told.amount !== null;
    if (!alert || hasAmount(alert) || (alert.side !== null && !heading)) alert = this.#begin(row);
    alert.side = side;
    alert.void = unmoved;
    this.#gap = false;
    for (const [role, value] of Object.entries(told) as [keyof typeof told, string | null][])
      if (value !== null && !(role === "amount" && labelled)) alert.told.set(role, value);
  }

  #takePair(pair: Pair, ofSentence: boolean, row: number): void {
    const { role } = pair;
    let alert = this.#alert;
    if (!alert || this.#isNext(alert, pair, ofSentence)) alert = this.#begin(row);
    else if (!ofSentence && contradicts(alert, pair)) alert = this.#beginWithRecent(alert, row);
    this.#afterBlank = false;
    this.#open = role;
    this.#recent.push(role);
    if (!alert.keys.has(role)) alert.keys.set(role, pair.key.toLowerCase());
    takeValue(alert, pair);
  }

  #isNext(alert: Alert, { role, key }: Pair, ofSentence: boolean): boolean {
    // a number may be said twice under two names, and behind a sentence everything is of that sentence
    const again = OF_TWO_NAMES.includes(role) ? alert.keys.get(role) === key.toLowerCase() && !ofSentence : true;
    if (alert.labels.has(role) && again && !FREE.includes(role)) return true;
    return this.#afterBlank && hasAmount(alert) && (alert.receipt || alert.loose.has(role));
  }

  /** The labels since the blank line belong to an alert of their own, or those since a sentence that tells no day. */
  #beginWithRecent(alert: Alert, row: number): Alert {
    const recent = alert.told.has("date") && !this.#gap ? [] : this.#recent;
    const fresh = this.#begin(row);
    for (const role of recent) {
      const value = alert.labels.get(role);
      if (value !== undefined) fresh.labels.set(role, value);
      alert.labels.delete(role);
      this.#recent.push(role);
    }
    return fresh;
  }

  #takeText(line: string, row: number): void {
    const alert = this.#alert;
    // words without a number, as the heading of the next alert, tell of no payment
    if (SIGNED_MONEY.test(line) && (!alert || hasAmount(alert) || !this.#afterBlank)) {
      const fresh = alert && !hasAmount(alert) ? alert : this.#begin(row);
      fresh.labels.set("amount", line);
      fresh.raw.push(line);
      this.#afterBlank = false;
      return;
    }
    if (this.#afterBlank && alert && hasAmount(alert) && mayBePayment(line)) {
      this.warnings.push({ code: "text_between_alerts", row });
      this.#open = null;
    } else if ((!alert || hasAmount(alert)) && this.#open !== "narration" && tellsOfSum(line)) {
      this.warnings.push(bookedNothing(line) ? NOTHING_MOVED(row) : { code: "message_unread", how: "line", row });
    }
    if (!alert || (this.#afterBlank && hasAmount(alert))) {
      this.words.push(line);
      return;
    }
    alert.raw.push(line);
    const left = hasAmount(alert) && !saidOf(alert, "balance") ? BALANCE_LEFT.exec(line)?.[1] : undefined;
    if (left !== undefined) {
      alert.told.set("balance", left);
      return;
    }
    if (alert.receipt && hasAmount(alert)) {
      this.#takeOfReceipt(alert, line);
      return;
    }
    if (this.#open === "narration" && !saidOf(alert, "date") && readPrintedDate(line)) alert.told.set("date", line);
    else if (this.#open === "narration")
      alert.labels.set("narration", `${alert.labels.get("narration") ?? ""} ${line}`);
    else if (alert.told.has("amount")) goOn(alert, line);
    else if (alert.side && !hasAmount(alert) && ONLY_MONEY.test(line)) alert.labels.set("amount", line);
    else if (hasAmount(alert) && !saidOf(alert, "date") && readPrintedDate(line)) alert.told.set("date", line);
    else if (!alert.labels.get("narration") && alert.labels.size > 0 && !ADVERT.test(line))
      alert.labels.set("narration", line);
    else alert.words.push(line);
  }

  /** A receipt prints its parts one below the other, most of them without a label. */
  #takeOfReceipt(alert: Alert, line: string): void {
    const type = /^transaction type\b(.*)/i.exec(line)?.[1];
    if (type && /\b(?:received|deposit|add money|cash ?in|refund|revers)/i.test(type)) alert.side = "credit";
    if (/^(?:failed|pending|declined|unsuccessful|processing)$/i.test(line)) alert.void = true;
    const party = this.#open === "party" && !alert.labels.has("party");
    this.#open = /^(?:recipient|beneficiary|receiver)(?: details)?$/i.test(line) ? "party" : null;
    if (party) alert.labels.set("party", line);
    else if (!saidOf(alert, "date") && readPrintedDate(line)) alert.told.set("date", line);
    else alert.words.push(line);
  }
}

/** Words of a payment that was made, beside a sum that is no fee. */
const PAID =
  /\b(?:debited|credited|transferred|sent|received|paid|withdr[ae]w|withdrawn|spent|deposited|recharged|purchase|successful)\b/i;
const OF_FEE = new RegExp(
  `\\b(?:fees?|charges?|cost|vat|levy|commission)\\b[^.;\\d]{0,20}?${MONEY.source}|${MONEY.source} (?:[a-z]+ )?(?:fee|charge|vat|levy|commission)\\b`,
  "gi",
);
const OF_BALANCE = new RegExp(`\\bbal(?:ance)?\\b[^.;\\d]{0,12}?${MONEY.source}`, "gi");
/** A day or a clock beside a sum, as alerts in words that nobody knows have it. */
const DATED = /\d[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ,]{1,2}\d{4}|\d{1,2}:\d{2}/i;
const tellsOfSum = (line: string): boolean =>
  (PAID.test(line) || DATED.test(line)) && MONEY.test(line.replace(OF_FEE, " ").replace(OF_BALANCE, " "));

/** A number that may be a sum. A clock, a code and what a bank would lend are none. */
const mayBePayment = (line: string): boolean =>
  /\d/.test(line) && (PAID.test(line) || ((MONEY.test(line) || /\d[.,]\d\d(?!\d)/.test(line)) && !OFFERS.test(line)));
const OFFERS = /\b(?:loans?|borrow|offers?|win|promo|up to|apply|otp|code|dial)\b/i;

const isLoose = (role: AlertRole): boolean => role === "date" || role === "balance" || role === "otherBalance";

/** A key in the middle of a line that begins with text is part of that text, unless the line is an alert by itself. */
const standsAlone = ({ head, pairs }: KeyedLine): boolean =>
  head.length <= 40 || (pairs.length > 1 && pairs.some(({ role }) => role === "amount"));
