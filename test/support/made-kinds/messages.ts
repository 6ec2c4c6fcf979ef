/** Alerts as banks and wallets send them, as people paste them, and as programs save them. */
import { type Draw, grouped, type Kind, linesOf, named, type Row, rowsOf, signed, slashed } from "./made-rows.ts";

type Is = Kind["is"];
const side = ({ cents }: Row, out = "DR", into = "CR"): string => (cents < 0 ? out : into);
const naira = (cents: number): string => `NGN${signed(cents)}`;
const sum = ({ cents }: Row): string => `NGN${grouped(cents)}`;
const day = ({ date }: Row): string => named(date);

type Options = { balances?: boolean; between?: string; change?: (text: string) => string };
const alerts = (
  name: string,
  is: Is,
  write: (row: Row, i: number, draw: Draw) => string,
  { balances = true, between = "\n\n", change = (text) => text }: Options = {},
): Kind => ({
  name: `alerts: ${name}`,
  is,
  make: (draw) => {
    const rows = rowsOf(draw);
    const text = change(rows.map((row, i) => write(row, i, draw)).join(between));
    return { bytes: text, lines: linesOf(rows, balances), statements: null };
  },
});
const usual = (row: Row): string =>
  `Acct: ****4321\nAmt: ${sum(row)} ${side(row)}\nDesc: ${row.words}\nDate: ${day(row)}\nBal: ${naira(row.balance)}`;
const NONE = { balances: false } as const;
const sentence = (row: Row): string =>
  `Your account 012****789 has been ${side(row, "debited", "credited")} with ${sum(row)} on ${day(row)} for ${row.words}. Bal: ${naira(row.balance)}.`;
/** Verbs out and in, and words for what remains, each with the day before or behind them. */
const VERBS: readonly (readonly [out: string, into: string, remains: string])[] = [
  ["has left your account", "has landed in your account", "Balance:"],
  ["just left your wallet", "just landed in your wallet", "You've"],
  ["don comot from your account", "don enter your account", "Wetin remain:"],
  ["was taken from acct ***789", "was added to acct ***789", "Remaining balance:"],
  ["has gone out of your account", "has come into your account", "Your balance na"],
];
const DID = [
  ["You moved", "You got"],
  ["You don send", "You don collect"],
  ["We don comot", "We don put"],
  ["Withdrawal of", "Deposit of"],
] as const;
const wrapped =
  (most: number) =>
  (text: string): string =>
    text
      .split("\n\n")
      .map((part) => part.replace(new RegExp(`(.{1,${most}})(?:\\s|$)`, "g"), "$1\n"))
      .join("\n");
const instant = ({ date, time }: Row): number => Date.parse(`${date}T${time}:00Z`);
const saved = (rows: string): string => `<?xml version="1.0"?>\n<smses>\n${rows}\n</smses>`;

/** The list of an app: a day above its payments, whose words and sums stand on lines of their own. */
const shown = (rows: readonly Row[], item: (row: Row) => string): string =>
  rows
    .map((row, i) => `${row.date === rows[i - 1]?.date ? "" : `${day(row).replaceAll("-", " ")}\n`}${item(row)}`)
    .join("\n");
const listed = (name: string, is: Is, item: (row: Row) => string): Kind => ({
  name: `app: ${name}`,
  is,
  make: (draw) => {
    const rows = rowsOf(draw);
    return { bytes: shown(rows, item), lines: linesOf(rows, false), statements: null };
  },
});
const withSign = ({ cents }: Row): string => `${cents < 0 ? "-" : "+"}₦${grouped(cents)}`;
const mailed = (text: string, type = "plain"): string =>
  `From: Made Up <a@madeup.example>\r\nDate: Tue, 3 Feb 2026 10:16:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`;

/** Forms of banks, each of which begins with another label; a blank line parts each alert from the next. */
const FORMS: readonly ((row: Row, account: string) => string)[] = [
  (row, account) =>
    `Acct: ${account}\nAmt: ${sum(row)} ${side(row)}\nDesc: ${row.words}\nAvail Bal: ${naira(row.balance)}\nDate: ${day(row)}`,
  (row, account) =>
    `Txn: ${side(row, "Debit", "Credit")}\nAc: ${account}\nAmt: ${sum(row)}\nDes: ${row.words}\nDate: ${day(row)}\nBal: ${naira(row.balance)}`,
  (row, account) =>
    `Date: ${day(row)}\nAmt: ${sum(row)} ${side(row)}\nAcct: ${account}\nDesc: ${row.words}\nBal: ${naira(row.balance)}`,
  (row, account) =>
    `Desc: ${row.words}\nAcct: ${account}\nAmt: ${sum(row)} ${side(row)}\nDate: ${day(row)}\nBal: ${naira(row.balance)}`,
];
const twoBanks: Kind = {
  name: "alerts: of two banks after each other, whose forms begin with different labels",
  is: "whole",
  make: (draw) => {
    const [first, second] = [draw.pick(FORMS), draw.pick(FORMS)];
    const [a, b] = [rowsOf(draw, { month: 2 }), rowsOf(draw, { month: 2 })];
    const texts = [...a.map((row) => first(row, "012****789")), ...b.map((row) => second(row, "987****210"))];
    return { bytes: texts.join("\n\n"), lines: [...linesOf(a), ...linesOf(b)], statements: 2 };
  },
};

export const MESSAGE_KINDS: readonly Kind[] = [
  listed("words above the sum", "whole", (row) => `${row.words}\n${row.time}\n${withSign(row)}`),
  listed("words below the sum", "whole", (row) => `${withSign(row)}\n${row.words}`),
  listed("words beside the sum", "whole", (row) => `${row.words}   ${withSign(row)}\n${row.time} · Successful`),
  listed("no sign", "told", (row) => `${row.words}\n₦${grouped(row.cents)}`),
  alerts(
    "a mailbox of alerts",
    "whole",
    (row) => `From a@madeup.example Tue Feb  3 10:16:00 2026\r\n${mailed(usual(row))}`,
    {
      between: "\r\n",
    },
  ),
  alerts("labels on lines", "whole", usual),
  alerts(
    "the side as a heading",
    "whole",
    (row) =>
      `${side(row, "DEBIT", "CREDIT")} ALERT\n\nAcc: 512****904 (Personal)\nAmt: ${sum(row)}\nBal: ${naira(row.balance)}\nDate: ${slashed(row.date)}\nDesc: ${row.words}`,
  ),
  alerts(
    "a heading with a mark",
    "whole",
    (row) =>
      `${side(row, "Debit", "Credit")}!\nAcct: 602****123\nAmt:NGN${signed(row.cents)}\nDesc:${row.words}\nDate:${day(row)}\nBal:${naira(row.balance)}`,
  ),
  alerts(
    "the side before the sum",
    "whole",
    (row) =>
      `Acct:221****789\nDT:${slashed(row.date)} ${row.time}\n${row.words}\n${side(row)} Amt:${grouped(row.cents)}\nBal:${signed(row.balance)}`,
  ),
  alerts(
    "labels Acc# and Det",
    "whole",
    (row) =>
      `${side(row, "Debit", "Credit")} Alert\nAcc#: 012****789\nAmt: ${sum(row)}\nDet: ${row.words}\nDate: ${day(row)}\nBal: ${naira(row.balance)}`,
  ),
  alerts(
    "labels A/C, Val, Rmk, Dt and AvBal",
    "whole",
    (row) =>
      `A/C: 012****789\nVal: ${sum(row)} ${side(row)}\nRmk: ${row.words}\nDt: ${day(row)}\nAvBal: ${naira(row.balance)}`,
  ),
  alerts(
    "long labels",
    "whole",
    (row) =>
      `Acct No.: 012****789\nTransaction Type: ${side(row, "DEBIT", "CREDIT")}\nTransaction Amount: ${sum(row)}\nTransaction Date: ${day(row)}\nRemarks: ${row.words}\nCurrent Balance: ${naira(row.balance)}`,
  ),
  alerts(
    "stars and bullets",
    "whole",
    (row) =>
      `*${side(row, "Debit", "Credit")} Alert*\n• *Acct:* 012****789\n• *Amount:* ${sum(row)}\n• *Desc:* ${row.words}\n• *Date:* ${day(row)}\n• *Balance:* ${naira(row.balance)}`,
  ),
  alerts(
    "one line each, labels and commas",
    "whole",
    (row) =>
      `${side(row, "Debit", "Credit")} Alert! Acct:xxxxxx1234, Amt:${sum(row)}, Desc:${row.words}, Date:${slashed(row.date)}, Bal:${naira(row.balance)}`,
    { between: "\n" },
  ),
  alerts(
    "one line each, one label",
    "whole",
    (row) =>
      `${side(row, "DEBIT", "CREDIT")}: N${grouped(row.cents)} Acct ****4321 ${row.words} ${day(row)} Bal N${signed(row.balance)}`,
  ),
  alerts("all in one line", "whole", (row) => usual(row).replaceAll(": ", ":").replaceAll("\n", " "), { between: " " }),
  alerts("sentences", "whole", sentence),
  alerts(
    "sentences of a wallet",
    "whole",
    (row) =>
      `Dear customer, N${grouped(row.cents)} has been ${side(row, "debited", "credited")} for Transfer via App on ${day(row)} ${row.time}.`,
    NONE,
  ),
  ...VERBS.flatMap(([out, into, remains]) => [
    alerts(
      `${out}, ${into}`,
      "whole",
      (row) =>
        `NGN${grouped(row.cents)} ${side(row, out, into)} on ${day(row)} at ${row.time}. ${remains} ${naira(row.balance)}`,
    ),
    alerts(
      `the clock, then ${out}`,
      "whole",
      (row) =>
        `${row.time} ${day(row)}: N${grouped(row.cents)} ${side(row, out, into)}. ${remains} N${signed(row.balance)}.`,
      { between: "\n" },
    ),
  ]),
  ...DID.map(([out, into]) =>
    alerts(
      `${out}, ${into}`,
      "whole",
      (row) =>
        `${side(row, out, into)} NGN${grouped(row.cents)} ${side(row, "to", "from")} ${row.words} on ${day(row)}. Remaining: ${naira(row.balance)}`,
    ),
  ),
  alerts(
    "an unknown verb among known ones",
    "told",
    (row, i) =>
      i === 3 ? `${sum(row)} vamoosed, account 012****789, ${day(row)}. Bal: ${naira(row.balance)}` : sentence(row),
    { between: "\n" },
  ),
  alerts("wrapped lines", "told", usual, { change: wrapped(26) }),
  alerts("wrapped sentences", "told", sentence, { change: wrapped(30) }),
  alerts("the side alone below the sum", "whole", (row) => usual(row).replace(/ ([CD]R)$/m, "\n$1")),
  alerts("nothing but signs", "whole", (row) =>
    usual(row).replace(/NGN(\S+) [CD]R$/m, `${row.cents < 0 ? "-" : "+"}NGN$1`),
  ),
  alerts("no side", "told", (row) => usual(row).replace(/ [CD]R$/m, "")),
  alerts("a side turned", "told", (row, i) => usual(i === 3 ? { ...row, cents: -row.cents } : row)),
  alerts("an alert cut out", "told", (row, i) => (i === 3 ? "" : usual(row))),
  alerts("a figure lost", "told", (row, i) => (i === 3 ? usual(row).replace(/\d(?=\.\d\d [CD]R)/, "O") : usual(row))),
  alerts(
    "each twice, no balance",
    "told",
    (row) => `${usual(row).replace(/\nBal.*/, "")}\n\n${usual(row).replace(/\nBal.*/, "")}`,
    NONE,
  ),
  alerts(
    "codes and offers between",
    "whole",
    (row, _i, { pick }) =>
      `${pick(["Your OTP is 482913. Do not share it.\n\n", "Get a loan of up to N5,000,000.00 today! Dial *894#\n\n", ""])}${usual(row)}`,
  ),
  alerts(
    "what was declined between",
    "told",
    (row, i) => `${i % 3 ? "" : `Your transaction of NGN5,000.00 on ${day(row)} was DECLINED.\n\n`}${usual(row)}`,
  ),
  alerts("senders and clocks between", "whole", (row) => `MADEUPBANK\n${row.time}\n${usual(row)}`),
  alerts("an offer below each", "whole", (row) => `${usual(row)}\nGet a loan up to N500,000. Dial *901#`),
  alerts(
    "a backup of messages",
    "whole",
    (row) => `<sms address="MADEUP" date="${instant(row)}" type="1" body="${usual(row).replaceAll("\n", "&#10;")}" />`,
    { between: "\n", change: saved },
  ),
  alerts("a messenger's export", "whole", (row) => `${slashed(row.date)}, ${row.time} - Made Up Bank: ${usual(row)}`, {
    between: "\n",
  }),
  alerts(
    "another messenger's export",
    "whole",
    (row) => `[${slashed(row.date)}, ${row.time}:00] Made Up Bank: ${usual(row)}`,
    { between: "\n" },
  ),
  alerts("masks of several marks", "whole", (row, i) =>
    usual(row).replace("****4321", ["**4321", "XX4321", "xxxx4321", "...4321"][i % 4] as string),
  ),
  ...["ETB ", "AED", "BWP "].map((mark) =>
    alerts(`a currency that few alerts name, ${mark.trim()}`, "whole", (row) => sentence(row).replaceAll("NGN", mark)),
  ),
  alerts(
    "a day with its clock, and no word that leads to it",
    "whole",
    (row) =>
      `${side(row, `Your transfer of ${sum(row)} to ${row.words} was successful.`, `You have received ${sum(row)} from ${row.words}.`)} ${day(row).replaceAll("-", " ")} ${row.time}:00. Balance: ${naira(row.balance)}`,
  ),
  alerts(
    "cash taken from an agent, the verb behind the clock",
    "whole",
    (row, i) =>
      `SC${1_000 + i} Confirmed.${side(row, `on ${slashed(row.date)} at ${row.time} PM Withdraw Ksh${grouped(row.cents)} from 123456 - AGENT SHOP`, `You have received Ksh${grouped(row.cents)} from ADA OBI on ${slashed(row.date)} at ${row.time} PM`)} New M-PESA balance is Ksh${signed(row.balance)}. Transaction cost, Ksh0.00.`,
    { between: "\n" },
  ),
  alerts(
    "a wallet's verb before the sum, with an id between or none",
    "whole",
    (row, i) =>
      `${side(row, i % 2 ? `SENT.TID 12345${i}. ` : "Cash Out ", "You have received ")}Tk ${grouped(row.cents)} ${side(row, "to", "from")} 017110000${i}${side(row, i % 2 ? "" : " successful", "")}. Fee Tk 0.00. Balance Tk ${signed(row.balance)}. TrxID AB${i} at ${slashed(row.date)} ${row.time}`,
    { between: "\n" },
  ),
  alerts(
    "a sentence that nobody knows among those that are known",
    "told",
    (row, i) =>
      i === 2
        ? `SC9 Confirmed. Pochi ya Biashara ${sum(row)} withdrawn by agent. Transaction cost, NGN10.00.`
        : sentence(row),
    { between: "\n" },
  ),
  twoBanks,
];
