/// <reference lib="dom" />
/**
 * While a statement is open, this page goes nowhere with it. The policy of the page stops every request, form,
 * picture, frame and window; it has no word for the page itself going to another address. So each such step is looked at
 * here: only a link that the page itself showed, pressed by a person, is followed, and only a file made here is saved.
 */

/** The part of a `navigate` event (HTML, "navigation API") that is looked at. */
type Step = Event & {
  readonly navigationType: "push" | "replace" | "reload" | "traverse";
  readonly userInitiated: boolean;
  readonly hashChange: boolean;
  readonly downloadRequest: string | null;
  readonly destination: { readonly url: string };
};

/**
 * Watches from now on. `shown` are the addresses of the links that our own code put on the page; `made` those of the files
 * that it made. Firefox asks twice about a file that is saved, and does not say at the second time that it is saved: such a
 * step is let through for our own files only, which hold nothing that goes anywhere.
 */
export function keepHere(shown: ReadonlySet<string>, made: ReadonlySet<string>): void {
  const { navigation } = globalThis as unknown as {
    navigation?: { addEventListener(type: "navigate", heard: (step: Step) => void): void };
  };
  navigation?.addEventListener("navigate", (step) => {
    if (!mayGo(step, shown, made)) {
      step.preventDefault();
      step.stopImmediatePropagation();
    }
  });
  forgetWays();
}

/** What the policy has no word for, or one that not every browser knows: these are not even named on this page any more. */
function forgetWays(): void {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "Worker", "SharedWorker"])
    Reflect.deleteProperty(globalThis, name);
  if ("ServiceWorkerContainer" in globalThis)
    Object.defineProperty(ServiceWorkerContainer.prototype, "register", { value: () => Promise.reject() });
  // an empty frame would have all of these again; it ends as it begins
  document.addEventListener(
    "load",
    ({ target }) => {
      if (target instanceof Element && /^(?:iframe|frame|object|embed)$/i.test(target.tagName)) target.remove();
    },
    true,
  );
}

function mayGo(step: Step, shown: ReadonlySet<string>, made: ReadonlySet<string>): boolean {
  const { url } = step.destination;
  if (made.has(url)) return true;
  if (step.downloadRequest !== null) return url.startsWith("blob:");
  // what stands behind # is never sent
  if (step.hashChange) return true;
  if (step.navigationType === "reload" || step.navigationType === "traverse") return true;
  return step.userInitiated && shown.has(url);
}
