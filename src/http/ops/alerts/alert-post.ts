import { backoffMs } from "../../../platform/backoff.ts";
import { type Alert, keyOf } from "./alert-book.ts";

/** One way to bring alerts to people. */
export type Courier = {
  /** The setting that asked for it; told in the log when it does not work. */
  readonly name: string;
  /** The least time between two messages; what comes meanwhile goes together. */
  readonly apartMs: number;
  /** A receiver that has not taken a message by then is asked again later. */
  readonly answerMs: number;
  /**
   * Brings one message. Answers why it did not work, in a few words that hold no part of an address and no secret, or
   * undefined when it did. Ends when the signal fires, and leaves nothing open then. Never rejects.
   */
  deliver(alerts: readonly Alert[], signal: AbortSignal): Promise<string | undefined>;
};

export type PostOptions = {
  readonly log: { warn(fields: Record<string, unknown>, message: string): void };
  readonly retry?: { readonly firstMs: number; readonly largestMs: number };
};

const MOST_IN_ONE = 50;

/**
 * Brings alerts to a receiver by its courier. One message is on its way at a time, some seconds after the one before. What
 * is not taken is sent again, after one second, then two, up to a minute, for as long as it takes; of one alert only the
 * newest word is kept, so a receiver that is away for a night costs no memory and gets no flood. Nothing here is ever
 * waited for.
 */
export class AlertPost {
  readonly #courier: Courier;
  readonly #log: PostOptions["log"];
  readonly #retry: NonNullable<PostOptions["retry"]>;
  readonly #waiting = new Map<string, Alert>();
  #timer: NodeJS.Timeout | undefined;
  #abort: AbortController | undefined;
  #failures = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #saidWhy = "";
  #stopped = false;

  constructor(courier: Courier, { log, retry = { firstMs: 1_000, largestMs: 60_000 } }: PostOptions) {
    this.#courier = courier;
    this.#log = log;
    this.#retry = retry;
  }

  add(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      this.#waiting.delete(keyOf(alert));
      this.#waiting.set(keyOf(alert), alert);
    }
    if (alerts.length > 0) this.#later();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #later(): void {
    if (this.#stopped || this.#timer !== undefined || this.#abort !== undefined || this.#waiting.size === 0) return;
    const apart = Math.max(0, this.#lastAt + this.#courier.apartMs - performance.now());
    const ms = this.#failures === 0 ? apart : backoffMs(this.#failures - 1, { ...this.#retry, jitter: 0.3 });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, ms).unref();
  }

  async #send(): Promise<void> {
    const { name, answerMs } = this.#courier;
    const sent = [...this.#waiting].slice(0, MOST_IN_ONE);
    this.#abort = new AbortController();
    this.#lastAt = performance.now();
    const why = await this.#courier.deliver(
      sent.map(([, alert]) => alert),
      AbortSignal.any([this.#abort.signal, AbortSignal.timeout(answerMs)]),
    );
    this.#abort = undefined;
    if (this.#stopped) return;
    this.#failures = why === undefined ? 0 : this.#failures + 1;
    if (why === undefined)
      for (const [key, alert] of sent) if (this.#waiting.get(key) === alert) this.#waiting.delete(key);
    if (why !== undefined && why !== this.#saidWhy)
      this.#log.warn({ why }, `an alert could not be sent by ${name}; it is tried again`);
    this.#saidWhy = why ?? "";
    this.#later();
  }
}
