import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { poolOf, walledScript } from "../../test/support/walled-script.ts";
import { pollUntil } from "../platform/deadline.ts";
import type { ChildPool } from "./child-pool.ts";
import { residentNow } from "./process-use.ts";
import { ChildDied } from "./walled-child.ts";

// processes are started: a busy machine may take long for it
vi.setConfig({ testTimeout: 120_000 });

const CONTEXT = Buffer.from("facts");
const LIMITS = { timeMs: 60_000, answerBytes: 1_000_000 };
const ask = (pool: ChildPool, body: string | Uint8Array = "x", own: object = {}) =>
  pool.run({ context: CONTEXT, head: { as: "text" }, body: Buffer.from(body as string) }, { ...LIMITS, ...own });
const deathOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    (given) => `answered ${JSON.stringify(given)}`,
    (error: unknown) => (error instanceof ChildDied ? error.death : String(error)),
  );
const ECHO = 'return { head: { is: "echo", of: job.context, as: job.head.as }, parts: [job.body] };';
const processes = (): string => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim();

describe("a child of the pool", () => {
  test("gets what it is given beforehand, the head and the bytes of its job, and its answer comes back as it is", async () => {
    const pool = await poolOf(ECHO);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200_000 }), async (bytes) => {
        const { head, parts, use } = await ask(pool, bytes);
        expect(JSON.parse(String(head))).toEqual({ is: "echo", of: "facts", as: "text" });
        expect(Buffer.concat(parts as Buffer[]).equals(Buffer.from(bytes))).toBe(true);
        expect(use.residentBytes).toBeGreaterThan(10_000_000);
      }),
      { numRuns: 8 },
    );
  });

  test("serves one job: what one of them left behind is not there for the next", async () => {
    const pool = await poolOf(
      "globalThis.seen = (globalThis.seen ?? 0) + 1; return { head: { seen: globalThis.seen, pid: process.pid }, parts: [] };",
    );
    const heads = [];
    for (let i = 0; i < 4; i++) heads.push(JSON.parse(String((await ask(pool)).head)));
    expect(heads.map(({ seen }) => seen)).toEqual([1, 1, 1, 1]);
    expect(new Set(heads.map(({ pid }) => pid)).size).toBe(4);
    expect(pool.now().deaths).toEqual({ time: 0, memory: 0, exit: 0, flood: 0, garbled: 0, left: 0, start: 0 });
  });

  test.each([
    ["loops for ever", "for (;;);", "time", { timeMs: 800 }],
    ["waits for ever", "await new Promise(() => setInterval(() => {}, 1000));", "time", { timeMs: 800 }],
    ["backtracks for ever", '/^(a+)+$/.test("a".repeat(60) + "b");', "time", { timeMs: 800 }],
    [
      "fills its heap",
      "const eaten = []; for (;;) eaten.push(new Array(1e5).fill(job.body.length + 0.5));",
      "memory",
      {},
    ],
    ["fills memory beside its heap", "const eaten = []; for (;;) eaten.push(Buffer.alloc(8e6, 1));", "memory", {}],
    ["builds one string too long to hold", 'JSON.parse("[" + "{},".repeat(20_000_000) + "{}]");', "memory", {}],
    ["ends by itself", "process.exit(0);", "exit", {}],
    ["kills itself", 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});', "exit", {}],
    ["throws", "throw new Error(text);", "exit", {}],
    ["fails later", "setTimeout(() => { throw new Error(); }); await new Promise(() => {});", "exit", {}],
    ["answers too much at once", "return { head: {}, parts: [Buffer.alloc(2_000_000)] };", "flood", {}],
    ["answers too much in pieces", "return { head: {}, parts: Array(4).fill(Buffer.alloc(300_000)) };", "flood", {}],
    ["answers in more parts than there are", 'return { head: {}, parts: Array(5).fill("x") };', "garbled", {}],
    ["answers with a head like a book", 'return { head: { a: "x".repeat(20_000) }, parts: [] };', "garbled", {}],
    [
      "writes what is no frame",
      'process.stdout.write("hello".repeat(1000)); await new Promise(() => {});',
      "garbled",
      {},
    ],
    [
      "announces four gigabytes",
      "process.stdout.write(Buffer.from([2, 255, 255, 255, 255])); await new Promise(() => {});",
      "garbled",
      {},
    ],
    [
      "floods without an end",
      "for (;;) { process.stdout.write(Buffer.alloc(65536, 3)); await new Promise(setImmediate); }",
      "garbled",
      {},
    ],
    [
      "says twice that it is warm",
      "process.stdout.write(Buffer.from([1, 0, 0, 0, 0])); await new Promise(() => {});",
      "garbled",
      {},
    ],
  ])("that %s dies alone, and the next job is answered", async (_what, code, death, own) => {
    const pool = await poolOf(`if (text === "attack") { ${code} } ${ECHO}`);
    expect(await deathOf(ask(pool, "attack", own))).toBe(death);
    expect(String((await ask(pool, "honest")).parts[0])).toBe("honest");
    expect(pool.now().deaths[death as "time"]).toBe(1);
  });

  test("that dies after a flood to standard error is not waited for", async () => {
    const pool = await poolOf(
      'for (let i = 0; i < 200; i++) process.stderr.write("x".repeat(65536)); process.exit(3);',
    );
    expect(await deathOf(ask(pool))).toBe("exit");
  });

  test("reports the processor's seconds that it took, also where it died", async () => {
    const used: number[] = [];
    const pool = await poolOf("for (;;);");
    await ask(pool, "x", { timeMs: 1_500 }).catch((error: ChildDied) => used.push(error.use.processorSeconds));
    if (process.platform === "linux") expect(used[0]).toBeGreaterThan(0);
    expect(pool.now().processorSeconds).toBe(used[0]);
  });
});

describe("the wall around a child", () => {
  const WHAT = {
    "reads the names of this machine's users":
      'await import("node:fs").then((fs) => fs.readFileSync("/etc/passwd", "utf8"))',
    "lists the directory above": 'await import("node:fs").then((fs) => fs.readdirSync(".."))',
    "reads another process's environment": `await import("node:fs").then((fs) => fs.readFileSync("/proc/${process.pid}/environ", "utf8"))`,
    "reads its own program's neighbours": `await import("node:fs").then((fs) => fs.readFileSync(${JSON.stringify(new URL("../../package.json", import.meta.url).pathname)}, "utf8"))`,
    "writes where it stands": 'await import("node:fs").then((fs) => fs.writeFileSync("x", "x"))',
    "writes to the temporary folder":
      'await import("node:fs").then((fs) => fs.writeFileSync("/tmp/openfees-was-here", "x"))',
    "writes beside its code":
      'await import("node:fs").then((fs) => fs.writeFileSync(new URL("x", import.meta.url), "x"))',
    "makes a link": 'await import("node:fs").then((fs) => fs.symlinkSync("/etc", "x"))',
    "starts a program": 'await import("node:child_process").then((it) => it.execFileSync("/bin/true"))',
    "starts a Node": 'await import("node:child_process").then((it) => it.fork("x.mjs"))',
    "starts a thread": 'await import("node:worker_threads").then((it) => new it.Worker("0", { eval: true }))',
    "loads native code": 'process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libc.so.6")',
    "makes code of a string": 'new Function("return 1")()',
    "opens the inspector": 'await import("node:inspector").then((it) => it.open(0))',
    "asks for a name": 'await import("node:dns/promises").then((it) => it.lookup("localhost"))',
  };

  test.each(Object.entries(WHAT))("refuses a child that %s", async (_what, code) => {
    const pool = await poolOf(
      `try { const got = ${code}; return { head: { got: String(got).slice(0, 100) }, parts: [] }; } catch (error) { return { head: { refused: error.code ?? error.name }, parts: [] }; }`,
      { size: 1 },
    );
    const head = JSON.parse(String((await ask(pool)).head));
    expect(head).toEqual({ refused: expect.stringMatching(/^(ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED|EvalError)$/) });
    expect(existsSync("/tmp/openfees-was-here")).toBe(false);
  });

  test("lets no connection out", async () => {
    let met = 0;
    const server = createServer((socket) => {
      met++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const ways = [
      `await new Promise((ok, no) => process.getBuiltinModule("node:net").connect(${port}, "127.0.0.1").once("connect", ok).once("error", no))`,
      `await fetch("http://127.0.0.1:${port}/")`,
      `await new Promise((ok, no) => { const s = process.getBuiltinModule("node:dgram").createSocket("udp4"); s.once("error", no); s.send("x", ${port}, "127.0.0.1", (e) => (e ? no(e) : ok())); })`,
      `await new Promise((ok, no) => process.getBuiltinModule("node:net").createServer().once("error", no).listen(0, ok))`,
    ];
    for (const way of ways) {
      const pool = await poolOf(
        `try { ${way}; return { head: "out", parts: [] }; } catch (error) { return { head: "refused", parts: [] }; }`,
        { size: 1 },
      );
      expect(String((await ask(pool)).head), way).toBe('"refused"');
    }
    server.close();
    expect(met).toBe(0);
  });

  test("shows no environment and no name of a folder", async () => {
    process.env.OPENFEES_TEST_SECRET = "QXZ7SECRET";
    const pool = await poolOf("return { head: { env: process.env, cwd: process.cwd() }, parts: [] };", { size: 1 });
    const head = JSON.parse(String((await ask(pool)).head));
    delete process.env.OPENFEES_TEST_SECRET;
    expect(Object.keys(head.env).filter((name) => !["TZ", "PWD", "SHLVL", "_", "OLDPWD"].includes(name))).toEqual([]);
    expect(JSON.stringify(head)).not.toContain("QXZ7");
  });
});

describe("the pool", () => {
  test("answers again when all of its children die at once", async () => {
    const pool = await poolOf(ECHO, { size: 3 });
    pool.warm(CONTEXT);
    await pollUntil(() => (pool.now().alive.idle === 3 ? true : undefined), 60_000);
    for (const pid of processes().split(" ")) process.kill(Number(pid), "SIGKILL");
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => ask(pool, `job ${i}`)));
    expect(all.map(({ parts }) => String(parts[0]))).toEqual([0, 1, 2, 3, 4, 5].map((i) => `job ${i}`));
  });

  test("has each job answered once, whoever dies beside it", async () => {
    const pool = await poolOf(`if (text.startsWith("die")) process.exit(1); ${ECHO}`, { size: 3 });
    const bodies = Array.from({ length: 24 }, (_, i) => `${i % 3 === 0 ? "die" : "live"} ${i}`);
    const outcomes = await Promise.all(
      bodies.map((body) =>
        ask(pool, body).then(
          ({ parts }) => String(parts[0]),
          (error: ChildDied) => error.death,
        ),
      ),
    );
    expect(outcomes).toEqual(bodies.map((body) => (body.startsWith("die") ? "exit" : body)));
  });

  test("kills who holds most when all together hold too much, and the others are answered", async () => {
    const pool = await poolOf(
      `const held = []; if (text === "greedy") for (;;) { held.push(Buffer.alloc(4e6, 1)); await new Promise((go) => setTimeout(go, 5)); } ${ECHO}`,
      { size: 2, eachBytes: 2_000_000_000, totalBytes: 400_000_000 },
    );
    const [greedy, honest] = await Promise.all([deathOf(ask(pool, "greedy")), ask(pool, "honest")]);
    expect([greedy, String(honest.parts[0])]).toEqual(["memory", "honest"]);
  });

  test.runIf(process.platform === "linux")("is held by the kernel, too, while this process cannot watch", async () => {
    const pool = await poolOf("const eaten = []; for (;;) eaten.push(Buffer.alloc(8e6, 1));", {
      eachBytes: 200_000_000,
    });
    pool.warm(CONTEXT);
    await pollUntil(() => (pool.now().alive.idle === 2 ? true : undefined), 60_000);
    const dead = ask(pool).catch((error: ChildDied) => error);
    await new Promise((resolve) => setImmediate(resolve));
    const [pid = ""] = processes().split(" ");
    let peak = 0;
    // nothing else of this process runs meanwhile
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      const now = residentNow(processes().split(" ").map(Number));
      for (const bytes of now.values()) peak = Math.max(peak, bytes);
      if (
        processes()
          .split(" ")
          .every((one) => one !== pid || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8")))
      )
        break;
    }
    expect(await dead).toMatchObject({ death: expect.stringMatching(/memory|exit/) });
    expect(peak).toBeLessThan(400_000_000);
  });

  test("stops a job whose asker is gone, before it has begun as while it runs", async () => {
    const pool = await poolOf("for (;;);", { size: 1 });
    expect(await deathOf(ask(pool, "x", { signal: AbortSignal.abort() }))).toMatch(/left|start/);
    const gone = new AbortController();
    const answer = deathOf(ask(pool, "x", { signal: gone.signal }));
    await pollUntil(() => (pool.now().alive.working === 1 ? true : undefined), 60_000);
    gone.abort();
    expect(await answer).toBe("left");
  });

  test("whose children cannot start refuses within the time that it gives, says what they said, and tries again", async () => {
    const said: string[] = [];
    const pool = await poolOf("} syntax error", {
      size: 1,
      waitMs: 3_000,
      onDeath: (death, text) => said.push(`${death} ${text}`),
    });
    expect(await deathOf(ask(pool))).toBe("start");
    expect(said.join("\n")).toContain("SyntaxError");
  });

  test.runIf(existsSync("/usr/bin/setpriv"))(
    "whose process is killed leaves no child behind, not even one in a loop",
    async () => {
      const { entry, folder } = await walledScript('process.stdout.write(""); for (;;);');
      const program = `
        import { ChildPool } from ${JSON.stringify(new URL("./child-pool.ts", import.meta.url).href)};
        const pool = new ChildPool(${JSON.stringify({ entry, folder, size: 2, heapMb: 64, eachBytes: 3e8, totalBytes: 6e8 })});
        pool.run({ context: Buffer.from("x"), head: {}, body: Buffer.from("x") }, { timeMs: 600_000, answerBytes: 1 });
        setInterval(() => process.stdout.write(JSON.stringify(pool.now().alive) + "\\n"), 50);`;
      const parent = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      parent.stdout.on("data", (chunk) => {
        said += String(chunk);
      });
      await pollUntil(() => (/"idle":1,"working":1/.test(said) ? true : undefined), 60_000);
      const list = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, "utf8").trim().split(" ");
      expect(list).toHaveLength(2);
      parent.kill("SIGKILL");
      const gone = (pid: string) =>
        !existsSync(`/proc/${pid}`) || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
      expect(await pollUntil(() => (list.every(gone) ? true : undefined), 30_000)).toBe(true);
    },
  );

  test("leaves no process when it is closed", async () => {
    const pool = await poolOf(ECHO, { size: 2 });
    await ask(pool);
    pool.close();
    expect(
      await pollUntil(() => (pool.now().alive.idle + pool.now().alive.working === 0 ? true : undefined), 60_000),
    ).toBe(true);
    expect(await deathOf(ask(pool))).toBe("start");
  });
});
