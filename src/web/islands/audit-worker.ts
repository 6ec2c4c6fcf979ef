/**
 * The worker of `/audit`. It gets the files of a person, reads and judges them with the engine of the server,
 * and gives back the server's own page of the result. Files to save are made here when they are asked for. It can reach
 * nothing but the site's own scripts: its policy comes with its file.
 */
import { render } from "preact-render-to-string";
import { type AuditBundle, type AuditResult, resultsOf } from "../../domain/audit/audit-result.ts";
import { auditStatement, type Said } from "../../domain/audit/audit-statement.ts";
import { NeedsRareJudges } from "../../domain/audit/judge/rare.ts";
import type { ToldFact } from "../../domain/audit/told-facts.ts";
import type { LetterTemplate } from "../../domain/complaints/letter-template.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { AccountType, Pack } from "../../domain/fees/pack.ts";
import type { LetterFacts } from "../../letters/letter-view.ts";
import { READING_FILES } from "../../words/en/audit/device.ts";
import { ENGLISH } from "../../words/say-english.ts";
import { textIn } from "../../words/tongue.ts";
import { type AuditView, auditResultPage } from "../pages/audit/audit-result.tsx";
import { auditViewOf } from "../pages/audit/audit-view.ts";
import { type Ask, type Chosen, KEPT_JSON, KEPT_PAGE, type Told } from "./audit-messages.ts";
import type { Binder } from "./binder-work.ts";
import type { Example } from "./example-file.ts";
import { heavyFor, type OpenFile, readChosen, workAmong } from "./read-chosen.ts";

export type Facts = {
  readonly pack: Pack;
  readonly letter: LetterTemplate;
  readonly engineVersion: string;
  readonly timeZone: string;
};

/** A channel of our own: pdf.js, once loaded in a worker, takes the worker's first one for itself. */
type Port = {
  onmessage: ((event: { readonly data: Ask }) => void) | null;
  postMessage(told: Told): void;
};
type Scope = {
  addEventListener(type: "message", heard: (event: { readonly data: Port }) => void, how: { once: true }): void;
};

/** Marks a link whose file is made when it is pressed. */
const MAKE = "#make/";
const BINDER = "#binder";

export type Kept = { readonly view: AuditView; readonly letterFacts: LetterFacts };
/** The last statement that was checked: files are made of it. */
let kept: Kept | undefined;
/** The same as it came from its file, to be put in the binder. */
let alone:
  | {
      readonly facts: Facts;
      readonly said: Said;
      readonly told: readonly ToldFact[];
      readonly files: readonly OpenFile[];
      readonly example: string | null;
    }
  | undefined;
let binder: Binder | undefined;

(globalThis as unknown as Scope).addEventListener("message", ({ data: port }) => answerOn(port), { once: true });

function answerOn(port: Port): void {
  // most files are tables: their reader is fetched while the person looks for the file
  import("../../readers/table/read-delimited.ts").catch(() => undefined);
  port.onmessage = ({ data }) => {
    answer(data, (words) => port.postMessage({ kind: "reading", words })).then(
      (told) => port.postMessage(told),
      (cause: unknown) => {
        const words = cause instanceof Error ? cause.message : "";
        // what is open stays open when a file of it could not be made
        port.postMessage(
          data.kind === "make" ? { kind: "unmade", name: data.name, words } : { kind: "failed", message: words },
        );
      },
    );
  };
}

async function answer(ask: Ask, tell: (words: string) => void): Promise<Told> {
  if (ask.kind === "check") return check(ask, tell);
  if (ask.kind === "make") return (await import("./make-file.ts")).makeFile(ask, binder, kept);
  if (ask.kind === "tell" && !binder) return tellAlone(ask.fields);
  const { decide, listOf, openBinder } = await import("./binder-work.ts");
  if (ask.kind === "binder") {
    if (!alone) throw new Error("nothing was checked yet");
    return putOn(await openBinder({ ...alone, on: todayIn(alone.facts.timeZone), packKb: ask.packKb, unread: [] }));
  }
  if (!binder) throw new Error("the binder is empty");
  if (ask.kind === "tell")
    return putOn(openBinder({ ...binder, told: await told(binder, ask.fields), packKb: ask.packKb }));
  return ask.kind === "list" ? listOf(binder, ask) : decide(binder, ask.groups, ask.accepted);
}

type Fields = Extract<Ask, { kind: "tell" }>["fields"];

const told = async (of: Parameters<typeof import("./device-letters.ts").tellOf>[0], fields: Fields) =>
  (await import("./device-letters.ts")).tellOf(of, fields);

/** Judges the one statement again with what was told. */
async function tellAlone(fields: Fields): Promise<Told> {
  if (!alone) throw new Error("nothing was checked yet");
  alone = { ...alone, told: await told(alone, fields) };
  return { kind: "checked", ...(await judgeAlone(alone)), unsure: null, binder: false };
}

/** Nothing where a charge needs judges that are not here. */
function plainly<T>(audit: () => T): T | undefined {
  try {
    return audit();
  } catch (thrown) {
    if (thrown instanceof NeedsRareJudges) return undefined;
    throw thrown;
  }
}

async function judgeAlone({ facts, said, told, files, example }: NonNullable<typeof alone>) {
  const parsed = files.map(({ file }) => file);
  const options = { engineVersion: facts.engineVersion, say: ENGLISH, ...said, told };
  const [file] = parsed;
  const [statement, ...others] = parsed.flatMap(({ statements }) => statements);
  // most files hold one statement, name no product and hold no rare charge: what is needed besides is fetched where it is
  const single = file && statement && others.length === 0 && statement.account.product === undefined;
  const result =
    (single && plainly(() => auditStatement(facts.pack, file, statement, options, 0))) ||
    (await import("../../domain/audit/audit-files.ts")).auditFiles(facts.pack, parsed, options);
  return show(result, facts, example, told);
}

async function check(ask: Extract<Ask, { kind: "check" }>, tell: (words: string) => void): Promise<Told> {
  const example = ask.example ? await (await import("./example-file.ts")).exampleAt(ask.example) : undefined;
  const among = example ? undefined : await workAmong(ask.files);
  const chosen: readonly Chosen[] = example ? [example] : ask.files.filter((one) => one !== among);
  const work = ask.work ?? among;
  const reader = await heavyFor(chosen, ask.agreed);
  if (reader) return { kind: "needs", reader };
  const { default: facts } = (await import(ask.facts)) as { default: Facts };
  const said = saidOf(example ?? ask);
  const options = {
    ...(ask.password ? { password: ask.password } : {}),
    ...(ask.columns ? { columns: ask.columns } : {}),
  };
  const { files, unread } = await readChosen(chosen, options, facts.pack, tell);
  if (ask.more || ask.rates || work || chosen.length > 1) {
    const { gather, openBinder } = await import("./binder-work.ts");
    const gathered = await gather({
      rates: ask.rates,
      work,
      facts,
      said,
      files,
      unread,
      before: ask.more ? binder : undefined,
    });
    if ("stopped" in gathered) return { kind: "stopped", lines: gathered.stopped, field: gathered.field };
    tell(textIn(READING_FILES)("device.checking"));
    return putOn(await openBinder({ ...gathered, on: todayIn(facts.timeZone), packKb: ask.packKb }));
  }
  const [first] = chosen;
  const refusal = unread[0]?.refusal;
  if (refusal && first)
    return {
      kind: "refused",
      refusal,
      columns: refusal.code === "no_table" ? await (await columnsAsked()).columnQuestions(first) : null,
    };
  const about = example ? `${example.title}.` : null;
  alone = { facts, said, told: [], files, example: about };
  binder = undefined;
  const parsed = files.map(({ file }) => file);
  const page = await judgeAlone(alone);
  // where the reader had nothing to note, no column is in doubt
  const isDoubted = !ask.columns && first && parsed.some(({ warnings }) => warnings.length > 0);
  return {
    kind: "checked",
    ...page,
    unsure: isDoubted ? await (await columnsAsked()).unsureOf(parsed, first) : null,
    binder: false,
  };
}

/** The binder is what stands on the page from now on. */
function putOn(opened: { readonly binder: Binder; readonly title: string; readonly html: string }): Told {
  binder = opened.binder;
  kept = undefined;
  return { kind: "checked", title: opened.title, html: opened.html, unsure: null, binder: true };
}

const saidOf = ({
  bank,
  accountType,
  product,
}: Pick<Example, "bank" | "accountType"> & { product?: string }): Said => ({
  bank: bank ?? undefined,
  accountType: (accountType ?? undefined) as AccountType | undefined,
  product,
});

const columnsAsked = () => import("./columns-asked.ts");

async function show(
  result: AuditResult | AuditBundle,
  facts: Facts,
  example: string | null,
  told: readonly ToldFact[],
) {
  const view = auditViewOf(facts.pack, result, example, told);
  const letterFacts: LetterFacts = { pack: facts.pack, template: facts.letter, on: todayIn(facts.timeZone) };
  kept = { view, letterFacts };
  const from = (name: string) => ({ href: MAKE + name });
  const needed = hasCharges(result) ? await import("./device-letters.ts") : undefined;
  const elsewhere =
    needed &&
    (await import("../pages/audit/elsewhere-part.tsx")).elsewherePart(facts.pack, result, letterFacts.on, true);
  const letters = needed?.letterLinks(result, letterFacts, from) ?? [];
  const keep = { html: from(KEPT_PAGE), json: from(KEPT_JSON), letters, binder: BINDER };
  const page = auditResultPage({ ...view, keep, again: "here", elsewhere }, needed?.RESULT_PARTS);
  return { title: page.title, html: render(page.body) };
}

const hasCharges = (result: AuditResult | AuditBundle): boolean =>
  resultsOf(result).some(({ lines }) => lines.some(({ verdict }) => verdict !== null));

/** The day on which a letter of today is sent, as the server counts it. */
const todayIn = (timeZone: string): CivilDate =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date()) as CivilDate;
