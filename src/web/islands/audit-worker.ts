/**
 * One idea: the worker of `/audit`. It gets the bytes of a statement, reads and judges them with the engine of the server,
 * and gives back the server's own page of the result. Files to save are made here when they are asked for. It can reach
 * nothing but the site's own scripts: its policy comes with its file.
 */
import { h } from "preact";
import { render } from "preact-render-to-string";
import { auditFiles, printAudit } from "../../domain/audit/audit-files.ts";
import { ACCUSATIONS, type AuditBundle, type AuditResult } from "../../domain/audit/audit-result.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { AccountType, Pack } from "../../domain/fees/pack.ts";
import type { ParsedFile } from "../../domain/statements/statement.ts";
import type { LetterTemplate } from "../../letters/letter-template.ts";
import type { LetterFacts } from "../../letters/letter-view.ts";
import { FILE_READERS } from "../../readers/file-readers.ts";
import { readStatementFile } from "../../readers/read-statement-file.ts";
import { sniffBytes } from "../../readers/sniff-format.ts";
import { type AuditView, auditResultPage } from "../pages/audit-result.tsx";
import { auditViewOf } from "../pages/audit-view.ts";
import type { Site } from "../ui/document.tsx";
import { keptPage } from "../ui/kept-page.tsx";
import type { Ask, Heavy, Told } from "./audit-messages.ts";

type Facts = {
  readonly pack: Pack;
  readonly letter: LetterTemplate;
  readonly site: Pick<Site, "operator" | "funding" | "contact">;
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

type Kept = {
  readonly result: AuditResult | AuditBundle;
  readonly view: AuditView;
  readonly site: Site;
  readonly letterFacts: LetterFacts;
};
/** The last statement that was checked: files are made of it. */
let kept: Kept | undefined;

(globalThis as unknown as Scope).addEventListener("message", ({ data: port }) => answerOn(port), { once: true });

function answerOn(port: Port): void {
  port.onmessage = ({ data }) => {
    const told = data.kind === "check" ? check(data) : make(data);
    told.then(
      (one) => port.postMessage(one),
      (cause: unknown) => port.postMessage({ kind: "failed", message: cause instanceof Error ? cause.message : "" }),
    );
  };
}

async function check(ask: Extract<Ask, { kind: "check" }>): Promise<Told> {
  const example = ask.example ? await exampleAt(ask.example) : undefined;
  const files = example ? [example] : ask.files;
  for (const { bytes } of files) {
    const reader = heavyFor(bytes);
    if (reader && !ask.agreed.includes(reader)) return { kind: "needs", reader };
  }
  const { default: facts } = (await import(ask.facts)) as { default: Facts };
  const parsed: ParsedFile[] = [];
  for (const { name, bytes } of files) {
    const options = {
      ...(name ? { fileName: name } : {}),
      ...(ask.password ? { password: ask.password } : {}),
      ...(ask.columns ? { columns: ask.columns } : {}),
    };
    const read = await readStatementFile(bytes, options, facts.pack, FILE_READERS);
    if (!read.ok) {
      const asks = read.refusal.code === "no_table" ? await columnQuestions(bytes) : null;
      return { kind: "refused", refusal: read.refusal, columns: asks };
    }
    parsed.push(read.file);
  }
  if (parsed.every((file) => file.statements.length === 0))
    return {
      kind: "refused",
      refusal: {
        code: "no_table",
        message: "The file holds no statement.",
        tryThis: "Download it again from your bank.",
      },
      columns: null,
    };
  const bank = example ? example.bank : ask.bank;
  const accountType = example ? example.accountType : ask.accountType;
  const result = auditFiles(facts.pack, parsed, {
    engineVersion: facts.engineVersion,
    ...(bank ? { bank } : {}),
    ...(accountType ? { accountType: accountType as AccountType } : {}),
  });
  const page = await show(result, facts, example ? `${example.title}.` : null);
  const [first] = files;
  const why = ask.columns || files.length !== 1 ? null : doubtOf(parsed);
  const asks = why === null || !first ? null : await columnQuestions(first.bytes);
  return { kind: "checked", ...page, unsure: why === null || asks === null ? null : { why, html: asks } };
}

type Example = { fileName: string; name: string; bank: string | null; accountType: string | null; base64: string };

/** A made-up statement, which comes as a script because the page may fetch nothing else. */
async function exampleAt(href: string) {
  const { default: example } = (await import(href)) as { default: Example };
  const bytes = Uint8Array.from(atob(example.base64), (letter) => letter.charCodeAt(0));
  return { ...example, name: example.fileName, title: example.name, bytes };
}

/** Formats whose columns a person can name. */
const TABLES: readonly string[] = ["csv", "xlsx", "xls", "html"];

/** Why the columns may have been taken for others; null when nothing speaks for that. */
function doubtOf(files: readonly ParsedFile[]): string | null {
  const tables = files.filter((file) => TABLES.includes(file.format));
  if (tables.some(({ warnings }) => warnings.some(({ code }) => code === "direction_assumed")))
    return "Nothing in the file tells money in from money out. We took a minus sign for money out.";
  if (tables.some(({ warnings }) => warnings.some(({ code }) => code === "balance_unproven")))
    return "The balances in the file do not follow from its sums. We may have taken one column for another.";
  return null;
}

async function columnQuestions(bytes: Uint8Array): Promise<string | null> {
  const [{ tableSample }, { ColumnQuestions }] = await Promise.all([
    import("./table-sample.ts"),
    import("../pages/column-questions.tsx"),
  ]);
  const sample = await tableSample(bytes);
  return sample && render(h(ColumnQuestions, sample));
}

async function show(result: AuditResult | AuditBundle, facts: Facts, example: string | null) {
  const view = auditViewOf(facts.pack, result, example);
  const letterFacts: LetterFacts = { pack: facts.pack, template: facts.letter, on: todayIn(facts.timeZone) };
  kept = { result, view, site: { styleHref: "", ...facts.site }, letterFacts };
  const from = (name: string) => ({ href: MAKE + name });
  const letters = accuses(result) ? (await import("./device-letters.ts")).letterLinks(result, letterFacts, from) : [];
  const keep = { html: from("statement-check.html"), json: from("statement-check.json"), letters };
  const page = auditResultPage({ ...view, keep });
  return { title: page.title, html: render(page.body) };
}

async function make({ name, css }: Extract<Ask, { kind: "make" }>): Promise<Told> {
  if (!kept) throw new Error("nothing was checked yet");
  const { type, body } = await fileOf(kept, name, css);
  return { kind: "made", name, file: new Blob([body], { type: `${type};charset=utf-8` }) };
}

async function fileOf({ result, view, site, letterFacts }: Kept, name: string, css: string) {
  if (name === "statement-check.json") return { type: "application/json", body: printAudit(result) };
  if (name === "statement-check.html") return { type: "text/html", body: keptPage(site, css, auditResultPage(view)) };
  const letter = (await import("./device-letters.ts")).letterFile(name, result, letterFacts);
  if (!letter) throw new Error(`there is no file ${name}`);
  return letter;
}

/** The reader with a library of its own that these bytes need. */
function heavyFor(bytes: Uint8Array): Heavy | undefined {
  const format = sniffBytes(bytes);
  return format === "pdf" ? "pdf" : format === "xls" || format === "zip" ? "workbook" : undefined;
}

function accuses(result: AuditResult | AuditBundle): boolean {
  const results = "results" in result ? result.results : [result];
  return results.some(({ lines }) => lines.some(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict)));
}

/** The day on which a letter of today is sent, as the server counts it. */
const todayIn = (timeZone: string): CivilDate =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date()) as CivilDate;
