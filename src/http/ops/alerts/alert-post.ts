import { backoffMs } from "../../../platform/backoff.ts";
import { type Alert, keyOf } from "./alert-book.ts";

export type AlertPostOptions = {
  readonly url: string;
  readonly instance: string;
  readonly log: { warn(fields: Record<string, unknown>, message: string): void };
  /** A receiver that has not answered by then is asked again later. */
  readonly answerMs?: number;
  /** Between two messages; what comes meanwhile goes together. */
  readonly apartMs?: number;
  readonly retry?: { readonly firstMs: number; readonly largestMs: number };
};

const MOST_IN_ONE = 50;

/**
 * Brings alerts to a webhook, in the shape of Alertmanager's own (version 4) and with a line `text` as chats want it.
 * One message is on its way at a time, at least five seconds after the one before. What is not answered with 2xx is sent
 * again, after one second, then two, up to a minute, for as long as it takes; of one alert only the newest word is kept,
 * so a receiver that is away for a night costs no memory and gets no flood. Nothing here is ever waited for.
 */
export class AlertPost {
  readonly #options: Required<AlertPostOptions>;
  readonly #waiting = new Map<string, Alert>();
  #timer: NodeJS.Timeout | undefined;
  #abort: AbortController | undefined;
  #failures = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #saidWhy = "";
  #stopped = false;

  constructor(options: AlertPostOptions) {
    this.#options = { answerMs: 5_000, apartMs: 5_000, retry: { firstMs: 1_000, largestMs: 60_000 }, ...options };
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
    const { apartMs, retry } = this.#options;
    const apart = Math.max(0, this.#lastAt + apartMs - performance.now());
    const ms = this.#failures === 0 ? apart : backoffMs(this.#failures - 1, { ...retry, jitter: 0.3 });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, ms).unref();
  }

  async #send(): Promise<void> {
    const sent = [...this.#waiting].slice(0, MOST_IN_ONE);
    this.#abort = new AbortController();
    this.#lastAt = performance.now();
    const why = await this.#deliver(
      sent.map(([, alert]) => alert),
      AbortSignal.any([this.#abort.signal, AbortSignal.timeout(this.#options.answerMs)]),
    );
    this.#abort = undefined;
    if (this.#stopped) return;
    this.#failures = why === undefined ? 0 : this.#failures + 1;
    if (why === undefined)
      for (const [key, alert] of sent) if (this.#waiting.get(key) === alert) this.#waiting.delete(key);
    if (why !== undefined && why !== this.#saidWhy)
      this.#options.log.warn({ why }, "an alert could not be sent to OPENFEES_ALERT_WEBHOOK; it is tried again");
    this.#saidWhy = why ?? "";
    this.#later();
  }

  /** Answers why it did not work, in a word that holds no part of the address. */
  async #deliver(alerts: readonly Alert[], signal: AbortSignal): Promise<string | undefined> {
    try {
      const answer = await fetch(this.#options.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(messageOf(alerts, this.#options.instance)),
        redirect: "error",
        signal,
      });
      await answer.body?.cancel();
      return answer.ok ? undefined : `status ${answer.status}`;
    } catch {
      return signal.aborted ? "no answer" : "no connection";
    }
  }
}

/** The message as Alertmanager sends it, so that one receiver understands both. */
function messageOf(alerts: readonly Alert[], instance: string): object {
  const firing = alerts.some(({ status }) => status === "firing");
  return {
    version: "4",
    status: firing ? "firing" : "resolved",
    receiver: "openfees",
    groupKey: instance,
    groupLabels: {},
    commonLabels: { instance, job: "openfees" },
    commonAnnotations: {},
    externalURL: "",
    truncatedAlerts: 0,
    text: alerts.map(({ status, severity, name, summary }) => `[${status} ${severity}] ${name}: ${summary}`).join("\n"),
    alerts: alerts.map(({ status, name, severity, place, verdict, summary, startsAt, endsAt }) => ({
      status,
      labels: {
        alertname: name,
        severity,
        instance,
        job: "openfees",
        ...(place === undefined ? {} : { place }),
        ...(verdict === undefined ? {} : { verdict }),
      },
      annotations: { summary, runbook_url: `docs/runbooks/${name}.md` },
      startsAt: new Date(startsAt).toISOString(),
      endsAt: endsAt === undefined ? "0001-01-01T00:00:00Z" : new Date(endsAt).toISOString(),
      generatorURL: "",
      fingerprint: keyOf({ name, ...(place === undefined ? {} : { place }) }),
    })),
  };
}
