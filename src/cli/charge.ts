/** `openfees charge`: one question as flags, or a stream of them as JSON lines. */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { answerCharge, answerChargeLine, type ChargeFault } from "../domain/fees/charge-answer.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { factOfText } from "../domain/fees/question-of-texts.ts";
import { isUsualIn } from "../domain/fees/usual-price.ts";
import { CHARGE_ENGLISH } from "../words/charge-english.ts";
import { commandWords } from "../words/command-words.ts";
import { CHARGE_MANUAL } from "../words/en/manuals/fees.ts";
import { ENGLISH as ENGLISH_NAME, LANGUAGES, languageNamed } from "../words/languages.ts";
import type { Facts } from "../words/message.ts";
import { nameWords, type PageKey, pageWords } from "../words/page-words.ts";
import { speakerIn } from "../words/say.ts";
import { sayCharge } from "../words/say-charge.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { sourceLines } from "./source-lines.ts";

type PackOf = (jurisdiction: string) => Pack | undefined;
type Today = (jurisdiction: string) => CivilDate;

export function chargeCommand(packsOf: () => PackOf, today: Today, input: () => NodeJS.ReadableStream): Command {
  return {
    name: "charge",
    summary: CHARGE_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const asked = readFlags(args);
      if (typeof asked === "string") {
        terminal.err(`${asked}\n\n${HELP}`);
        return 2;
      }
      const packOf = packsOf();
      if (asked.batch) return runBatch(packOf, input(), terminal);
      const pack = packOf(asked.jurisdiction);
      const question = { ...(pack ? { on: today(asked.jurisdiction) } : {}), ...asked.question };
      // people get the whole answer; the JSON holds what the contract says unless `--whole` asks for more
      const whole = asked.json ? asked.whole : true;
      // the contract's worksheet is in English; people read it in the language that they name
      const { sayAll } = speakerIn(languageNamed(asked.lang) ?? ENGLISH_NAME);
      const say = asked.json ? CHARGE_ENGLISH : { ...CHARGE_ENGLISH, sayAll };
      const answer = answerCharge({ ...question, ...(whole ? { whole } : {}) }, packOf, say, sayCharge);
      if ("error" in answer) {
        if (asked.json) terminal.out(`${JSON.stringify(answer)}\n`);
        else
          terminal.err(
            `${commandWords("charge.refused", { message: answer.error.message, code: answer.error.code })}\n`,
          );
        return 2;
      }
      terminal.out(asked.json ? `${JSON.stringify(answer)}\n` : inWords(answer, question, pack, asked.lang));
      return 0;
    },
  };
}

const OPTIONS = {
  on: { type: "string" },
  amount: { type: "string" },
  account: { type: "string" },
  bank: { type: "string" },
  product: { type: "string" },
  fact: { type: "string", multiple: true },
  currency: { type: "string" },
  lang: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  id: { type: "string", default: "1" },
  json: { type: "boolean", default: false },
  whole: { type: "boolean", default: false },
  batch: { type: "boolean", default: false },
} as const;

const MANUAL: Manual = {
  ...CHARGE_MANUAL,
  of: "service",
  options: optionsOf(OPTIONS, CHARGE_MANUAL.options, {
    on: { takes: "DAY" },
    amount: { takes: "SUM" },
    account: { takes: "KIND", of: ["savings", "current", "domiciliary"] },
    bank: { takes: "ID", of: "bank" },
    product: { takes: "ID" },
    fact: { takes: "NAME=VALUE" },
    currency: { takes: "CODE" },
    lang: { takes: "LANGUAGE", of: LANGUAGES },
    jurisdiction: { takes: "J" },
    id: { takes: "TEXT" },
  }),
};
const HELP = helpText(MANUAL);

type Asked = {
  readonly batch: boolean;
  readonly json: boolean;
  readonly whole: boolean;
  readonly jurisdiction: string;
  readonly lang: string;
  readonly question: Record<string, unknown>;
};

function readFlags(args: readonly string[]): Asked | string {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    return (cause as Error).message;
  }
  const { values, positionals } = parsed;
  const { batch, json, whole, fact = [], ...fields } = values;
  const { jurisdiction, lang = "" } = fields;
  if (batch)
    return positionals.length > 0
      ? commandWords("charge.batch")
      : { batch, json, whole, jurisdiction, lang, question: {} };
  if (positionals.length > 1) return commandWords("charge.one_service", { service: String(positionals[1]) });
  const facts: Record<string, unknown> = {};
  for (const pair of fact) {
    const cut = pair.indexOf("=");
    if (cut < 1) return commandWords("charge.fact", { pair });
    facts[pair.slice(0, cut)] = factOfText(pair.slice(0, cut), pair.slice(cut + 1));
  }
  return { batch: false, json, whole, jurisdiction, lang, question: { ...fields, service: positionals[0], facts } };
}

/** Answers line by line and waits when the reader of the answers is slow, so that memory stays bounded. */
async function runBatch(packOf: PackOf, input: NodeJS.ReadableStream, terminal: Terminal): Promise<number> {
  let status = 0;
  let block = "";
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const answer = answerChargeLine(line, packOf, CHARGE_ENGLISH, sayCharge);
    if ("error" in answer) status = 2;
    block += `${JSON.stringify(answer)}\n`;
    if (block.length < 65_536) continue;
    await terminal.write(block);
    block = "";
  }
  await terminal.write(block);
  return status;
}

/** Width of the words that stand before a line. */
const LABEL = 10;

type Answered = Exclude<ReturnType<typeof answerCharge>, ChargeFault>;

function inWords(answer: Answered, question: Record<string, unknown>, pack: Pack | undefined, asked: string): string {
  const language = languageNamed(asked) ?? ENGLISH_NAME;
  const say = (key: PageKey, facts?: Facts) => pageWords(language, key, facts).text;
  const line = (label: PageKey, words: string) => `${say(label).padEnd(LABEL - 1)} ${words}`;
  const payeeOf = (payee: string) => nameWords(language, "PAYEES", payee).text;
  const { maximum, range, listed, currency, also = [] } = answer;
  const span = (low: string, high: string) =>
    low === high ? say("command.sum", { currency, sum: high }) : say("command.span", { currency, low, high });
  const lines = [say(`command.${answer.state}`)];
  if (maximum) {
    const kept = { payee: payeeOf(answer.payee), government: payeeOf("government") };
    const isUsual = pack !== undefined && isUsualIn(pack, answer.rules);
    lines.push(
      line(
        isUsual ? "command.usual" : "command.at_most",
        say("command.at_most_line", { currency, ...maximum, ...kept }),
      ),
    );
  }
  if (range) lines.push(line("command.between", say("command.between_line", { currency, ...range })));
  if (listed) {
    const { fee, tax, total } = listed;
    lines.push(line("command.bank", say("command.bank_line", { currency, fee, tax, total })));
  }
  for (const { service, maximum: most, range: ends, payee } of also) {
    const sum = most ? span(most.total, most.total) : ends ? span(ends.low, ends.high) : say("command.not_known");
    const known = pack?.services.find(({ id }) => id === service);
    const name = known ? nameIn(known, question.on as CivilDate, language).text : service;
    lines.push(line("command.also", say("command.also_line", { sum, name, service, payee: payeeOf(payee) })));
  }
  if (also.length > 0) {
    const sum = answer.leaves ? span(answer.leaves.low, answer.leaves.high) : say("command.not_known");
    lines.push(line("command.together", say("command.together_line", { sum })));
  }
  if (answer.missing.length > 0) {
    const facts = answer.missing.map((fact) =>
      say("command.missing_fact", { words: nameWords(language, "MISSING", fact).text, fact }),
    );
    lines.push(line("command.missing", facts.join(", ")));
  }
  lines.push("", ...answer.worksheet.map((step) => `  ${step}`), "", ...rulesLine(answer, say, payeeOf));
  lines.push(
    say("command.day", { day: String(question.on) }),
    say("command.page", { page: pageOf(question) }),
    ...sourceLines(
      [answer, ...also].flatMap(({ rules }) => rules),
      pack,
    ),
    ...(language === ENGLISH_NAME ? [] : [say("command.unread")]),
  );
  return `${lines.join("\n")}\n`;
}

/** The line of rules, grade and payee; no payee where nothing may be taken. Empty where no rule answers. */
function rulesLine(
  { rules, grade, payee, state }: Answered,
  say: (key: PageKey, facts?: Facts) => string,
  payeeOf: (payee: string) => string,
): string[] {
  if (rules.length === 0 || grade === null) return [];
  const facts = { rules: rules.join(", "), grade };
  return state === "free" || state === "not_permitted"
    ? [say("command.rules", facts)]
    : [say("command.rules_kept", { ...facts, payee: payeeOf(payee) })];
}

/** The address of the page that says the same, on any site that openfees serves. */
function pageOf({ facts, jurisdiction: _, id: __, currency: ___, ...asked }: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, ...(facts as object) })) query.set(name, String(value));
  return `/charge?${query}`;
}
