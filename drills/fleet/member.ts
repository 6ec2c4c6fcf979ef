import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPool, Instance, InstanceBusy, scopedHandler } from "openfees-pool";

// One process of a fleet: `member.ts URL NAME MAX RATE [--handover]`. It serves `/` (one query), `/hold` (takes a
// connection and keeps it in a transaction) and, with a RATE, calls itself that often a second. It tells its parent what
// happens, and leaves with status 0 when a later boot has its place, with 3 when an earlier one is alive.

export type Told =
  | { readonly kind: "serving"; readonly port: number; readonly boot: string }
  | { readonly kind: "superseded" }
  | { readonly kind: "counts"; readonly counts: Counts };
/** Since the last report: calls that were served, and the others by their code. `full`: seen by the pool, not by a user. */
export type Counts = { served: number; failed: Record<string, number>; full: number };

const REPORT_MS = 500;
const STATEMENT_S = 0.02;

const tell = (told: Told) => void process.send?.(told);
let counts: Counts = { served: 0, failed: {}, full: 0 };
const codeOf = (cause: unknown) => String((cause as { code?: unknown }).code ?? (cause as Error).message);

async function join(url: string, name: string, max: number, rate: number, handover: boolean): Promise<void> {
  const instance = await Instance.start({
    name,
    program: "drill",
    connection: { connectionString: url },
    handover,
    onSuperseded: () => {
      tell({ kind: "superseded" });
      process.exit(0);
    },
  });
  const pool = createPool({
    connectionString: url,
    max,
    instance,
    report: () => {},
    log: (...words) => {
      if (words.some((word) => word instanceof Error && codeOf(word) === "53300")) counts.full++;
    },
  });
  pool.on("error", () => {});
  const query = () => pool.query("SELECT pg_sleep($1)", [STATEMENT_S]);
  const server = createServer(
    scopedHandler(
      pool,
      async (request, response) => {
        try {
          if (request.url === "/hold") {
            const client = await pool.connect();
            await client.query("BEGIN");
            await new Promise(() => {});
          }
          await query();
          response.end("ok");
        } catch (cause) {
          response.writeHead(503).end(codeOf(cause));
        }
      },
      { deadlineMs: (route) => (route.endsWith("/hold") ? Number.POSITIVE_INFINITY : 2_000) },
    ),
  );
  server.listen(0, "127.0.0.1", () => {
    tell({ kind: "serving", port: (server.address() as AddressInfo).port, boot: instance.boot });
    void instance.takeOver();
  });
  if (rate > 0)
    setInterval(() => {
      pool.scope("call", query, { deadlineMs: 2_000 }).then(
        () => void counts.served++,
        (cause: unknown) => {
          counts.failed[codeOf(cause)] = (counts.failed[codeOf(cause)] ?? 0) + 1;
        },
      );
    }, 1_000 / rate);
  setInterval(() => {
    tell({ kind: "counts", counts });
    counts = { served: 0, failed: {}, full: 0 };
  }, REPORT_MS);
  process.on("disconnect", () => process.exit(0));
}

const [url = "", name = "", max = "10", rate = "0", handover] = process.argv.slice(2);
join(url, name, Number(max), Number(rate), handover === "--handover").catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exit(cause instanceof InstanceBusy ? 3 : 1);
});
