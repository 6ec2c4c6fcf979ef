/** Readers that weigh much and are fetched only when a person agrees. */
export type HeavyReader = "pdf" | "workbook";

/** The built scripts of `/audit`, by file name. Names hold the hash of what is in them. */
export type BrowserBuild = {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The page's own script and the worker in which a statement is read and judged. */
  readonly page: string;
  readonly worker: string;
  /** Everything that any statement needs, the two above included. */
  readonly first: readonly string[];
  /**
   * What a CSV file, one whose labels leave columns open, one with rows of balances, statuses or fees (`words`, beside those
   * of a CSV file), pasted alerts and a letter each need besides; all are small.
   */
  readonly besides: Readonly<
    Record<"csv" | "openCsv" | "words" | "notes" | "alerts" | "alertNotes" | "letter", readonly string[]>
  >;
  /** Readers of a few KB, fetched without asking. */
  readonly small: readonly string[];
  /** The binder for many files: fetched when a person has more than one, or agreed rates, or saved work. */
  readonly binder: readonly string[];
  /** What makes a workbook and an archive of a dispute. */
  readonly pack: readonly string[];
  /** What a file of this kind needs besides. */
  readonly heavy: Readonly<Record<HeavyReader, readonly string[]>>;
};
