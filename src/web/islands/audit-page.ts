/// <reference lib="dom" />
/**
 * One idea: the page's side of `/audit`. It takes what the person chose, hands it to the worker, and shows what comes back.
 * It reads no statement itself, so the page never stands still.
 */
import type { Refusal } from "../../domain/statements/statement.ts";
import type { Ask, Heavy, Told } from "./audit-messages.ts";
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
const title = document.title;

/** Addresses of the links that this site put on the page. */
const shown = new Set<string>();
const agreed = new Set<Heavy>();
let worker: Worker | undefined;
/** A statement is being checked. */
let busy = false;
/** The names under which files being made are saved. */
const saving = new Map<string, string>();

const noteLinks = (inside: ParentNode): void => {
  for (const link of inside.querySelectorAll<HTMLAnchorElement>("a[href]")) shown.add(link.href);
};

function start(): Worker {
  const made = new Worker(form.dataset.worker as string, { type: "module", name: "audit" });
  made.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
  made.addEventListener("error", () => fail("The part of this page that reads could not start."));
  return made;
}

const value = (name: string): string => String(new FormData(form).get(name) ?? "").trim();

async function check(): Promise<void> {
  const files = [...(part<HTMLInputElement>("file").files ?? [])];
  const pasted = value("alerts");
  if (files.length === 0 && pasted === "") {
    say("Choose a file, or paste your alerts first.", true);
    return;
  }
  say("Reading …");
  const given = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  if (pasted !== "") given.push({ name: "", bytes: new TextEncoder().encode(pasted) });
  // a check that still runs is given up for this one
  if (busy) worker?.terminate();
  if (busy || !worker) worker = start();
  busy = true;
  const [bank, accountType, password] = [value("bank"), value("accountType"), value("password")];
  tell({
    kind: "check",
    facts: new URL(form.dataset.facts as string, location.href).href,
    files: given,
    agreed: [...agreed],
    ...(bank ? { bank } : {}),
    ...(accountType ? { accountType } : {}),
    ...(password ? { password } : {}),
  });
}

const tell = (message: Ask): void => worker?.postMessage(message);

function hear(told: Told): void {
  if (told.kind === "made") {
    save(told.file, saving.get(told.name) ?? told.name);
    return;
  }
  busy = false;
  if (told.kind === "checked") show(told.title, told.html);
  else if (told.kind === "refused") refuse(told.refusal);
  else if (told.kind === "needs") askForReader(told.reader);
  else fail(`Something went wrong here: ${told.message || "unknown"}.`);
}

function show(name: string, html: string): void {
  say("");
  result.innerHTML = html;
  noteLinks(result);
  ask.hidden = true;
  result.hidden = false;
  document.title = `${name} · openfees`;
  const heading = result.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  window.scrollTo(0, 0);
}

/** Back to the form; what was picked is still there. */
function again(): void {
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

function refuse({ message, tryThis }: Refusal): void {
  say("", true);
  status.className = "note bad";
  for (const words of [message, tryThis, "Nothing was sent. What you picked is still here."]) {
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
    void check();
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

noteLinks(document);
keepHere(shown);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
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
form.hidden = false;
