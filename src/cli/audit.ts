/** `openfees audit`: statements in, judgement out, as a summary for a person or as data for a program. */
import { writeFile } from "node:fs/promises";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Said } from "../domain/audit/audit-statement.ts";
import { auditTable } from "../domain/audit/claim/audit-table.ts";
import { readToldText } from "../domain/audit/claim/read-told.ts";
import { hasFindings, outcomeOf } from "../domain/audit/outcome.ts";
import { auditPieces } from "../domain/audit/print-audit.ts";
import type { ToldFact } from "../domain/audit/told-facts.ts";
import { csvText } from "../domain/csv-text.ts";
import { withAgreedRates } from "../domain/fees/agreed-rates.ts";
import type { AccountType, Pack } from "../domain/fees/pack.ts";
import { productOf } from "../domain/fees/products.ts";
import type { SaidFile } from "../domain/statements/statement.ts";
import { judgeParsed } from "../engine/judge-parsed.ts";
import { commandWords, commandWordsIn } from "../words/command-words.ts";
import { AUDIT_MANUAL } from "../words/en/manuals/statements.ts";
import { ENGLISH, LANGUAGES, type Language, languageNamed } from "../words/languages.ts";
import { speakerIn } from "../words/say.ts";
import { RATE_WORDS } from "../words/say-rates.ts";
import { LETTER_FLAGS, readFills, readLetter, writeLetters } from "./audit-letter.ts";
import { auditSummary } from "./audit-summary.ts";
import type { Command, Terminal } from "./command.ts";
import type { DisputeParts } from "./dispute-pack.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { readRatesFile } from "./rates.ts";
import { note, pathFrom, readNamedFile } from "./read-files.ts";
import { type Given, READ_FLAGS, READ_TAKES } from "./read-flags.ts";
import { noSuchBank, refuseUse, startReading } from "./start-reading.ts";

const ACCOUNTS: readonly string[] = ["savings", "current", "domiciliary"];

const FLAGS = {
  ...READ_FLAGS,
  bank: { type: "string" },
  "account-type": { type: "string" },
  product: { type: "string" },
  fact: { type: "string", multiple: true },
  csv: { type: "string" },
  html: { type: "string" },
  rates: { type: "string" },
  lang: { type: "string" },
  dispute: { type: "string" },
  ...LETTER_FLAGS,
} as const;

const MANUAL: Manual = {
  ...AUDIT_MANUAL,
  of: "file",
  options: optionsOf(FLAGS, AUDIT_MANUAL.options, {
    bank: { takes: "ID", of: "bank" },
    "account-type": { takes: "KIND", of: ACCOUNTS },
    product: { takes: "ID" },
    fact: { takes: "ROW.NAME=VALUE" },
    ...READ_TAKES,
    jurisdiction: { takes: "J" },
    rates: { takes: "FILE", of: "file" },
    lang: { takes: "LANGUAGE", of: LANGUAGES },
    csv: { takes: "FILE", of: "file" },
    html: { takes: "FILE", of: "file" },
    letter: { takes: "FILE", of: "file" },
    dispute: { takes: "FOLDER", of: "folder" },
    "letter-to": { takes: "WHO", of: ["bank", "regulator"] },
    "letter-on": { takes: "DAY" },
    name: { takes: "NAME" },
    "account-number": { takes: "NUMBER" },
    contact: { takes: "WORDS" },
  }),
};
const HELP = helpText(MANUAL);

const NOTE_FROM_ROWS = 20_000;

export type AuditParts = {
  readonly packOf: (jurisdiction: string) => Pack | undefined;
  readonly engineVersion: string;
  /** One web page of an answer; fetched only when it is asked for. */
  readonly page: (answer: AuditResult | AuditBundle, pack: Pack) => Promise<string>;
  readonly letter: DisputeParts;
};

export function auditCommand(parts: () => AuditParts): Command {
  return {
    name: "audit",
    summary: AUDIT_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const { packOf, engineVersion, page, letter } = parts();
      const started = startReading(args, FLAGS, packOf);
      const refuse = (words: string): number => refuseUse(terminal, words, HELP);
      if (typeof started === "string") return refuse(started);
      const { given, options } = started;
      const { rates: ratesFile, dispute } = given.values;
      const rates = typeof ratesFile === "string" ? await readRatesFile(ratesFile, started.pack, terminal) : null;
      if (rates && !rates.ok) {
        for (const fault of rates.faults) terminal.err(`${ratesFile}: ${RATE_WORDS.say(fault)}\n`);
        return 2;
      }
      const pack = rates ? withAgreedRates(started.pack, rates.fees) : started.pack;
      const said = saidOf(given, pack);
      if (typeof said === "string") return refuse(said);
      const told = toldIn(given);
      if (typeof told === "string") return refuse(told);
      const language = languageNamed(String(given.values.lang ?? "")) ?? ENGLISH;
      const wanted = readLetter(given.values);
      if (typeof wanted === "string") return refuse(wanted);
      const fills = readFills(given.values);
      if (typeof fills === "string") return refuse(fills);
      const files: { name: string; file: SaidFile }[] = [];
      let unread = 0;
      for (const name of given.files) {
        const read = await readNamedFile(
          name,
          { ...options, ...(said.bank ? { bank: said.bank } : {}) },
          pack,
          terminal,
        );
        if (read.ok && read.file.statements.length > 0) files.push({ name, file: read.file });
        else {
          unread++;
          const [message, code] = read.ok
            ? [commandWords("audit.no_statement"), "no_table"]
            : [read.message, read.code];
          terminal.err(`${commandWords("cli.told", { name, message, code })}\n`);
        }
      }
      if (files.length === 0) return 2;
      const rows = files.flatMap(({ file }) => file.statements).reduce((sum, one) => sum + one.lines.length, 0);
      if (rows >= NOTE_FROM_ROWS)
        note(terminal, commandWordsIn(language)("audit.progress", { rows: rows.toLocaleString("en") }));
      const parsed = files.map(({ file }) => file);
      const answer = judgeParsed({ pack, engineVersion, say: speakerIn(language) }, parsed, said, told);
      await put(answer, given, terminal, { pack, files, unread, page, language });
      if (wanted) await writeLetters(answer, { ...wanted, ...fills }, pack, letter, terminal);
      if (typeof dispute === "string") {
        const { writeDisputes } = await import("./dispute-pack.ts");
        await writeDisputes({ answer, folder: dispute, ...fills, pack }, letter, terminal);
      }
      return hasFindings(outcomeOf(answer, unread)) ? 1 : 0;
    },
  };
}

/** What the person says of the account; words when the pack lists no such bank or there is no such kind. */
function saidOf({ values }: Given, pack: Pack): Said | string {
  const { bank, "account-type": type, product: id } = values;
  const product = typeof id === "string" ? productOf(pack, id) : undefined;
  if (typeof id === "string" && !product) return commandWords("audit.no_product", { id });
  if (product && typeof bank === "string" && product.bank !== bank)
    return commandWords("audit.other_product", { product: product.id, owner: product.bank, bank });
  if (typeof bank === "string" && !pack.banks.some((one) => one.id === bank)) return noSuchBank(bank, pack);
  if (typeof type === "string" && !ACCOUNTS.includes(type))
    return commandWords("audit.account_type", { kinds: ACCOUNTS.join(", ") });
  return {
    ...(typeof bank === "string" ? { bank } : product ? { bank: product.bank } : {}),
    ...(product ? { product: product.id } : {}),
    ...(typeof type === "string" ? { accountType: type as AccountType } : {}),
  };
}

/** What the person tells of single payments; words when one of them says nothing that a fact can be. */
function toldIn({ values }: Given): readonly ToldFact[] | string {
  const given = [values.fact ?? []].flat().map(String);
  const told = given.flatMap((text) => readToldText(text) ?? []);
  const wrong = given.find((text) => readToldText(text) === null);
  return wrong === undefined ? told : commandWords("audit.fact", { wrong });
}

async function put(
  answer: AuditResult | AuditBundle,
  { values }: Given,
  terminal: Terminal,
  {
    pack,
    files,
    unread,
    page,
    language,
  }: {
    pack: Pack;
    files: { name: string; file: SaidFile }[];
    unread: number;
    page: AuditParts["page"];
    language: Language;
  },
): Promise<void> {
  const csv = typeof values.csv === "string" ? values.csv : null;
  if (csv !== null) {
    const { header, rows } = auditTable(answer);
    const text = csvText(header, rows);
    if (csv === "-") await terminal.write(text);
    else await writeFile(pathFrom(terminal, csv), text);
  }
  if (typeof values.html === "string") await writeFile(pathFrom(terminal, values.html), await page(answer, pack));
  if (values.json) for (const piece of auditPieces(answer)) await terminal.write(piece);
  else if (csv !== "-")
    await terminal.write(
      auditSummary(answer, {
        pack,
        files,
        unread,
        language,
        colour: terminal.isTerminal && terminal.environment.NO_COLOR === undefined,
      }),
    );
}
