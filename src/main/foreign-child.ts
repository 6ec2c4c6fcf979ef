/** What a child process of the pool runs: everything that reads, judges and dresses what strangers send, and nothing else. */
import { answerForeign } from "../http/foreign/answer-foreign.ts";
import type { ForeignFacts, ForeignHead } from "../http/foreign/foreign-question.ts";
import { serveParent } from "../server/serve-parent.ts";

type Facts = ForeignFacts & { readonly engineVersion: string };

// libraries may write to the console, which is the pipe of the answer
const silent = () => {};
Object.assign(console, { log: silent, info: silent, debug: silent, warn: silent, error: silent, trace: silent });

/**
 * pdf.js makes one when it is loaded, and uses it to draw. Nothing is drawn here, and the native addon that it would take it
 * from may not be loaded.
 */
class NoMatrix {}
Object.assign(globalThis, { DOMMatrix: NoMatrix });

serveParent<Facts>(
  (bytes) => JSON.parse(bytes.toString("utf8")) as Facts,
  ({ context, head, body }) => answerForeign(context, head as ForeignHead, body),
);
