/** An alert as it was collected, with what its labels and its sentence say. */
import type { AlertRole } from "./alert-keys.ts";
import type { Side } from "./alert-sentence.ts";

export type Alert = {
  /** The line of the text on which it begins, counted from 1. */
  readonly row: number;
  /** What its labels say and what its sentence says; a label is believed first. */
  readonly labels: Map<AlertRole, string>;
  readonly told: Map<AlertRole, string>;
  /** A day and a balance that stand inside of its description, if no line of its own says them. */
  readonly loose: Map<AlertRole, string>;
  /** The label under which each role was first printed. */
  readonly keys: Map<AlertRole, string>;
  readonly raw: string[];
  /** Its words outside of descriptions and names, among which the bank may be. */
  readonly words: string[];
  side: Side | null;
  /** It tells of money that did not move. */
  void: boolean;
  /** A receipt, which does not say whose it is. */
  receipt: boolean;
  /** Whose message it was, and when it was sent, where it comes out of saved messages. */
  message?: { readonly sender: string; readonly sent: string };
};

export const saidOf = ({ labels, told, loose }: Alert, role: AlertRole): string | undefined =>
  labels.get(role) || told.get(role) || loose.get(role);

export const balanceOf = (alert: Alert): string | undefined =>
  saidOf(alert, "balance") ?? saidOf(alert, "otherBalance");

/** Whether what was collected is an alert: without a sum and a balance as well where it is written like one. */
export function isAlert(alert: Alert): boolean {
  const { labels, keys, side } = alert;
  if (saidOf(alert, "amount") || balanceOf(alert) || keys.has("amount")) return true;
  return labels.has("account") && (side !== null || labels.has("narration") || labels.has("reference"));
}
