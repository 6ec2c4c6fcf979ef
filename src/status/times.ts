/** Times as people in Nigeria read them; other time zones are given beside it. */
import { statusWords as say } from "../words/status-words.ts";

const ZONE = "Africa/Lagos";
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "numeric", month: "long", year: "numeric" });
const iso = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

export const clockOf = (at: number): string => clock.format(at);
export const dateOf = (at: number): string => date.format(at);
export const dayOf = (at: number): string => iso.format(at);
/** `25 February 2025, 14:10`. */
export const momentOf = (at: number): string => say("time.moment", { day: dateOf(at), at: clockOf(at) });

/** `2 hours 35 minutes`. */
export function lasted(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [
    hours > 0 ? say(hours === 1 ? "time.hour" : "time.hours", { count: hours }) : "",
    rest > 0 ? say(rest === 1 ? "time.minute" : "time.minutes", { count: rest }) : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}
