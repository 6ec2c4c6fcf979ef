/**
 * Debian's Firefox through WebDriver BiDi, the protocol of the W3C that Firefox itself serves: a tab, a script in it, a press, a
 * file chosen. playwright-core sends Firefox a command that it does not know, and another library would be 80 packages for what
 * one test needs; Node brings the WebSocket.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Firefox on the PATH; undefined where there is none, and its tests then say that they were skipped. */
export function firefoxPath(): string | undefined {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"])
    for (const name of ["firefox-esr", "firefox"]) {
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  return undefined;
}

const STARTED = /WebDriver BiDi listening on (ws:\/\/\S+)/;
const START_MS = 90_000;
const COMMAND_MS = 60_000;
const LOOK_MS = 100;

/** Nothing of its own goes over the network, and what a page saves lands in a folder without a question. */
const settings = (downloads: string): string =>
  Object.entries({
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.helperApps.neverAsk.saveToDisk": "text/html,text/plain,text/calendar,application/json",
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "app.update.enabled": false,
    "app.normandy.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": false,
    "browser.safebrowsing.downloads.remote.enabled": false,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join("\n");

type Message = {
  readonly id?: number;
  readonly type?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
};
type Waiting = { readonly done: (result: unknown) => void; readonly failed: (cause: Error) => void };

export class Firefox {
  /** Errors that a page threw and did not catch. */
  readonly errors: string[] = [];
  /** Every request of every tab, as `GET http://...`, in order. */
  readonly requests: string[] = [];
  /** Tabs that pages opened. */
  readonly opened: string[] = [];
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(child: ChildProcess, folder: string, socket: WebSocket) {
    this.#child = child;
    this.#folder = folder;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(String(data)) as Message));
  }

  static async open(path: string): Promise<Firefox> {
    const folder = mkdtempSync(join(tmpdir(), "openfees-firefox-"));
    mkdirSync(join(folder, "downloads"));
    mkdirSync(join(folder, "profile"));
    writeFileSync(join(folder, "profile", "user.js"), settings(join(folder, "downloads")));
    const child = spawn(path, ["--headless", "--remote-debugging-port=0", "--profile", join(folder, "profile")], {
      env: { ...process.env, HOME: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      const socket = new WebSocket(`${await addressOf(child)}/session`);
      await new Promise<void>((ready, failed) => {
        socket.addEventListener("open", () => ready());
        socket.addEventListener("error", () => failed(new Error("Firefox closed the door")));
      });
      const firefox = new Firefox(child, folder, socket);
      await firefox.send("session.new", { capabilities: {} });
      const events = ["log.entryAdded", "network.beforeRequestSent", "browsingContext.contextCreated"];
      await firefox.send("session.subscribe", { events });
      return firefox;
    } catch (cause) {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
      throw cause;
    }
  }

  /** A tab of a person's own, as wide as a phone. */
  async newPage(width = 360, height = 640): Promise<FirefoxPage> {
    const { userContext } = (await this.send("browser.createUserContext", {})) as { userContext: string };
    const { context } = (await this.send("browsingContext.create", { type: "tab", userContext })) as {
      context: string;
    };
    await this.send("browsingContext.setViewport", { context, viewport: { width, height } });
    this.opened.length = 0;
    return new FirefoxPage(this, context);
  }

  /** The name and the text of the next file that pages saved; each is given once. */
  async nextDownload(): Promise<readonly [name: string, text: string]> {
    const folder = join(this.#folder, "downloads");
    for (let waited = 0; waited < COMMAND_MS; waited += LOOK_MS) {
      const names = readdirSync(folder);
      const name = names.find((one) => !one.endsWith(".part"));
      const text = name && !names.some((one) => one.endsWith(".part")) ? readFileSync(join(folder, name), "utf8") : "";
      if (name && text !== "") {
        rmSync(join(folder, name));
        return [name, text];
      }
      await wait(LOOK_MS);
    }
    throw new Error("Nothing was saved");
  }

  async close(): Promise<void> {
    this.#socket.close();
    await ended(this.#child);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  send(method: string, params: object): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${method}: no answer`)), COMMAND_MS);
      this.#waiting.set(id, {
        done: (result) => {
          clearTimeout(timer);
          done(result);
        },
        failed: (cause) => {
          clearTimeout(timer);
          failed(cause);
        },
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear({ id, type, method, params, result, error, message }: Message): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id !== undefined) this.#waiting.delete(id);
    if (type === "error") waiting?.failed(new Error(`${error}: ${message}`));
    else if (type === "success") waiting?.done(result);
    else if (method === "log.entryAdded" && params?.type === "javascript" && params.level === "error")
      this.errors.push(String(params.text));
    else if (method === "network.beforeRequestSent") {
      const { method: verb, url } = (params as { request: { method: string; url: string } }).request;
      this.requests.push(`${verb} ${url}`);
    } else if (method === "browsingContext.contextCreated" && params?.parent === null)
      this.opened.push(String(params.url));
  }
}

export class FirefoxPage {
  readonly #firefox: Firefox;
  readonly #context: string;

  constructor(firefox: Firefox, context: string) {
    this.#firefox = firefox;
    this.#context = context;
  }

  #send = (method: string, params: object): Promise<unknown> =>
    this.#firefox.send(method, { context: this.#context, ...params });

  goto = (url: string): Promise<unknown> => this.#send("browsingContext.navigate", { url, wait: "complete" });

  close = (): Promise<unknown> => this.#send("browsingContext.close", {});

  /** What an expression comes to in the page, as JSON carries it; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const said = (await this.#firefox.send("script.evaluate", {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: this.#context },
      awaitPromise: true,
    })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
    if (said.exceptionDetails) throw new Error(`${expression}: ${said.exceptionDetails.text}`);
    return JSON.parse(said.result?.value ?? "null") as T;
  }

  url = (): Promise<string> => this.evaluate("location.href");

  text = (selector: string): Promise<string> =>
    this.evaluate(`document.querySelector(${JSON.stringify(selector)}).textContent`);

  async waitFor(condition: string): Promise<void> {
    for (let waited = 0; waited < COMMAND_MS; waited += LOOK_MS) {
      if (await this.evaluate<boolean>(`Boolean(${condition})`).catch(() => false)) return;
      await wait(LOOK_MS);
    }
    throw new Error(`${condition}: never`);
  }

  waitForElement = (selector: string): Promise<void> =>
    this.waitFor(`document.querySelector(${JSON.stringify(selector)})`);

  async #located(locator: object): Promise<{ readonly sharedId: string }> {
    const { nodes } = (await this.#send("browsingContext.locateNodes", { locator })) as {
      nodes: readonly { readonly sharedId: string }[];
    };
    const [node] = nodes;
    if (!node) throw new Error(`${JSON.stringify(locator)}: not there`);
    return { sharedId: node.sharedId };
  }

  async chooseFile(selector: string, path: string): Promise<void> {
    const element = await this.#located({ type: "css", value: selector });
    await this.#send("input.setFiles", { element, files: [path] });
  }

  /** Presses what a person would: the middle of the first element of a selector, scrolled to. */
  async press(selector: string): Promise<void> {
    await this.waitForElement(selector);
    await this.evaluate(`void document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center" })`);
    const origin = { type: "element", element: await this.#located({ type: "css", value: selector }) };
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.#send("input.performActions", { actions: [{ type: "pointer", id: "finger", actions }] });
  }

  /** Presses the button or link with these words. */
  async pressText(words: string): Promise<void> {
    const found = `[...document.querySelectorAll("button, a")].find((one) => one.textContent.trim() === ${JSON.stringify(words)})`;
    await this.waitFor(found);
    await this.evaluate(`void ${found}.setAttribute("data-pressed", "")`);
    await this.press("[data-pressed]");
    await this.evaluate(`void document.querySelector("[data-pressed]")?.removeAttribute("data-pressed")`);
  }
}

/** Where Firefox says that it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const timer = setTimeout(() => failed(new Error(`Firefox did not start: ${said}`)), START_MS);
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`Firefox ended with ${code}: ${said}`)));
    child.stderr?.on("data", (bytes) => {
      said = `${said}${bytes}`.slice(-4_000);
      const address = STARTED.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      found(address);
    });
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null) return done();
    const hard = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.once("exit", () => {
      clearTimeout(hard);
      done();
    });
    child.kill("SIGTERM");
  });
