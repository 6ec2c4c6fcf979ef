import { AlertBook } from "./alert-book.ts";
import { conditionsOf, type Seen } from "./alert-conditions.ts";
import { AlertPost, type AlertPostOptions } from "./alert-post.ts";

const LOOK_MS = 1_000;

/**
 * Looks once a second at what the process knows of itself and tells a webhook what is wrong and when it is over. For
 * where there is no Prometheus; a process that is dead or hangs cannot tell, which `openfees status` on another machine
 * can. Answers how to stop it.
 */
export function watchOwnAlerts(see: () => Seen, options: AlertPostOptions): () => void {
  const book = new AlertBook();
  const post = new AlertPost(options);
  const look = () => {
    const now = Date.now();
    post.add(book.look(conditionsOf(see(), now), now));
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
    post.stop();
  };
}
