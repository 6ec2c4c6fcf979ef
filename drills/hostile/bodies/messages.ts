import { type Body, csv, latin, text } from "./body.ts";

// Alerts, MT940, QIF and JSON, and the names that a file may bear.

const DIGITS = "1".repeat(4_800_000);
const of = (fileName: string, made: Readonly<Record<string, () => string | Uint8Array>>): readonly Body[] =>
  Object.entries(made).map(([name, make]) => ({
    name: `${fileName.split(".")[1]}: ${name}`,
    fileName,
    bytes: () => {
      const value = make();
      return typeof value === "string" ? text(value) : value;
    },
  }));
const MT940 = ":20:1\n:25:1\n:28C:1\n:60F:C260101NGN1,\n";
const ENTRY = '{"date":"2026-01-02","amount":-25.00,"description":"NIP CHARGE","currency":"NGN"}';
const amount = (value: string): string => `{"transactions":[${ENTRY.replace("-25.00", value)}]}`;

const NAMES = [
  "../../../../etc/passwd",
  "..\\..\\x.csv",
  "a\u202evsc.exe",
  "x.csv\0.pdf",
  "<img src=x onerror=alert(1)>.csv",
  "';DROP TABLE report;--.csv",
  `${"a".repeat(7_000)}.csv`,
  "CON",
  "😀.csv",
  "x.csv\r\nX-Evil: 1",
  "{{7*7}}.csv",
  "%00%2e%2e%2f.csv",
  " ",
];

export const MESSAGES: readonly Body[] = [
  ...of("r.txt", {
    "a sum of 4.8 million digits": () => `Debit Alert NGN${DIGITS}`,
    "4.8 million blanks": () => `Acct:${" ".repeat(4_800_000)}Amt:NGN1.00 CR`,
    "80,000 alerts in one line": () => "Acct:XXX123 Amt:NGN25.00 DR Desc:NIP CHARGE Bal:NGN1.00 ".repeat(80_000),
    "2.4 million labels in one line": () => `Amt: NGN25.00 DR\n${"a:".repeat(2_400_000)}`,
    "2.4 million grouping marks": () => `Amt: NGN${"1,".repeat(2_400_000)}`,
    "55,000 alerts": () =>
      "Debit! Acct:XXX123 Amt:NGN25.00 DR Desc:NIP CHARGE Date:02-Jan-2026 Bal:NGN1.00\n\n".repeat(55_000),
    "1.5 million words of one sentence": () => `Your account has been debited with NGN25.00 ${"on ".repeat(1_500_000)}`,
    "200,000 alerts that are cut off": () => "Debit Alert\nAmt:\n".repeat(200_000),
    "a sentence of brackets": () => `Acct No: ${"(".repeat(2_000_000)} debited NGN1.00`,
  }),
  ...of("r.sta", {
    "1.6 million parts of a narration": () => `${MT940}:61:2601020102D25,NMSC1\n:86:${"?20".repeat(1_600_000)}`,
    "a sum of 4.8 million digits": () => `${MT940}:61:260102${DIGITS}`,
    "800,000 marks": () => `${MT940}:61:2601020102D25,NMSC1\n:86:${"/REMI/".repeat(800_000)}`,
    "800,000 fields": () => `:20:x\n${":21:a\n".repeat(800_000)}`,
    "200,000 statements": () => MT940.repeat(120_000),
    "brackets of the envelope": () => `{1:F01${"{".repeat(2_000_000)}`,
  }),
  ...of("r.qif", {
    "4.8 million blanks": () => `!Type:Bank\nD1/1/26\nT-25\nP${" ".repeat(4_800_000)}\n^\n`,
    "2.4 million ends": () => `!Type:Bank\n${"^\n".repeat(2_400_000)}`,
    "450,000 splits": () => `!Type:Bank\nD1/1/26\nT-25\n${"SA\nE\n$1\n".repeat(450_000)}^\n`,
    "types without end": () => "!Type:Bank\n!Account\n".repeat(200_000),
  }),
  ...of("p.json", {
    "the language's own names at the root": () =>
      `{"__proto__":{"polluted":true,"ok":false},"constructor":{"prototype":{"polluted":true}},"transactions":[${[ENTRY, ENTRY, ENTRY]}]}`,
    "the language's own names in a row": () =>
      `{"transactions":[${Array.from({ length: 3 }, () => `{"__proto__":{"polluted":1,"amount":"9"},${ENTRY.slice(1)}`)}]}`,
    "2,000 objects deep": () => `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`,
    "2.4 million brackets": () => "[".repeat(2_400_000),
    "600,000 times one name": () => `{${'"a":1,'.repeat(600_000)}"transactions":[]}`,
    "2.4 million escapes": () => `{"a":"${'\\"'.repeat(2_400_000)}"}`,
    "a text that never closes": () => `["${"a".repeat(4_800_000)}`,
    "a number of 4.7 million digits": () => amount(`-${"9".repeat(4_700_000)}`),
    "10 to the 999,999,999": () => amount("-1e999999999"),
    "10 to the 300": () => amount("-1E+300"),
    "10 to minus four million": () => amount("-1e-4000000"),
    "10 to the 99,999,999 as text": () => amount('"-1e99999999"'),
    "names that objects have": () =>
      `{"transactions":[${Array.from({ length: 300 }, () => `{"toString":"x","valueOf":"y","hasOwnProperty":"z",${ENTRY.slice(1)}`)}]}`,
    "half a letter": () => amount("-25.00").replace("NIP", "\\ud800NIP"),
    "2 million empty objects": () => `{"transactions":[${"{},".repeat(1_600_000)}{}]}`,
  }),
  { name: "a picture", fileName: "p.gif", bytes: () => latin(`GIF89a${"\0".repeat(1_000)}`) },
  ...NAMES.map((fileName) => ({
    name: `a file named ${JSON.stringify(fileName.slice(0, 24))}`,
    fileName: fileName.replaceAll('"', ""),
    bytes: () => text(csv("NIP CHARGE")),
  })),
  ...["__proto__", "x".repeat(400), "ng.gtbank\0", "' OR 1=1--"].map((bank) => ({
    name: `a bank named ${JSON.stringify(bank.slice(0, 16))}`,
    fileName: "x.csv",
    bytes: () => text(csv("NIP CHARGE")),
    fields: { bank, accountType: "savings", password: "\ud800".repeat(50) },
  })),
];
