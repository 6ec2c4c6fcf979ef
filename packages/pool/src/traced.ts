import { tracingChannel } from "node:diagnostics_channel";
import type { Lease, LeaseKind } from "./lease.ts";

// Tracing over node:diagnostics_channel, so that subscribers need not be known here. Without a subscriber no object is made.

/** `start` in the caller's own context, then once `asyncEnd`: with `lease` when it got one, else with `error`. */
export type TracedCheckout = { readonly kind: LeaseKind; lease?: Lease; error?: unknown };

/** `start` when a statement is handed to the driver, then once `asyncEnd`; with `error` when it failed or was lost. */
export type TracedStatement = {
  readonly lease: Lease;
  /** Without its literals, never with its values. */
  readonly statement: string;
  error?: unknown;
};

export const CHECKOUT_CHANNEL = "openfees.pool.checkout";
export const STATEMENT_CHANNEL = "openfees.pool.statement";
const checkouts = tracingChannel<object, TracedCheckout>(CHECKOUT_CHANNEL);
const statements = tracingChannel<object, TracedStatement>(STATEMENT_CHANNEL);

type Done = (cause: Error | undefined, lease?: Lease) => void;

/** The same callback, seen by whoever listens. */
export function tracedCheckout(kind: LeaseKind, done: Done): Done {
  if (!checkouts.hasSubscribers) return done;
  const message: TracedCheckout = { kind };
  checkouts.start.publish(message);
  return (cause, lease) => {
    if (lease === undefined) message.error = cause;
    else message.lease = lease;
    checkouts.asyncEnd.publish(message);
    done(cause, lease);
  };
}

export function statementBegins(lease: Lease | undefined, statement: string): TracedStatement | undefined {
  if (lease === undefined || !statements.hasSubscribers) return undefined;
  const message: TracedStatement = { lease, statement };
  statements.start.publish(message);
  return message;
}

export function statementEnds(message: TracedStatement | undefined, error?: unknown): void {
  if (message === undefined) return;
  if (error) message.error = error;
  statements.asyncEnd.publish(message);
}
