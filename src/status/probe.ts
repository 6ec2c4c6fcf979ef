import { COMPONENTS, type Component } from "./components.ts";

export type Found = { readonly id: Component["id"]; readonly works: boolean; readonly ms: number };

/** How long an answer is awaited. */
const ANSWER_MS = 15_000;
/** So much of an answer is read; no probed page is longer. */
const MOST_BYTES = 2_000_000;

/** Tries every component once, from outside, over connections of its own. Never rejects. */
export const probe = (site: string): Promise<Found[]> => Promise.all(COMPONENTS.map((one) => tryOne(site, one)));

async function tryOne(site: string, { id, path, body, works }: Component): Promise<Found> {
  const began = performance.now();
  const worked = await (async () => {
    const answer = await fetch(new URL(path, site), {
      ...(body ? { method: "POST", body: body() } : {}),
      headers: { connection: "close", "user-agent": "openfees-status", "cache-control": "no-cache" },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MOST_BYTES) return false;
    }
    return works(answer.status, text);
  })().catch(() => false);
  return { id, works: worked, ms: Math.round(performance.now() - began) };
}
