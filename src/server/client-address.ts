import { AsyncLocalStorage } from "node:async_hooks";
import { isIPv6 } from "node:net";

/** Whom a request that costs comes from, while it is answered, in memory only and written nowhere; and its id, which log lines name. */
const clients = new AsyncLocalStorage<{ readonly client: string; readonly requestId: string | undefined }>();
export const currentClient = (): string => clients.getStore()?.client ?? "";
/** undefined outside of a request that costs. */
export const currentRequestId = (): string | undefined => clients.getStore()?.requestId;
export const asClient = <T>(client: string, work: () => T, requestId?: string): T =>
  clients.run({ client, requestId }, work);

/** One client for each IPv4 address and each /64 of IPv6, of which a household has one and a robot would use every address. */
export function clientOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(bare)) return bare;
  const [head = "", tail] = bare.split("%")[0]!.split("::") as [string, string?];
  const [left, right] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left!.length - right!.length);
  const groups = [...left!, ...Array.from({ length: gap }, () => "0"), ...right!];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
