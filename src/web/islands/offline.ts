/**
 * The service worker of `/audit`. It keeps the page and its scripts, so that they work without a network, and it
 * lets nothing else through: what the page or its worker asks for is on the list of this release, letter for letter, or is
 * refused. That shuts the one way which the page's policy leaves open, an address of this very site. It hears no messages.
 */

/** Put in front of this script by the server: the list of one release. */
declare const OFFLINE: {
  /** Changes with any file of the list. */
  readonly name: string;
  /** Kept at once. */
  readonly first: readonly string[];
  /** Kept when somebody has asked for them. */
  readonly later: readonly string[];
};

type Extendable = { waitUntil(done: Promise<unknown>): void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response>): void;
};
type Scope = {
  readonly caches: CacheStorage;
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<{ readonly url: string } | undefined> };
  skipWaiting(): Promise<void>;
  fetch(request: Request): Promise<Response>;
  addEventListener(type: "install" | "activate", heard: (event: Extendable) => void): void;
  addEventListener(type: "fetch", heard: (event: Fetching) => void): void;
};

const PAGE = "/audit";
/** The form that sends a file, and what belongs to it: pages like any other. */
const SERVER_FORM = "/audit/server";
const PREFIX = "openfees-audit-";

const scope = globalThis as unknown as Scope;
const known = new Set([...OFFLINE.first, ...OFFLINE.later]);
const store = () => scope.caches.open(PREFIX + OFFLINE.name);

scope.addEventListener("install", (event) => {
  event.waitUntil(
    store()
      // the page itself anew, whatever the browser still holds of an older release
      .then((cache) =>
        cache.addAll(
          OFFLINE.first.map((url) => new Request(url, url.split("?")[0] === PAGE ? { cache: "reload" } : {})),
        ),
      )
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    scope.caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(PREFIX) && name !== PREFIX + OFFLINE.name)
            .map((name) => scope.caches.delete(name)),
        ),
      )
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    // the page from the list, in the language that its address names; of all else behind the address nothing is sent
    if (url.origin === scope.location.origin && url.pathname === PAGE)
      event.respondWith(kept(new Request(known.has(PAGE + url.search) ? PAGE + url.search : PAGE)));
    return;
  }
  event.respondWith(answer(event, url));
});

async function answer({ request, clientId }: Fetching, url: URL): Promise<Response> {
  if (url.origin === scope.location.origin && request.method === "GET" && known.has(url.pathname + url.search))
    return kept(request);
  const asker = clientId === "" ? undefined : await scope.clients.get(clientId);
  if (asker && new URL(asker.url).pathname.startsWith(SERVER_FORM)) return scope.fetch(request);
  return Response.error();
}

/** From the store; what is not there yet is fetched and kept. */
async function kept(request: Request): Promise<Response> {
  const cache = await store();
  const held = await cache.match(request.url);
  if (held) return held;
  const fresh = await scope.fetch(request);
  if (fresh.ok) await cache.put(request.url, fresh.clone());
  return fresh;
}
