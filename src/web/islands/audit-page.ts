/// <reference lib="dom" />
/**
 * The page's side of `/audit`. It takes what the person chose, hands it to the worker, and shows what comes back.
 * It reads no statement itself, so the page never stands still.
 */
import type { SaidRefusal } from "../../domain/statements/statement.ts";
import { DEVICE } from "../../words/en/audit/device.ts";
import { textIn } from "../../words/tongue.ts";
import type { Ask, Chosen, Heavy, Told } from "./audit-messages.ts";
import { keepHere } from "./keep-here.ts";

const MAKE = "#make/";
const BINDER = "#binder";
/** Stands behind the page's address while a result is shown, so that the way back leads to the form and forward again. */
const SHOWN = "#result";

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
const say = textIn(DEVICE);

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
/** The result on this page: what the tab is called with it, and whether something of it was saved. */
let open: { readonly title: string; saved: boolean } | undefined;
/** A link of the page leads to another program, not away from it. */
let handingOver = false;
/** Counts results, so that the rest of an old one is not shown with a new one. */
let showing = 0;
/** The files being made: under which name each is saved, and where the page says how it goes. */
const saving = new Map<string, { readonly as: string; readonly place: HTMLElement | null }>();
/** Where the page says how a check goes. */
let place = status;
/** Takes what the worker says of the binder for many files; fetched with the first binder. */
let binder: ReturnType<typeof import("./binder-page.ts").runBinder> | undefined;

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
  made.addEventListener("error", () => fail(say("device.no_start")));
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
  forgetFaults();
  if (!given.example && files.length === 0 && !work && !(more && rates)) {
    faultAt(more ? "moreFiles" : "file", [say(more ? "device.choose_more" : "device.choose")]);
    return;
  }
  state(say("device.reading"));
  used = true;
  await watched;
  // what is in the binder lives in the worker
  if (more && busy) return;
  // a check that still runs is given up for this one
  if (busy) worker?.terminate();
  if (busy || !worker) worker = start();
  busy = true;
  const [bank, accountType, product, password] = ["bank", "accountType", "product", "password"].map(value);
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
    ...(product ? { product } : {}),
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
      told.kind === "made" ? say("device.saved", { name: asked.as }) : say("device.not_made", { why: told.words }),
    );
    return;
  }
  if (told.kind === "reading") {
    state(told.words);
    return;
  }
  if (told.kind === "decided" || told.kind === "list") {
    binder?.(told);
    return;
  }
  busy = false;
  if (told.kind === "checked") void show(told);
  else if (told.kind === "refused") refuse(told.refusal, told.columns);
  else if (told.kind === "stopped") faultAt(fieldOf(told.field), [...told.lines, say("device.kept")]);
  else if (told.kind === "needs")
    void import("./ask-for-reader.ts").then(({ askForReader }) =>
      askForReader(told.reader, form.dataset, state, place, () => {
        agreed.add(told.reader);
        void check(last);
      }),
    );
  else fail(say("device.failed", { why: told.message || say("device.failed_how") }));
}

async function show({
  title: name,
  html,
  unsure,
  binder: isBinder,
}: Extract<Told, { kind: "checked" }>): Promise<void> {
  if (isBinder) binder ??= (await import("./binder-page.ts")).runBinder(result, tell, noteLinks);
  state("");
  columns.innerHTML = unsure?.html ?? "";
  const note = unsure && (await import("./column-roles.ts")).columnDoubt(unsure.why, columns);
  const whole = document.createElement("template");
  whole.innerHTML = html;
  if (note) whole.content.querySelector("h1")?.after(note);
  const parts = [...whole.content.children];
  const first = parts.findIndex((one) => one.matches("section")) + 1;
  result.replaceChildren(...parts.slice(0, first));
  noteLinks(result);
  showing++;
  showRest(parts.slice(first), showing);
  open = { title: `${name} · openfees`, saved: last.example !== undefined };
  stillThere.hidden = true;
  location.hash = SHOWN;
  showResult();
  const heading = result.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  window.scrollTo(0, 0);
}

function showResult(): void {
  if (!open) return;
  ask.hidden = true;
  result.hidden = false;
  document.title = open.title;
}

/** The rest of a long result, a section a task, so that a slow phone can scroll and press meanwhile. */
function showRest([next, ...rest]: readonly Element[], of: number): void {
  if (next)
    setTimeout(() => {
      // the person may have checked another one
      if (of !== showing) return;
      result.append(next);
      noteLinks(next);
      showRest(rest, of);
    });
}

/** Back to the form; what was picked is still there, and so is the result. */
function again(): void {
  result.hidden = true;
  ask.hidden = false;
  document.title = title;
  stillThere.hidden = open === undefined;
  part("file").focus();
}

/** The result is not there any more. */
function forget(): void {
  showing++;
  open = undefined;
  result.replaceChildren();
}

/** Says how it goes, where that is said. */
function state(words: string, bad = false): void {
  const look = words === "" ? "" : bad ? "note bad" : "note";
  place.className = place === status ? look : `live ${look}`;
  place.replaceChildren(words);
}

/** Says at its field what is wrong, ties the words to it, and puts the focus there. */
function faultAt(id: string, lines: readonly string[]): void {
  state("");
  forgetFaults();
  const field = part(id);
  const words = Object.assign(document.createElement("span"), { className: "wrong", id: `${id}-wrong` });
  words.append(
    ...lines.map((line) =>
      Object.assign(document.createElement("span"), { className: "each-line", textContent: line }),
    ),
  );
  field.before(words);
  field.closest(".field")?.classList.add("has-wrong");
  field.setAttribute("aria-invalid", "true");
  field.dataset.hints = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${field.dataset.hints} ${words.id}`.trim());
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

function forgetFaults(): void {
  for (const words of document.querySelectorAll(".wrong")) words.remove();
  for (const frame of document.querySelectorAll(".has-wrong")) frame.classList.remove("has-wrong");
  for (const field of document.querySelectorAll<HTMLElement>("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", field.dataset.hints ?? "");
  }
}

/** Which field of the form that was sent a fault belongs to. */
function fieldOf(of: "file" | "rates" | "work"): string {
  if (last.more) return of === "rates" ? "moreRates" : "moreFiles";
  // saved work may be chosen among the statements
  if (of === "rates" || (of === "work" && chosenIn("work").length > 0)) return of;
  return chosenIn("file").length === 0 && value("alerts") !== "" ? "alerts" : "file";
}

const fail = (words: string): void => {
  busy = false;
  worker?.terminate();
  worker = undefined;
  // where a result stood its worker is gone, and with it what the result is made of
  forget();
  again();
  place = status;
  state(say("device.load_again", { what: words }), true);
};

function refuse({ message, tryThis, asks: wanted }: SaidRefusal, asks: string | null): void {
  columns.innerHTML = asks ?? "";
  const more = asks ? [say("device.or_columns")] : [];
  faultAt(wanted === "password" && !last.more ? wanted : fieldOf("file"), [
    message,
    tryThis,
    ...more,
    say("device.kept"),
  ]);
}

/** The browser's own, whatever a later script puts in its place. */
const { createObjectURL } = URL;
/** The addresses of files that are being saved. */
const made = new Set<string>();

function save(file: Blob, name: string): void {
  if (open) open.saved = true;
  const link = document.createElement("a");
  const url = createObjectURL(file);
  made.add(url);
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
    made.delete(url);
  }, 60_000);
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

const stillThere = part("still-there");

/** Back leads from the result to the form, forward to the result. */
function follow(): void {
  if (location.hash === "") again();
  else showResult();
}

if (location.hash !== "") {
  // this page was left and loaded again, and a result is kept nowhere
  state(say("device.gone"), true);
  location.hash = "";
}
addEventListener("hashchange", follow);
addEventListener("beforeunload", (event) => {
  if (open && !open.saved && !handingOver) event.preventDefault();
});
stillThere.querySelector("button")?.addEventListener("click", () => {
  location.hash = SHOWN;
});
noteLinks(document);
const watched = watch();
keepHere(shown, made);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check({});
});
document.getElementById("try")?.addEventListener("submit", (event) => {
  event.preventDefault();
  void check({ example: part<HTMLSelectElement>("example").value });
});
columns.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { columnRoles } = await import("./column-roles.ts");
  const picked = new FormData(event.target as HTMLFormElement);
  const of = (question: string) => String(picked.get(`${question}Column`) ?? "");
  const width = Number((event.target as HTMLFormElement).dataset.width);
  const roles = columnRoles(
    { date: of("date"), narration: of("narration"), out: of("out"), in: of("in"), balance: of("balance") },
    width,
  );
  if ("wrong" in roles) faultAt("dateColumn", [roles.wrong]);
  else void check({ columns: roles });
});
/** Longer than a browser takes to hand a letter to the mail program. */
const HAND_OVER_MS = 2_000;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (!link || !(result.contains(link) || ask.contains(link))) return;
  if (href === "/audit") {
    event.preventDefault();
    location.hash = "";
  }
  if (href.startsWith("mailto:")) {
    handingOver = true;
    setTimeout(() => {
      handingOver = false;
    }, HAND_OVER_MS);
  }
  if (href === BINDER) {
    event.preventDefault();
    tell({ kind: "binder", packKb });
  }
  if (!href.startsWith(MAKE)) return;
  event.preventDefault();
  const name = href.slice(MAKE.length);
  const beside = result.contains(link) ? statusBeside(link) : null;
  saving.set(name, { as: link.download || name, place: beside === status ? null : beside });
  beside?.replaceChildren(say("device.making"));
  worker ??= start();
  tell({
    kind: "make",
    facts: absolute(form.dataset.facts as string),
    name,
    css: name.endsWith("check.html") ? ownStyle() : "",
  });
});
result.addEventListener("submit", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLFormElement) || !["more", "told"].includes(target.id)) return;
  event.preventDefault();
  if (target.id === "more") void check({ more: true });
  else
    tell({
      kind: "tell",
      fields: [...new FormData(target)].map(([name, answer]) => [name, String(answer)] as const),
      packKb,
    });
});
part("without-script").hidden = true;
for (const shut of document.querySelectorAll<HTMLElement>("form[hidden]")) shut.hidden = false;
