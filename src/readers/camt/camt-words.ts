/** What a camt entry says in words: its narration, its reference and its code. */
import { joinNarration } from "../proof/booked-statement.ts";
import { allOf, at, type Element, textAt } from "../text/xml-elements.ts";

/** How many payments of a batch are named one by one. */
const FEW = 3;

/** The text at a path, unless it is the word that the rules of SEPA demand where the payer gave none. */
function saidAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  const text = textAt(element, ...path);
  return text !== undefined && /^NOT[ _-]?PROVIDED$/i.test(text) ? undefined : text;
}

/** The bank's own reference of the entry or of its payment, else the payer's, else the number of the entry. */
export const referenceOf = (entry: Element, details: readonly Element[]): string | null =>
  saidAt(entry, "AcctSvcrRef") ??
  saidAt(details[0], "Refs", "AcctSvcrRef") ??
  saidAt(details[0], "Refs", "EndToEndId") ??
  saidAt(entry, "NtryRef") ??
  null;

/** Domain, family and sub-family, else the bank's own code. */
export function codeOf(entry: Element): string | null {
  const domain = at(entry, "BkTxCd", "Domn");
  const parts = [textAt(domain, "Cd"), textAt(domain, "Fmly", "Cd"), textAt(domain, "Fmly", "SubFmlyCd")].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.join("/") : (textAt(entry, "BkTxCd", "Prtry", "Cd") ?? null);
}

/** True of an entry that the bank flags as taking an earlier one back. */
export const isReversal = (entry: Element): boolean => /^(true|1)$/i.test(textAt(entry, "RvslInd") ?? "");

export function narrationOf(entry: Element, details: readonly Element[], holder: string | null): string {
  const few = details.slice(0, FEW);
  return joinNarration([
    saidAt(entry, "AddtlNtryInf"),
    ...few.flatMap(remittanceOf),
    ...few.map((one) => saidAt(one, "AddtlTxInf")),
    ...few.map((one) => otherParty(entry, one, holder)),
    details.length > few.length ? `and ${details.length - few.length} more` : null,
  ]);
}

/** Free text, then the structured reference of the invoice and what stands beside it. */
function remittanceOf(detail: Element): (string | undefined)[] {
  const remittance = at(detail, "RmtInf");
  const structured = allOf(remittance, "Strd").flatMap((one) => [
    textAt(one, "CdtrRefInf", "Ref") ?? textAt(one, "CdtrRefInf", "CdtrRef"),
    // Swiss banks count rejects here in codes of their own, `?REJECT?0`
    ...allOf(one, "AddtlRmtInf").map((part) => part.text.replace(/^\s*\?[A-Z]+\?\d*\s*$/, "")),
  ]);
  return [...allOf(remittance, "Ustrd").map((part) => part.text), ...structured].filter(
    (part) => part !== undefined && !/^\s*NOT[ _-]?PROVIDED\s*$/i.test(part),
  );
}

/**
 * Who stands on the other side. A reversal keeps debtor and creditor of the payment that it takes back, while its direction
 * is the opposite: the other side is then the one that the direction would call our own.
 */
function otherParty(entry: Element, detail: Element, holder: string | null): string | undefined {
  const debit = textAt(entry, "CdtDbtInd")?.toUpperCase() === "DBIT";
  const reversal = isReversal(entry);
  const nameOf = (role: string) =>
    saidAt(detail, "RltdPties", role, "Nm") ?? saidAt(detail, "RltdPties", role, "Pty", "Nm");
  const other = nameOf(debit !== reversal ? "Cdtr" : "Dbtr");
  if (!reversal || (other !== undefined && other !== holder)) return other;
  return nameOf(debit ? "Cdtr" : "Dbtr") ?? other;
}
