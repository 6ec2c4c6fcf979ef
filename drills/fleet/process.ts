import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Counts, Told } from "./member.ts";

/** A member of a fleet, seen from the drill that started it. */
export class Member {
  readonly child: ChildProcess;
  readonly name: string;
  readonly startedAt = performance.now();
  readonly ended: Promise<number | null>;
  readonly serving: Promise<{ readonly port: number; readonly boot: string }>;
  readonly reports: { readonly at: number; readonly counts: Counts }[] = [];
  errors = "";
  superseded = false;

  constructor(url: string, name: string, options: { max: number; rate?: number; handover?: boolean }) {
    this.name = name;
    const args = [
      url,
      name,
      String(options.max),
      String(options.rate ?? 0),
      ...(options.handover ? ["--handover"] : []),
    ];
    this.child = fork(fileURLToPath(new URL("./member.ts", import.meta.url)), args, {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child.stderr?.on("data", (bytes) => {
      this.errors += String(bytes);
    });
    this.ended = new Promise((resolve) => this.child.once("exit", (code) => resolve(code)));
    this.serving = new Promise((resolve, reject) => {
      this.child.on("message", (told: Told) => {
        if (told.kind === "serving") resolve(told);
        else if (told.kind === "superseded") this.superseded = true;
        else this.reports.push({ at: performance.now(), counts: told.counts });
      });
      void this.ended.then((code) => reject(new Error(`${name} ended with ${code}: ${this.errors}`)));
    });
    this.serving.catch(() => {});
  }

  signal(signal: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void {
    this.child.kill(signal);
  }

  async stop(): Promise<void> {
    this.signal("SIGCONT");
    if (this.child.connected) this.child.disconnect();
    const late = setTimeout(() => this.signal("SIGKILL"), 3_000);
    await this.ended;
    clearTimeout(late);
  }
}
