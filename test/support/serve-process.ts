import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type ServeOptions = {
  readonly environment: Readonly<Record<string, string>>;
  /** Another user than ours; only root may. */
  readonly as?: { readonly uid: number; readonly gid: number };
  /** Another copy of the project, with its own `node`. */
  readonly root?: string;
  readonly node?: string;
  /** Behind `serve`. */
  readonly flags?: readonly string[];
  /** What to run instead of the sources, such as what was built. */
  readonly entry?: string;
};

export type ServeProcess = {
  readonly child: ChildProcess;
  /** The address that `serve` printed; refused when it ended before that. */
  readonly address: Promise<string>;
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** What it wrote so far to standard output and standard error. */
  out(): string;
  err(): string;
};

/** Runs the real `serve` in a process of its own. Nothing of our environment but PATH reaches it. */
export function startServe(options: ServeOptions): ServeProcess {
  const root = options.root ?? ROOT;
  const child = spawn(
    options.node ?? process.execPath,
    [options.entry ?? `${root}/src/main/cli.js`, "serve", ...(options.flags ?? [])],
    {
      cwd: "/",
      env: { PATH: process.env.PATH ?? "", OPENFEES_PORT: "0", ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...options.as,
    },
  );
  const said = { out: "", err: "" };
  const ended = new Promise<number | NodeJS.Signals>((resolve, refuse) => {
    child.once("error", refuse);
    child.once("close", (status, signal) => resolve(status ?? signal ?? "SIGKILL"));
  });
  const address = new Promise<string>((resolve, refuse) => {
    child.stdout?.on("data", (chunk) => {
      said.out += String(chunk);
      if (said.out.includes("\n")) resolve(said.out.slice(0, said.out.indexOf("\n")));
    });
    child.stderr?.on("data", (chunk) => {
      said.err += String(chunk);
    });
    ended.then((status) => refuse(new Error(`serve ended (${status}) before it was ready:\n${said.err}`)), refuse);
  });
  address.catch(() => {});
  return { child, address, ended, out: () => said.out, err: () => said.err };
}

/** Tells it to stop, as Ctrl+C does, and answers its exit status. */
export async function stopServe(serve: ServeProcess): Promise<number | NodeJS.Signals> {
  serve.child.kill("SIGINT");
  return serve.ended;
}
