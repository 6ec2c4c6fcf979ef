/** Keeps the last four characters of an account number; what the bank has masked stays as it is. */
export function maskAccount(number: string | null | undefined): string | null {
  const text = bare(number);
  if (text === "" || text.length > 64) return null;
  if (/[*X]{2}/i.test(text)) return text;
  return text.length <= 4 ? text : `${"*".repeat(text.length - 4)}${text.slice(-4)}`;
}

/** The same for a value beside a label, which may be a name or a kind of account as well as a number. */
export const maskIfNumber = (value: string | null): string | null =>
  /^[\dX*]{6,34}$/i.test(bare(value)) ? maskAccount(value) : null;

const bare = (number: string | null | undefined): string => (number ?? "").replace(/[\s'-]/g, "");
