import { type Alert, keyOf } from "./alert-book.ts";
import type { Courier } from "./alert-post.ts";
import { linesOf } from "./alert-words.ts";

export type WebhookOptions = {
  readonly url: string;
  readonly instance: string;
  readonly apartMs?: number;
  readonly answerMs?: number;
};

/** A webhook, in the shape of Alertmanager's own (version 4) and with a line `text` as chats want it. Taken is what is answered with 2xx. */
export function webhookCourier({ url, instance, apartMs = 5_000, answerMs = 5_000 }: WebhookOptions): Courier {
  return {
    name: "OPENFEES_ALERT_WEBHOOK",
    apartMs,
    answerMs,
    deliver: async (alerts, signal) => {
      try {
        const answer = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(messageOf(alerts, instance)),
          redirect: "error",
          signal,
        });
        await answer.body?.cancel();
        return answer.ok ? undefined : `status ${answer.status}`;
      } catch {
        return signal.aborted ? "no answer" : "no connection";
      }
    },
  };
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
    text: linesOf(alerts),
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
