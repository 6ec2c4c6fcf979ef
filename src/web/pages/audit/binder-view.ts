import type { Decided } from "../../../domain/audit/claim/decide-groups.ts";
import type { JoinedAccount } from "../../../domain/audit/claim/join-accounts.ts";
import type { Unread } from "../../../domain/audit/claim/work-file.ts";
import { BINDER } from "../../../words/en/audit/binder.ts";
import { type Spoken, textIn } from "../../../words/tongue.ts";
import type { AuditView } from "./audit-view.ts";

/** An account, with the names of its files by the place of their statements. */
export type AccountView = JoinedAccount & { readonly names: Readonly<Record<number, string>> };

export type FileView = {
  readonly name: string;
  /** What the reader says of it. */
  readonly notes: readonly string[];
  /** Places of its statements among the results. */
  readonly places: readonly number[];
};

export type BinderView = AuditView & {
  readonly decided: Decided;
  /** What the rules of the groups are called, by their ids. */
  readonly rules: Readonly<Record<string, string>>;
  readonly files: readonly FileView[];
  readonly unread: readonly Unread[];
  readonly accounts: readonly AccountView[];
  readonly rates: { readonly name: string; readonly count: number } | null;
  /** Set where saved work was opened: when it was saved, by which facts it was judged then, and what was found. */
  readonly opened: { readonly savedOn: string; readonly factsOf: string; readonly over: string } | null;
  /** The day of the facts that judged it. */
  readonly factsOf: string;
  /** Weight of the script that makes workbook and archive. */
  readonly packKb: number;
  /** In front of the name of a file that is made when its link is pressed. */
  readonly make: string;
};

export { resultsIn } from "./audit-view.ts";

/** `87 lines`, `one line`. */
export function lines(count: number, { tongue }: Spoken): string {
  const say = textIn(BINDER, tongue);
  return count === 1 ? say("binder.one_line") : say("binder.lines", { count });
}

export const fileOf = (view: BinderView, place: number): string =>
  view.files.find(({ places }) => places.includes(place))?.name ??
  textIn(BINDER, view.tongue)("binder.statement", { nth: place + 1 });
