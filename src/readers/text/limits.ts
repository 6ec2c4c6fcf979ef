// What a reader will take before it refuses the whole file: a statement is far below, a trap is far above.

/** As many as a full sheet of Excel has rows. */
export const MOST_LINES = 1_048_576;
/** One record of a text table: a line longer than this is no row of a statement. */
export const MOST_RECORD_CHARS = 1_000_000;
export const MOST_XML_DEPTH = 64;
export const MOST_JSON_DEPTH = 32;
/** All files of an archive together, unpacked. */
export const MOST_UNPACKED_BYTES = 128 * 1024 * 1024;
export const MOST_FILES_IN_ARCHIVE = 2000;
export const MOST_COLUMNS = 1024;
export const MOST_SHEET_BYTES = 128 * 1024 * 1024;
export const MOST_PAGES = 2000;
export const MOST_WORDS_ON_A_PAGE = 50_000;
export const MOST_BYTES = 256 * 1024 * 1024;
/** What is kept of a narration, a reference or the text of a rejected row: no bank prints more, and wordings look at each letter. */
export const MOST_NARRATION_CHARS = 2000;
