/** Why a whole file is refused, and what to try. */
export const REFUSED_FILES = {
  no_statement: { message: "The file holds no statement.", tryThis: "Download it again from your bank." },
} as const;
