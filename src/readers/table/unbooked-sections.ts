/** A heading inside a file may say that what stands below it has not happened: it is planned, pending or declined. */
import { plainLetters } from "./plain-letters.ts";

const UNBOOKED =
  /^\W*(?:(?:your|my|all|list of|total)\W+){0,2}(?:upcoming|pending|scheduled|future|planned|standing orders?|declined|failed|rejected|unsuccessful|cancelled|authori[sz](?:ed|ations?)|uncleared|unposted|unbooked|not (?:yet )?(?:posted|booked|cleared)|(?:on )?holds?\b|awaiting|queued|vorgemerkte?|geplante|dauerauftr|offene|operations? (?:a venir|en attente)|virements? (?:a venir|permanents?)|a venir|en attente|movimientos? (?:pendientes|futuros)|pendientes|lancamentos? futuros|agendad|pendentes|geplande|in behandeling|kommande|kommende)/;
const BOOKED =
  /^\W*(?:(?:your|my|all|list of)\W+){0,2}(?:(?:account |card |wallet )?(?:transactions?|statement|history|activity|movements)\b|(?:posted|booked|completed?|successful|settled|cleared|processed|recent|past|gebuchte?|umsatze|operations?|movimientos|lancamentos|transacciones|transacoes|transacties)\b)/;
const MOST_CHARS = 60;

/** The heading of a part in which nothing was booked; "" of one in which all was; null where the row is no such heading. */
export function headOfSection(cells: readonly string[]): string | null {
  let text = "";
  for (const cell of cells) {
    if (cell === "") continue;
    if (text !== "" || cell.length > MOST_CHARS || /\d/.test(cell)) return null;
    text = cell;
  }
  if (text === "") return null;
  const plain = plainLetters(text);
  if (UNBOOKED.test(plain)) return text.trim();
  return BOOKED.test(plain) ? "" : null;
}
