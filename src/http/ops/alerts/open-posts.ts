import type { Settings } from "../../../platform/settings.ts";
import type { Shutdown } from "../../../platform/shutdown.ts";
import type { AlertPost, PostOptions } from "./alert-post.ts";

export type PostsOf = {
  readonly settings: Settings;
  /** The name of this process, under which it reports. */
  readonly instance: string;
  readonly log: PostOptions["log"];
  readonly shutdown: Shutdown;
};

/** Where alerts are sent: a webhook, people by mail, both or neither. Only what the settings ask for is loaded. */
export async function openPosts({ settings, instance, log, shutdown }: PostsOf): Promise<readonly AlertPost[]> {
  const { alertWebhook, alertMailServer, alertMailFrom, alertMailTo, alertMailUser, alertMailPassword } = settings;
  const couriers = [];
  if (alertWebhook !== null) {
    const { webhookCourier } = await import("./webhook-courier.ts");
    couriers.push(webhookCourier({ url: alertWebhook, instance }));
  }
  if (alertMailServer !== null && alertMailFrom !== null && alertMailTo !== undefined) {
    const { mailCourier } = await import("./mail-courier.ts");
    const login =
      alertMailUser === null || alertMailPassword === null
        ? null
        : { user: alertMailUser, password: alertMailPassword };
    couriers.push(mailCourier({ server: alertMailServer, login, from: alertMailFrom, to: alertMailTo, instance, log }));
  }
  if (couriers.length === 0) return [];
  const { AlertPost } = await import("./alert-post.ts");
  const posts = couriers.map((courier) => new AlertPost(courier, { log }));
  shutdown.add("alerts", 1_000, async () => {
    for (const post of posts) post.stop();
  });
  return posts;
}
