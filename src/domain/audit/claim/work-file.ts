/**
 * Work on many statements as a file on the person's own disk. It holds what the judgement was made of, the lines
 * read, the agreed rates and the decisions, and not the judgement: whoever opens it judges again and sees the same, or is
 * told that facts have changed. A checksum in front tells a damaged file; a number tells a format that is not ours yet.
 */
import type { CivilDate } from "../../dates/civil-date.ts";
import type { SaidFile } from "../../statements/statement.ts";
import type { Said } from "../audit-statement.ts";
import type { ToldFact } from "../told-facts.ts";
import { WORK_MARK } from "./work-mark.ts";
import { isSavedWork } from "./work-shape.ts";

/** A file that could not be read, and what to try. */
export type Unread = { readonly name: string; readonly message: string; readonly tryThis: string };

export type SavedWork = {
  readonly savedOn: CivilDate;
  /** What judged it when it was saved, and what was found. */
  readonly judged: {
    readonly engine: string;
    readonly facts: { readonly jurisdiction: string; readonly version: string; readonly sha256: string };
    readonly over: string;
  };
  readonly said: Said;
  /** What the person told of single statements; absent where nothing was told. */
  readonly told?: readonly ToldFact[];
  /** The table as it stood in its file, so that its faults are found again. */
  readonly rates: { readonly name: string; readonly text: string } | null;
  /** Keys of the groups that are not asked for. */
  readonly dropped: readonly string[];
  readonly files: readonly { readonly name: string; readonly file: SaidFile }[];
  readonly unread: readonly Unread[];
};

const WORK_FORMAT = 1;

const HEAD = /^\{"openfees":"work","format":(\d{1,6})(?:,"check":"([0-9a-f]{16})","work":)?/;
const LONGEST_HEAD = 100;

/** The parts of the file's text, one a statement file: as one string it could be longer than a string may be. */
export function printWork({ files, ...rest }: SavedWork): string[] {
  const open = JSON.stringify(rest).slice(0, -1);
  const pieces = [
    `${open},"files":[`,
    ...files.map((file, i) => `${i === 0 ? "" : ","}\n${JSON.stringify(file)}`),
    "\n]}",
  ];
  const check = new Checksum();
  for (const piece of pieces) check.add(piece);
  return [`${WORK_MARK},"format":${WORK_FORMAT},"check":"${check.print()}","work":`, ...pieces, "}\n"];
}

export type OpenedWork =
  | { readonly ok: true; readonly work: SavedWork }
  | { readonly ok: false; readonly fault: WorkFault };

/** `newer`: a later release saved it. `damaged`: it is not as it was saved. */
export type WorkFault = "not_ours" | "newer" | "damaged";

const no = (fault: WorkFault): OpenedWork => ({ ok: false, fault });

/** Opens such a file; what is not whole, not ours or newer than this page is said and never half opened. */
export function readWork(text: string): OpenedWork {
  const [head, format, check] = HEAD.exec(text.slice(0, LONGEST_HEAD)) ?? [];
  if (head === undefined || format === undefined) return no("not_ours");
  if (Number(format) > WORK_FORMAT) return no("newer");
  if (check === undefined || Number(format) !== WORK_FORMAT) return no("damaged");
  const body = text.slice(head.length).trimEnd().slice(0, -1);
  const found = new Checksum();
  found.add(body);
  if (found.print() !== check) return no("damaged");
  try {
    const work: unknown = JSON.parse(body);
    return isSavedWork(work) ? { ok: true, work } : no("damaged");
  } catch {
    return no("damaged");
  }
}

/** cyrb53's two mixed halves over UTF-16 units, whole: it tells damage, it protects nothing. */
class Checksum {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;

  add(text: string): void {
    let [a, b] = [this.#a, this.#b];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    [this.#a, this.#b] = [a, b];
  }

  print(): string {
    const mix = (x: number, y: number) => Math.imul(x ^ (x >>> 16), 2246822507) ^ Math.imul(y ^ (y >>> 13), 3266489909);
    return [mix(this.#a, this.#b), mix(this.#b, this.#a)]
      .map((half) => (half >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }
}
