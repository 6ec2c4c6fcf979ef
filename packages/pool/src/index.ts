export { type Address, addressOf, nameOf, redirected } from "./address.ts";
export {
  connectionLost,
  DatabaseDown,
  LeaseLost,
  OutcomeUnknown,
  PoolSaturated,
  ScopeEnded,
  type Verdict,
} from "./errors.ts";
export { type FastifyLike, fastifyScopes } from "./fastify-scopes.ts";
export { type HostNews, type HostRole, Hosts, type HostView } from "./hosts.ts";
export { Instance, InstanceBusy, type InstanceOptions } from "./instance.ts";
export type { LeakEvent } from "./leak-book.ts";
export type { LeaseHandle, LeaseOptions, ReadOptions, TransactionOptions } from "./lease.ts";
export type { MetricsRegistry } from "./metrics-registry.ts";
export type { Capture, Mode, PoolOptions } from "./options.ts";
export { type ConnectCallback, createPool, type EndOptions, Pool, Pool as default } from "./pool.ts";
export type { RailClass } from "./rails.ts";
export type { RequestScopes } from "./request-scope.ts";
export { currentScope, Scope, type ScopeName, type ScopeOptions } from "./scope.ts";
export {
  expressScopes,
  koaScopes,
  scopedFetch,
  scopedHandler,
  scopedStream,
  scopedTask,
  scopedUpgrade,
} from "./scope-doors.ts";
export type { PooledClient } from "./slot.ts";
export type { SlowStatement } from "./slow-log.ts";
export type { LeaseView, Snapshot } from "./snapshot.ts";
export { CHECKOUT_CHANNEL, STATEMENT_CHANNEL, type TracedCheckout, type TracedStatement } from "./traced.ts";
