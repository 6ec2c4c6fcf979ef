/**
 * The binder for many files, on the worker's side. What is in it, statements, agreed rates and decisions, is
 * gathered from files old and new, judged together and shown; choices change the sums, and files are made of it.
 */
import { render } from "preact-render-to-string";
import { auditFiles } from "../../domain/audit/audit-files.ts";
import type { Said } from "../../domain/audit/audit-statement.ts";
import { decideGroups } from "../../domain/audit/claim/decide-groups.ts";
import { joinAccounts } from "../../domain/audit/claim/join-accounts.ts";
import { printWork, readWork, type SavedWork, type Unread } from "../../domain/audit/claim/work-file.ts";
import type { ToldFact } from "../../domain/audit/told-facts.ts";
import { csvText } from "../../domain/csv-text.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { RATE_COLUMNS, rateTemplate, withAgreedRates } from "../../domain/fees/agreed-rates.ts";
import type { ListedFee, Pack } from "../../domain/fees/pack.ts";
import { disputePacks, packName } from "../../letters/dispute-pack.ts";
import type { LetterFacts } from "../../letters/letter-view.ts";
import { readRates } from "../../readers/table/read-rates.ts";
import { BINDER, BINDER_FILES } from "../../words/en/audit/binder.ts";
import { WORK_FAULTS } from "../../words/en/work-faults.ts";
import { ENGLISH } from "../../words/say-english.ts";
import { RATE_WORDS } from "../../words/say-rates.ts";
import { textIn } from "../../words/tongue.ts";
import { auditViewOf } from "../pages/audit/audit-view.ts";
import { binderPage, decidedWords } from "../pages/audit/binder.tsx";
import { filterWords } from "../pages/audit/binder-findings.tsx";
import { binderList } from "../pages/audit/binder-list.tsx";
import type { BinderView } from "../pages/audit/binder-view.ts";
import type { Ask, Chosen, Told } from "./audit-messages.ts";
import type { Facts } from "./audit-worker.ts";
import { bytesOf, type OpenFile } from "./read-chosen.ts";

type Rates = { readonly name: string; readonly text: string; readonly fees: readonly ListedFee[] };

/** All that a judgement is made of. */
type InBinder = {
  readonly facts: Facts;
  readonly said: Said;
  readonly told: readonly ToldFact[];
  readonly files: readonly OpenFile[];
  readonly unread: readonly Unread[];
  readonly rates?: Rates | null;
  readonly dropped?: ReadonlySet<string>;
  readonly opened?: SavedWork | null;
  /** What a made-up statement says of itself. */
  readonly example?: string | null;
};

export type Binder = InBinder & {
  readonly on: CivilDate;
  readonly view: BinderView;
  readonly letterFacts: LetterFacts;
  readonly dropped: Set<string>;
};

const MOST_FAULTS = 20;

const say = textIn({ ...BINDER, ...BINDER_FILES });

/** Nothing was changed: why, and which field it is about. */
type Stopped = { readonly stopped: readonly string[]; readonly field: "file" | "rates" | "work" };

type Given = {
  readonly rates: Chosen | undefined;
  readonly work: Chosen | undefined;
  readonly facts: Facts;
  readonly said: Said;
  readonly files: readonly OpenFile[];
  readonly unread: readonly Unread[];
  /** What is in the binder already. */
  readonly before: Binder | undefined;
};

/** Puts together what was chosen now, what saved work holds and what is in the binder already; or says why nothing was changed. */
export async function gather({
  rates: table,
  work,
  facts,
  said,
  files,
  unread,
  before,
}: Given): Promise<InBinder | Stopped> {
  let opened: SavedWork | null = null;
  if (work) {
    const read = readWork(await textOf(await bytesOf(work)));
    if (!read.ok) return { stopped: [`${work.name}: ${WORK_FAULTS[read.fault]}`], field: "work" };
    opened = read.work;
  }
  const own = opened ?? before;
  const named = table
    ? { name: table.name, bytes: await bytesOf(table) }
    : own?.rates && { name: own.rates.name, bytes: new TextEncoder().encode(own.rates.text) };
  const rates = named ? await ratesOf(named.name, named.bytes, facts.pack) : null;
  if (rates && "stopped" in rates) return rates;
  const all = [...(own?.files ?? []), ...files];
  if (all.length === 0)
    return {
      stopped: unread.flatMap(({ name, message, tryThis }) => [`${name}: ${message} ${tryThis}`]),
      field: "file",
    };
  return {
    facts,
    said: { ...own?.said, ...said },
    told: own?.told ?? [],
    files: all,
    unread: [...(own?.unread ?? []), ...unread].map(({ name, message, tryThis }) => ({ name, message, tryThis })),
    rates,
    dropped: new Set(own?.dropped ?? []),
    opened: opened ?? before?.opened ?? null,
  };
}

async function ratesOf(name: string, bytes: Uint8Array<ArrayBuffer>, pack: Pack): Promise<Rates | Stopped> {
  const read = readRates(bytes, pack);
  if (read.ok) return { name, text: await textOf(bytes), fees: read.fees };
  const rest = read.faults.length - MOST_FAULTS;
  return {
    stopped: [
      say("binder.rates_wrong", { name }),
      ...read.faults.slice(0, MOST_FAULTS).map(RATE_WORDS.say),
      ...(rest > 0 ? [say("binder.rates_more", { count: rest })] : []),
    ],
    field: "rates",
  };
}

const textOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => new Blob([bytes]).text();

/** Judges all that lies there. */
export function openBinder({ on, packKb, ...given }: InBinder & { readonly on: CivilDate; readonly packKb: number }): {
  readonly binder: Binder;
  readonly title: string;
  readonly html: string;
} {
  const { facts, said, told, files, unread, rates = null, opened = null } = given;
  const pack = rates ? withAgreedRates(facts.pack, rates.fees) : facts.pack;
  const dropped = new Set(given.dropped);
  const answer = auditFiles(
    pack,
    files.map(({ file }) => file),
    { engineVersion: facts.engineVersion, say: ENGLISH, ...said, told },
  );
  let place = 0;
  const shown = files.map(({ name, file }) => ({
    name,
    notes: file.warnings.map(({ message, row }) => (row ? say("binder.note_at", { note: message, row }) : message)),
    places: file.statements.map(() => place++),
  }));
  const names = Object.fromEntries(shown.flatMap(({ name, places }) => places.map((at) => [at, name])));
  const view: BinderView = {
    ...auditViewOf(pack, answer, given.example ?? null, told),
    again: "here",
    decided: decideGroups(answer, dropped),
    rules: Object.fromEntries([...pack.rules, ...pack.listedFees].map(({ id, name }) => [id, name])),
    files: shown,
    unread,
    accounts: joinAccounts(answer).map((account) => ({ ...account, names })),
    rates: rates && { name: rates.name, count: rates.fees.length },
    opened: opened && {
      savedOn: opened.savedOn,
      factsOf: dayOf(opened.judged.facts.version),
      over: opened.judged.over,
    },
    factsOf: dayOf(pack.version),
    packKb,
    make: "#make/",
  };
  const letterFacts: LetterFacts = { pack, template: facts.letter, on };
  const page = binderPage(view);
  const binder = { facts, said, told, files, unread, rates, opened, dropped, on, view, letterFacts };
  return { binder, title: page.title, html: render(page.body) };
}

/** `2026.11.24.2` is of 2026-11-24. */
const dayOf = (version: string): string => version.split(".").slice(0, 3).join("-");

/** The same binder after a choice: what was judged stays, sums change. */
const decided = (binder: Binder): BinderView => ({
  ...binder.view,
  decided: decideGroups(binder.view.result, binder.dropped),
});

export function decide(binder: Binder, groups: readonly number[], accepted: boolean): Told {
  for (const at of groups) {
    const key = binder.view.decided.groups[at]?.key;
    if (key === undefined) continue;
    if (accepted) binder.dropped.delete(key);
    else binder.dropped.add(key);
  }
  return { kind: "decided", words: decidedWords(decided(binder)) };
}

/** A part of a list; with the filters of the findings also how many there are, where the list begins anew. */
export function listOf({ view }: Binder, { list, from, fields }: Extract<Ask, { kind: "list" }>): Told {
  const html = render(binderList(view, list, from, fields));
  return { kind: "list", list, html, ...(fields && from === 0 ? { found: filterWords(view, fields) } : {}) };
}

export const emptyRates = (pack: Pack): string => csvText(RATE_COLUMNS, rateTemplate(pack));

/** A file that only the binder makes, by its name; undefined for one that any result has. */
export async function binderFile(binder: Binder, name: string) {
  if (name === "openfees-work.json")
    return { type: "application/json;charset=utf-8", body: printWork(savedWork(binder)) };
  const [, bank] = /^dispute-(.+)\.zip$/.exec(name) ?? [];
  if (bank === undefined) return undefined;
  const { result, decided: now } = decided(binder);
  const pack = disputePacks(result, now.claims, binder.letterFacts).find((one) => packName(one.bank) === bank);
  if (!pack) throw new Error(say("binder.nothing_asked"));
  const { packArchive } = await import("../../letters/pack-archive.ts");
  return { type: "application/zip", body: packArchive(pack) };
}

function savedWork({ on, facts, said, told, files, unread, rates, dropped, view }: Binder): SavedWork {
  const { engine, totals } = view.result;
  const { version, sha256 } = facts.pack;
  return {
    savedOn: on,
    judged: {
      engine: engine.version,
      facts: { jurisdiction: engine.rules.jurisdiction, version, sha256 },
      over: totals.over,
    },
    said,
    ...(told.length > 0 ? { told } : {}),
    rates: rates ? { name: rates.name, text: rates.text } : null,
    dropped: [...dropped],
    files,
    unread,
  };
}
