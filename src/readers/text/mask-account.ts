/** Keeps the last four characters of an account number; what the bank has masked stays as it is. */
export function maskAccount(number: string | null | undefined): string | null {
  const text = bare(number);
  if (text === "" || text.length > 64) return null;
  if (/[*X]{2}/i.test(text)) return text;
  return text.length <= 4 ? text : `${"*".repeat(text.length - 4)}${text.slice(-4)}`;
}

/** An IBAN is mostly digits; a street in capitals is not. */
const NUMBER = /^[\dX*]{6,34}$|^(?=(?:\D*\d){10})[A-Z]{2}\d{2}[A-Z\d]{8,30}$/i;
const NUBAN_FIRST = /^\s*(\d{10})\s*(?:[-–]\s*)?(?:\(|\s[A-Za-z])/;

/**
 * The same for a value beside a label, which may be a name or a kind of account as well as a number. A Nigerian bank may
 * print its own key, the currency or the holder behind the ten digits of the account.
 */
export const maskIfNumber = (value: string | null): string | null =>
  maskAccount(NUMBER.test(bare(value)) ? value : NUBAN_FIRST.exec(value ?? "")?.[1]);

const bare = (number: string | null | undefined): string => (number ?? "").replace(/[\s'-]/g, "");
