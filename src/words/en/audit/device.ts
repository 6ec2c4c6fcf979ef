/** What the page of `/audit` says while it works, on the device: what stands on it before comes from the server. */
export const DEVICE = {
  "device.reading": "Reading …",
  "device.making": "Making the file …",
  "device.saved": "Saved as {name}.",
  "device.not_made": "This file could not be made. {why}",
  "device.choose": "Choose a file, or paste your alerts first.",
  "device.choose_more": "Choose a file first.",
  "device.kept": "Nothing was sent. What you picked is still here.",
  "device.or_columns": "Or tell us below which column is which.",
  "device.gone": "Your result is gone: we keep none.",
  "device.no_start": "The part of this page that reads could not start.",
  "device.failed": "Something went wrong here: {why}.",
  "device.failed_how": "unknown",
  "device.load_again": "{what} Please load the page again. Nothing was sent.",
} as const;

/** What its worker says of many files. */
export const READING_FILES = {
  "device.reading_nth": "Reading {nth} of {count}: {name}",
  "device.pasted": "Pasted alerts",
  "device.checking": "Checking …",
} as const;

/** How a reader of some hundred KB is asked for. */
export const READERS = {
  "device.fetch_pdf": "To read a PDF, the page fetches its reader once: {kb} KB. ",
  "device.fetch_workbook": "To read this file, the page fetches its reader once: {kb} KB. ",
  "device.fetch": "Fetch {kb} KB and check",
} as const;
