/// <reference lib="dom" />
/**
 * The page's side of `/audit`. It takes what the person chose, hands it to the worker, and shows what comes back.
 * It reads no statement itself, so the page never stands still.
 */
import type { Refusal } from "../../domain/statements/statement.ts";
import type { Ask, Chosen, Heavy, Told } from "./audit-messages.ts";
import { columnRoles } from "./column-roles.ts";
import { keepHere } from "./keep-here.ts";

const MAKE = "#make/";
const DESK = "#desk";

const part = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no part ${id}`);
  return found as T;
};

const ask = part("ask");
const form = part<HTMLFormElement>("device");
const status = part("status");
const result = part("result");
const columns = part("columns");
const title = document.title;

/** Addresses of the links that this site put on the page. */
const shown = new Set<string>();
const agreed = new Set<Heavy>();
let worker: Worker | undefined;
/** To the worker and from it. */
let port: MessagePort | undefined;
/** A statement is being checked. */
let busy = false;
/** A statement was chosen here: from then on the page does not load itself again. */
let used = false;
/** Counts results, so that the rest of an old one is not shown with a new one. */
let showing = 0;
/** The files being made: under which name each is saved, and where the page says how it goes. */
const saving = new Map<string, { readonly as: string; readonly place: HTMLElement | null }>();
/** Where the page says how a check goes. */
let place = status;
/** Takes what the worker says of the desk for many files; fetched with the first desk. */
let desk: ReturnType<typeof import("./desk-page.ts").runDesk> | undefined;

const noteLinks = (inside: ParentNode): void => {
  for (const link of inside.querySelectorAll<HTMLAnchorElement>("a[href]")) shown.add(link.href);
};

/** Kept before the page forgets the name. */
const OwnWorker = Worker;

function start(): Worker {
  const made = new OwnWorker(form.dataset.worker as string, { type: "module", name: "audit" });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<Told>) => hear(data);
  made.postMessage(port2, [port2]);
  port = port1;
  made.addEventListener("error", () => fail("The part of this page that reads could not start."));
  return made;
}

const value = (name: string): string => String(new FormData(form).get(name) ?? "").trim();

type Given = { readonly example?: string; readonly columns?: readonly string[]; readonly more?: true };

/** What was asked last: asked again when a reader was fetched. */
let last: Given = {};

async function check(given: Given): Promise<void> {
  last = given;
  const { more } = given;
  place = more ? statusBeside(part("more")) : status;
  const files = given.example ? [] : chosenIn(more ? "moreFiles" : "file");
  const [rates] = given.example ? [] : chosenIn(more ? "moreRates" : "rates");
  const [work] = given.example || more ? [] : chosenIn("work");
  const pasted = given.example || more ? "" : value("alerts");
  if (pasted !== "") files.push({ name: "", file: new Blob([pasted]) });
  if (!given.example && files.length === 0 && !work && !(more && rates)) {
    say(more ? "Choose a file first." : "Choose a file, or paste your alerts first.", true);
    return;
  }
  say("Reading …");
  used = true;
  await watched;
  // what lies on the desk lives in the worker
  if (more && busy) return;
  // a check that still runs is given up for this one
  if (busy) worker?.terminate();
  if (busy || !worker) worker = start();
  busy = true;
  const [bank, accountType, password] = [value("bank"), value("accountType"), value("password")];
  tell({
    kind: "check",
    facts: absolute(form.dataset.facts as string),
    files,
    agreed: [...agreed],
    packKb,
    ...(given.example ? { example: absolute(given.example) } : {}),
    ...(given.columns ? { columns: given.columns } : {}),
    ...(bank ? { bank } : {}),
    ...(accountType ? { accountType } : {}),
    ...(password ? { password } : {}),
    ...(rates ? { rates } : {}),
    ...(work ? { work } : {}),
    ...(more ? { more } : {}),
  });
}

const packKb = Number(form.dataset.packKb);
const absolute = (address: string) => new URL(address, location.href).href;
const chosenIn = (id: string): Chosen[] =>
  [...(part<HTMLInputElement>(id).files ?? [])].map((file) => ({ name: file.name, file }));

const tell = (message: Ask): void => port?.postMessage(message);

/** Where the section of a thing that was pressed says how it goes. */
const statusBeside = (thing: Element): HTMLElement =>
  thing.closest("section")?.querySelector<HTMLElement>("[role=status].live") ?? status;

function hear(told: Told): void {
  if (told.kind === "made" || told.kind === "unmade") {
    const asked = saving.get(told.name);
    if (told.kind === "made") save(told.file, asked?.as ?? told.name);
    asked?.place?.replaceChildren(
      told.kind === "made" ? `Saved as ${asked.as}.` : `This file could not be made. ${told.words}`,
    );
    return;
  }
  if (told.kind === "reading") {
    say(told.words);
    return;
  }
  if (told.kind === "decided" || told.kind === "list") {
    desk?.(told);
    return;
  }
  busy = false;
  if (told.kind === "checked") void show(told);
  else if (told.kind === "refused") refuse(told.refusal, told.columns);
  else if (told.kind === "stopped") sayLines([...told.lines, "Nothing was sent. What you picked is still here."]);
  else if (told.kind === "needs") askForReader(told.reader);
  else fail(`Something went wrong here: ${told.message || "unknown"}.`);
}

async function show({ title: name, html, unsure, desk: isDesk }: Extract<Told, { kind: "checked" }>): Promise<void> {
  if (isDesk) desk ??= (await import("./desk-page.ts")).runDesk(result, tell, noteLinks);
  say("");
  columns.innerHTML = unsure?.html ?? "";
  const whole = document.createElement("template");
  whole.innerHTML = html;
  if (unsure) whole.content.querySelector("h1")?.after(doubt(unsure.why));
  const parts = [...whole.content.children];
  const first = parts.findIndex((one) => one.matches("section")) + 1;
  result.replaceChildren(...parts.slice(0, first));
  noteLinks(result);
  showing++;
  showRest(parts.slice(first), showing);
  ask.hidden = true;
  result.hidden = false;
  document.title = `${name} · openfees`;
  const heading = result.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  window.scrollTo(0, 0);
}

/** The rest of a long result, a section a task, so that a slow phone can scroll and press meanwhile. */
function showRest([next, ...rest]: readonly Element[], of: number): void {
  if (next)
    setTimeout(() => {
      // the person may have gone back, or checked another one
      if (of !== showing) return;
      result.append(next);
      noteLinks(next);
      showRest(rest, of);
    });
}

/** Says that the columns may be others, and leads to the three questions. */
function doubt(why: string): HTMLElement {
  const note = document.createElement("div");
  note.className = "note wait";
  const words = document.createElement("p");
  words.textContent = why;
  const ask = document.createElement("button");
  ask.type = "button";
  ask.className = "quiet";
  ask.textContent = "Say which column is which";
  ask.addEventListener("click", () => {
    again();
    columns.querySelector("select")?.focus();
  });
  note.append(words, ask);
  return note;
}

/** Back to the form; what was picked is still there. */
function again(): void {
  showing++;
  result.hidden = true;
  result.replaceChildren();
  ask.hidden = false;
  document.title = title;
  part("file").focus();
}

function say(words: string, bad = false): void {
  const look = words === "" ? "" : bad ? "note bad" : "note";
  place.className = place === status ? look : `live ${look}`;
  place.replaceChildren(words);
}

function sayLines(lines: readonly string[]): void {
  say(" ", true);
  place.replaceChildren(...lines.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
}

const fail = (words: string): void => {
  busy = false;
  worker?.terminate();
  worker = undefined;
  // where a result stood its worker is gone, and with it what the result is made of
  if (!result.hidden) again();
  place = status;
  say(`${words} Please load the page again. Nothing was sent.`, true);
};

function refuse({ message, tryThis }: Refusal, asks: string | null): void {
  columns.innerHTML = asks ?? "";
  const more = asks ? ["Or tell us below which column is which."] : [];
  sayLines([message, tryThis, ...more, "Nothing was sent. What you picked is still here."]);
}

/** A reader of some hundred KB is fetched only when the person says so. */
function askForReader(reader: Heavy): void {
  const kb = reader === "pdf" ? form.dataset.pdfKb : form.dataset.workbookKb;
  say(`To read ${reader === "pdf" ? "a PDF" : "this file"}, the page fetches its reader once: ${kb} KB. `);
  const yes = document.createElement("button");
  yes.type = "button";
  yes.textContent = `Fetch ${kb} KB and check`;
  yes.addEventListener("click", () => {
    agreed.add(reader);
    void check(last);
  });
  place.append(yes);
  yes.focus();
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The style of the page, for a saved page that stands alone. */
const ownStyle = (): string =>
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");

/** Longer than a service worker takes to begin; where it does not, the page's policy stands alone. */
const WATCH_MS = 3_000;

/** Starts the service worker, which keeps the page for later and lets only its own files through; resolves when it does. */
function watch(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return Promise.resolve();
  const had = serviceWorker.controller !== null;
  const begun = new Promise<void>((resolve) => {
    if (had) resolve();
    serviceWorker.addEventListener("controllerchange", () => {
      resolve();
      // a newer release has come: its page is shown, unless a statement is open on this one
      if (had && !used) location.reload();
    });
    setTimeout(resolve, WATCH_MS);
  });
  serviceWorker.register("/audit/offline.js", { scope: "/audit" }).catch(() => {});
  return begun;
}

noteLinks(document);
const watched = watch();
keepHere(shown);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check({});
});
document.getElementById("try")?.addEventListener("submit", (event) => {
  event.preventDefault();
  void check({ example: part<HTMLSelectElement>("example").value });
});
columns.addEventListener("submit", (event) => {
  event.preventDefault();
  const picked = new FormData(event.target as HTMLFormElement);
  const of = (question: string) => String(picked.get(`${question}Column`) ?? "");
  const width = Number((event.target as HTMLFormElement).dataset.width);
  const roles = columnRoles(
    { date: of("date"), narration: of("narration"), out: of("out"), in: of("in"), balance: of("balance") },
    width,
  );
  if ("wrong" in roles) say(roles.wrong, true);
  else void check({ columns: roles });
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (!link || !(result.contains(link) || ask.contains(link))) return;
  if (href === "/audit") {
    event.preventDefault();
    again();
  }
  if (href === DESK) {
    event.preventDefault();
    tell({ kind: "desk", packKb });
  }
  if (!href.startsWith(MAKE)) return;
  event.preventDefault();
  const name = href.slice(MAKE.length);
  const beside = result.contains(link) ? statusBeside(link) : null;
  saving.set(name, { as: link.download || name, place: beside === status ? null : beside });
  beside?.replaceChildren("Making the file …");
  worker ??= start();
  tell({
    kind: "make",
    facts: absolute(form.dataset.facts as string),
    name,
    css: name.endsWith("check.html") ? ownStyle() : "",
  });
});
result.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "more") return;
  event.preventDefault();
  void check({ more: true });
});
part("without-script").hidden = true;
for (const shut of document.querySelectorAll<HTMLElement>("form[hidden]")) shut.hidden = false;
