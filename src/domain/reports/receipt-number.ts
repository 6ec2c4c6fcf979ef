/** A number as people copy it: small letters, spaces, O for 0 and I or L for 1 are meant well. undefined: it is none. */
export function readReceipt(text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(bare) ? bare : undefined;
}

/** A number as it is shown: `7K3M-9QXD-2F4T`. */
export const receiptWords = (receipt: string): string => receipt.replace(/(.{4})(?=.)/g, "$1-");
