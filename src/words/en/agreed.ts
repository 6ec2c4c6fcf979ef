/** What rates stand in that a person agreed with a bank; `page` is empty where none was given. */
export const agreedIn = (bank: string, page: string): string =>
  `Rates agreed with ${bank}${page ? `, page ${page}` : ""}`;
