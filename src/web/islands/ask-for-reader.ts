/// <reference lib="dom" />
import type { Heavy } from "./audit-messages.ts";

/** A reader of some hundred KB is fetched only when the person says so: asks in `place`, whose words `say` sets. */
export function askForReader(
  reader: Heavy,
  { pdfKb, workbookKb }: DOMStringMap,
  say: (words: string) => void,
  place: HTMLElement,
  agree: () => void,
): void {
  const kb = reader === "pdf" ? pdfKb : workbookKb;
  say(`To read ${reader === "pdf" ? "a PDF" : "this file"}, the page fetches its reader once: ${kb} KB. `);
  const yes = document.createElement("button");
  yes.type = "button";
  yes.textContent = `Fetch ${kb} KB and check`;
  yes.addEventListener("click", agree);
  place.append(yes);
  yes.focus();
}
