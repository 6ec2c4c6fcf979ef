import { statusWords as say } from "../words/status-words.ts";
import { COMPONENTS } from "./components.ts";
import { daysOf } from "./history.ts";
import { type Incident, newestFirst } from "./incidents.ts";
import type { StatusView } from "./status-page.tsx";
import { dayOf, lasted, momentOf } from "./times.ts";

const stamp = (at: number): string => new Date(at).toISOString();
const urn = ({ id, from }: Incident): string => `tag:openfees,${dayOf(from)}:${id}`;
const changedAt = ({ from, notes }: Incident): number => Math.max(from, ...notes.map(({ at }) => at));

function words({ kind, about, from, until, notes }: Incident): string {
  const began = momentOf(from);
  const span =
    until === null
      ? say("entry.not_over", { from: began })
      : say("entry.span", { from: began, until: momentOf(until), lasted: lasted(until - from) });
  const when = kind === "maintenance" ? say("entry.planned", { when: span }) : span;
  const lines = notes.map(({ at, text }) => say("entry.note", { at: momentOf(at), text }));
  return [say("entry.whole", { when }), ...(about === undefined ? [] : [about]), ...lines].join("\n");
}

/** The control characters that XML refuses are taken out, what it reads as its own is written out. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");

export function atomFeed({ site, incidents }: StatusView): string {
  const all = newestFirst(incidents);
  const entries = all.map(
    (one) =>
      `<entry><id>${xml(urn(one))}</id><title>${xml(one.title)}</title><published>${stamp(one.from)}</published><updated>${stamp(changedAt(one))}</updated><content type="text">${xml(words(one))}</content></entry>\n`,
  );
  const updated = stamp(Math.max(...all.map(changedAt)));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:openfees,2025:status:${xml(site)}</id><title>${xml(say("status.feed"))}</title><updated>${updated}</updated><author><name>openfees</name></author>
${entries.join("")}</feed>
`;
}

export const jsonFeed = ({ site, incidents }: StatusView): string =>
  `${JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: say("status.feed"),
    home_page_url: site,
    items: newestFirst(incidents).map((one) => ({
      id: urn(one),
      title: one.title,
      content_text: words(one),
      date_published: stamp(one.from),
      date_modified: stamp(changedAt(one)),
    })),
  })}\n`;

export function statusJson({ site, history, incidents, dueAt }: StatusView): string {
  const today = dayOf(history.checkedAt);
  return `${JSON.stringify({
    site,
    checkedAt: stamp(history.checkedAt),
    cannotTellAfter: stamp(dueAt),
    components: COMPONENTS.map(({ id, name }) => {
      const seen = history.components[id];
      return {
        id,
        name,
        works: seen?.works ?? null,
        since: seen === undefined ? null : stamp(seen.since),
        days: daysOf(history, id, today),
      };
    }),
    incidents: newestFirst(incidents).map(({ from, until, notes, ...one }) => ({
      ...one,
      from: stamp(from),
      until: until === null ? null : stamp(until),
      notes: notes.map(({ at, text }) => ({ at: stamp(at), text })),
    })),
  })}\n`;
}
