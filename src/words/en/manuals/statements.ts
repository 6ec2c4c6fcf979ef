/** How the commands that read statements are used: what `--help`, the manual page and a shell's completion say of them. */

/** What a person says of a file where it would else be sniffed. */
const READ_OPTIONS = {
  password: "for a file that is locked",
  encoding: "how its letters are stored, such as utf-8 or windows-1252",
  "date-order": "dmy, mdy or ymd",
  columns: "what its columns hold, in order, such as date,narration,debit,credit,balance; - skips one",
} as const;

export const AUDIT_MANUAL = {
  summary: "check every charge of a bank statement",
  forms: ["audit FILE..."],
  says: "Checks every charge of a bank statement against the rule and the price in force that day.",
  options: {
    bank: "whose statement it is, such as ng.zenith, where the file does not say",
    "account-type": "savings, current or domiciliary, where the file does not say",
    product: "the bank's product that the account is, such as ng.access.gold-current: its own prices then count",
    fact: "of the payment in a row, where the file does not show it: 17.locality=on_site or off_site, 17.sameOwner=yes or no; 1.17.locality=on_site in the second statement; may be given again",
    ...READ_OPTIONS,
    jurisdiction: "ng unless said otherwise",
    json: 'the whole answer as JSON; of several statements {"results": [...]}',
    rates: "rates that you agreed with your bank, which speak before its own list; see openfees rates --help",
    lang: "in which the answer is said, such as pcm, Nigerian Pidgin; what it has no words for yet is in English",
    csv: "also writes every line with its verdict as CSV; - writes it instead of the summary",
    html: "also writes the answer as one web page",
    letter: "also writes the letter to the bank: .pdf, .html to print, .txt, or .ics with the days of the next steps",
    dispute: "also writes for each bank its letters, a schedule as .xlsx and .csv, the rules and the months seen",
    "letter-to": "bank, or regulator for the second letter when the bank's time is over",
    "letter-on": "the day the first letter is sent, such as 2026-11-24; today unless said otherwise",
    name: "your name on the letter; else a blank",
    "account-number": "the account's number on the letter; else a blank",
    contact: "how the bank reaches you; else a blank",
  },
  exit: "0 nothing to look at, 1 something is (a charge that is too high or cannot be told, a row that could not be read or has lost its words, a balance that does not add up), 2 no file could be read",
} as const;

export const PARSE_MANUAL = {
  summary: "read a bank statement and show what was understood",
  forms: ["parse FILE..."],
  says: "Reads bank statements and prints what is in them, row by row. What cannot be read is named with its row.",
  options: {
    ...READ_OPTIONS,
    jurisdiction: "whose banks are known, ng unless said otherwise",
    explain: "of a PDF: the columns and rows that were seen, and why",
    svg: "with --explain: the same as a picture over the pages",
    json: 'the whole answer; several files give one answer a line, as {"file", ...}',
  },
  exit: "0 read whole, 1 read with rejected rows or a broken balance, 2 refused",
} as const;

export const RATES_MANUAL = {
  summary: "a table for the rates that you agreed with your bank",
  forms: ["rates template [--bank ID]", "rates check FILE"],
  says: "Rates that you agreed with your bank, for `openfees audit --rates FILE`. The template is a CSV with one row a service: fill in the rows you have an agreement for and leave the others.",
  verbs: {
    template: "an empty table to fill in",
    check: "reads a filled one and says what is wrong with it",
  },
  options: {
    bank: "whose rates they are, such as ng.zenith",
    jurisdiction: "ng unless said otherwise",
  },
  also: "Columns: amount, a sum for each time, such as 20.00, 0 where it is free for you; per_mille, instead of an amount so much of each thousand, with min and max where the offer letter names them; vat, added (on top; what is taken when left blank), included or none; account, savings, current or domiciliary, blank for all; from and until, the first day it holds and the first on which it no longer does, blank where the letter names none; page, the page of the offer letter, for the letter to the bank.",
  exit: "0 done, 2 wrong use or a table that cannot be read",
} as const;
