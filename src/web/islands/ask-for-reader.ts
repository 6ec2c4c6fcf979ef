/// <reference lib="dom" />
import { READERS } from "../../words/en/audit/device.ts";
import { textIn } from "../../words/tongue.ts";
import type { Heavy } from "./audit-messages.ts";

const say = textIn(READERS);

/** A reader of some hundred KB is fetched only when the person says so: asks in `place`, whose words `tell` sets. */
export function askForReader(
  reader: Heavy,
  { pdfKb, workbookKb }: DOMStringMap,
  tell: (words: string) => void,
  place: HTMLElement,
  agree: () => void,
): void {
  const kb = (reader === "pdf" ? pdfKb : workbookKb) ?? "";
  tell(say(reader === "pdf" ? "device.fetch_pdf" : "device.fetch_workbook", { kb }));
  const yes = document.createElement("button");
  yes.type = "button";
  yes.textContent = say("device.fetch", { kb });
  yes.addEventListener("click", agree);
  place.append(yes);
  yes.focus();
}
