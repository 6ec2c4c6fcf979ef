/// <reference lib="dom" />
/**
 * The binder for many files, on the page's side. Sends ticked boxes and opened lists to the worker,
 * and puts its answers where they belong. Nothing else on the page changes.
 */
import type { Ask, Told } from "./audit-messages.ts";

type Answers = Extract<Told, { kind: "decided" | "list" }>;

/** Listens on the part of the page that shows the binder; what comes back takes the worker's answers. */
export function runBinder(
  result: HTMLElement,
  tell: (ask: Ask) => void,
  noteLinks: (inside: ParentNode) => void,
): (told: Answers) => void {
  result.addEventListener("change", ({ target }) => {
    if (target instanceof Element && target.closest("#filters")) filter(result, tell);
    if (target instanceof HTMLInputElement && target.dataset.group !== undefined)
      tell({ kind: "decide", groups: [Number(target.dataset.group)], accepted: target.checked });
  });
  result.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || !["groups", "filters"].includes(event.target.id)) return;
    event.preventDefault();
    if (event.target.id === "filters") filter(result, tell);
  });
  result.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.all) decideAll(result, button.dataset.all === "yes", tell);
    if (button?.dataset.work) openWork(button, button.dataset.work, tell);
    if (button?.dataset.more) {
      const list = button.closest<HTMLElement>("[data-list]")?.dataset.list ?? "";
      const fields = list === "f" ? { fields: fieldsOf(result) } : {};
      tell({ kind: "list", list, from: Number(button.dataset.more), ...fields });
    }
  });
  // `toggle` does not rise from a part of the page to what holds it
  result.addEventListener("toggle", ({ target }) => open(target, tell), true);
  return (told) => {
    if (told.kind === "list") put(result, told, noteLinks);
    else
      for (const [id, words] of told.words) {
        const place = document.getElementById(id);
        if (place && place.textContent !== words) place.textContent = words;
      }
  };
}

/** What the filters above the findings say. */
const fieldsOf = (result: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...new FormData(result.querySelector<HTMLFormElement>("#filters") ?? undefined)].map(([name, value]) => [
      name,
      String(value),
    ]),
  );

const filter = (result: HTMLElement, tell: (ask: Ask) => void): void =>
  tell({ kind: "list", list: "f", from: 0, fields: fieldsOf(result) });

/** The working of a charge stands in a row of its own below it; pressed again, the row goes. */
function openWork(button: HTMLElement, at: string, tell: (ask: Ask) => void): void {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) document.getElementById(`work-${at}`)?.remove();
  else tell({ kind: "list", list: `w${at}`, from: 0 });
}

function decideAll(result: HTMLElement, accepted: boolean, tell: (ask: Ask) => void): void {
  const boxes = [...result.querySelectorAll<HTMLInputElement>("input[data-group]")];
  for (const box of boxes) box.checked = accepted;
  tell({ kind: "decide", groups: boxes.map((box) => Number(box.dataset.group)), accepted });
}

/** A list is asked for when it is opened for the first time. */
function open(target: EventTarget | null, tell: (ask: Ask) => void): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open) return;
  const { list } = target.dataset;
  if (list === undefined || target.dataset.asked) return;
  target.dataset.asked = "yes";
  tell({ kind: "list", list, from: 0 });
}

/** Adds a part of a list; where a button asked for it, it stands in the button's place and is where the person is then. */
function put(
  result: HTMLElement,
  { list, html, found }: Extract<Told, { kind: "list" }>,
  noteLinks: (inside: ParentNode) => void,
): void {
  if (list.startsWith("w")) {
    putWork(result, list.slice(1), html, noteLinks);
    return;
  }
  const place = result.querySelector(`[data-list="${list}"] > div`);
  if (!place) return;
  if (found !== undefined) {
    place.replaceChildren();
    const words = document.getElementById("found");
    if (words) words.textContent = found;
  }
  const asked = place.querySelector("[data-more]")?.closest("p");
  const part = document.createElement("div");
  part.innerHTML = html;
  noteLinks(part);
  asked?.remove();
  place.append(part);
  if (!asked) return;
  part.tabIndex = -1;
  part.focus();
}

function putWork(result: HTMLElement, at: string, html: string, noteLinks: (inside: ParentNode) => void): void {
  const button = result.querySelector(`[data-work="${at}"]`);
  const row = button?.closest("tr");
  if (!row || button?.getAttribute("aria-expanded") !== "true") return;
  const work = document.createElement("tr");
  work.id = `work-${at}`;
  work.className = "opened";
  work.innerHTML = html;
  noteLinks(work);
  // below the taxes that stand under it
  let last: Element = row;
  while (last.nextElementSibling?.matches(".under")) last = last.nextElementSibling;
  last.after(work);
}
