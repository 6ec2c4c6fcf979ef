/// <reference lib="dom" />
/**
 * One idea: the page's side of `/audit`. It takes what the person chose, hands it to the worker, and shows what comes back.
 * It reads no statement itself, so the page never stands still.
 */
import type { Refusal } from "../../domain/statements/statement.ts";
import type { Ask, Heavy, Told } from "./audit-messages.ts";
import { columnRoles } from "./column-roles.ts";
import { keepHere } from "./keep-here.ts";

const MAKE = "#make/";

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
/** The names under which files being made are saved. */
const saving = new Map<string, string>();

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

type Given = { readonly example?: string; readonly columns?: readonly string[] };

/** What was asked last: asked again when a reader was fetched. */
let last: Given = {};

async function check(given: Given): Promise<void> {
  last = given;
  const files = given.example ? [] : [...(part<HTMLInputElement>("file").files ?? [])];
  const pasted = given.example ? "" : value("alerts");
  if (!given.example && files.length === 0 && pasted === "") {
    say("Choose a file, or paste your alerts first.", true);
    return;
  }
  say("Reading …");
  used = true;
  await watched;
  const read = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  if (pasted !== "") read.push({ name: "", bytes: new TextEncoder().encode(pasted) });
  // a check that still runs is given up for this one
  if (busy) worker?.terminate();
  if (busy || !worker) worker = start();
  busy = true;
  const [bank, accountType, password] = [value("bank"), value("accountType"), value("password")];
  const absolute = (address: string) => new URL(address, location.href).href;
  tell(
    {
      kind: "check",
      facts: absolute(form.dataset.facts as string),
      files: read,
      agreed: [...agreed],
      ...(given.example ? { example: absolute(given.example) } : {}),
      ...(given.columns ? { columns: given.columns } : {}),
      ...(bank ? { bank } : {}),
      ...(accountType ? { accountType } : {}),
      ...(password ? { password } : {}),
    },
    read.map(({ bytes }) => bytes.buffer),
  );
}

const tell = (message: Ask, given: readonly ArrayBuffer[] = []): void => port?.postMessage(message, [...given]);

function hear(told: Told): void {
  if (told.kind === "made") {
    save(told.file, saving.get(told.name) ?? told.name);
    return;
  }
  busy = false;
  if (told.kind === "checked") show(told);
  else if (told.kind === "refused") refuse(told.refusal, told.columns);
  else if (told.kind === "needs") askForReader(told.reader);
  else fail(`Something went wrong here: ${told.message || "unknown"}.`);
}

function show({ title: name, html, unsure }: Extract<Told, { kind: "checked" }>): void {
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
  status.className = words === "" ? "" : bad ? "note bad" : "note";
  status.replaceChildren(words);
}

const fail = (words: string): void => {
  busy = false;
  worker?.terminate();
  worker = undefined;
  say(`${words} Please load the page again. Nothing was sent.`, true);
};

function refuse({ message, tryThis }: Refusal, asks: string | null): void {
  columns.innerHTML = asks ?? "";
  say("", true);
  status.className = "note bad";
  const more = asks ? ["Or tell us below which column is which."] : [];
  for (const words of [message, tryThis, ...more, "Nothing was sent. What you picked is still here."]) {
    const line = document.createElement("p");
    line.textContent = words;
    status.append(line);
  }
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
  status.append(yes);
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
result.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (href === "/audit") {
    event.preventDefault();
    again();
  }
  if (!href.startsWith(MAKE)) return;
  event.preventDefault();
  const name = href.slice(MAKE.length);
  saving.set(name, link?.download || name);
  tell({ kind: "make", name, css: name.endsWith("check.html") ? ownStyle() : "" });
});
part("without-script").hidden = true;
for (const shut of document.querySelectorAll<HTMLElement>("form[hidden]")) shut.hidden = false;
