import { readFileSync } from "node:fs";
import { percentile } from "../fixed-pace.ts";
import { formOf, type Reply, send } from "./send.ts";

// The honest ones: people who read pages, have a statement checked and tell what a bank took, each from an address of
// their own, at a fixed pace whatever becomes of them.

const PATHS = [
  "/",
  "/fees",
  "/banks",
  "/fees/alert.sms",
  "/charge?service=transfer.interbank&amount=20000",
  "/api/v1/rules?limit=10",
  "/audit/server",
  "/report",
  "/?q=NIP+CHG",
  "/healthz",
];
const EXAMPLES = new URL("../../data/ng/examples/", import.meta.url);
const FILES = ["savings-2026.csv", "savings-2026.xlsx", "savings-2026.pdf", "savings-2026.txt", "savings-2026.ofx"];
const PAGES_A_SECOND = 15;
const TICK_MS = 20;

export type Visit = { readonly at: number; readonly what: string; readonly status: number; readonly ms: number };
export type Visits = { readonly pages: Visit[]; readonly uploads: Visit[]; readonly reports: Visit[] };

/** Begins to visit; what is answered ends it and gives what was seen, and how late the pace itself was. */
export function visit(port: number): { readonly seen: Visits; stop(): Promise<number> } {
  const seen: Visits = { pages: [], uploads: [], reports: [] };
  const forms = FILES.map((name) => formOf({}, { name, bytes: readFileSync(new URL(name, EXAMPLES)) }));
  const began = performance.now();
  const late: number[] = [];
  const open = new Set<Promise<void>>();
  const address = (n: number): string => `127.0.1.${1 + (n % 200)}`;
  const go = (list: Visit[], what: string, due: number, reply: Promise<Reply>) => {
    const one = reply.then(({ status }) => {
      open.delete(one);
      list.push({ at: due - began, what, status, ms: performance.now() - due });
    });
    open.add(one);
  };
  const [sent, uploads, reports] = [{ n: 0 }, { n: 0 }, { n: 0 }];
  /** Calls `each` for every turn that is due by now. */
  const due = (counter: { n: number }, perSecond: number, each: (n: number, at: number) => void) => {
    for (;;) {
      const at = began + (counter.n / perSecond) * 1_000;
      if (at > performance.now()) return;
      late.push(performance.now() - at);
      each(counter.n++, at);
    }
  };
  const timer = setInterval(() => {
    due(sent, PAGES_A_SECOND, (n, at) => {
      const path = PATHS[n % PATHS.length] ?? "/";
      go(seen.pages, path, at, send(port, { path, from: address(n), patienceMs: 10_000 }));
    });
    due(uploads, 1, (n, at) => {
      const path = n % 2 ? "/audit/server" : "/api/v1/audit";
      const call = { path, method: "POST", from: address(n * 7), patienceMs: 30_000, ...forms[n % forms.length] };
      go(seen.uploads, `${FILES[n % FILES.length]} to ${path}`, at, send(port, call));
    });
    due(reports, 0.5, (n, at) => {
      const fields = {
        bank: "ng.gtbank",
        service: "alert.sms",
        amount: `${1 + n}.50`,
        on: "2026-11-20",
        words: "each month",
      };
      const body = new URLSearchParams({ ...fields, key: `a-visitor-s-key-${n}` }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const call = { path: "/report", method: "POST", from: address(n * 11), headers, body, patienceMs: 30_000 };
      go(seen.reports, "/report", at, send(port, call));
    });
  }, TICK_MS);
  return {
    seen,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
      return percentile(late, 0.99);
    },
  };
}
