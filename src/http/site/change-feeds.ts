/**
 * Changes for readers that look by themselves: Atom (RFC 4287), JSON Feed 1.1 and a calendar (RFC 5545). The same facts
 * give the same bytes: an entry's id is made of what changed and its time of when that was told, not of a clock.
 */
import { createHash } from "node:crypto";
import type { ChangeView } from "../../app/change-view.ts";
import type { ChangesView } from "../../app/list-changes.ts";
import { calendarFile } from "../../letters/calendar-file.ts";
import {
  caseWords,
  changeWords,
  differenceWords,
  kindWords,
  passedWords,
  sideWords,
} from "../../web/ui/change-words.ts";
import { doorWords } from "../../words/door-words.ts";

export type FeedPlace = {
  /** Of the site; empty where it is not set: then addresses are relative, and JSON Feed and the calendar name none. */
  readonly site: string;
  /** What follows the name of the file: `?service=alert.sms`. */
  readonly query: string;
};

/** Feeds are read again and again: the newest are enough. */
const MOST = 100;

const entriesOf = (view: ChangesView): readonly ChangeView[] => view.changes.slice(0, MOST);

function feedTitle({ service, bank }: Pick<ChangesView, "service" | "bank">): string {
  const of = [service?.name, bank?.name].filter(Boolean).join(", ");
  return of === "" ? doorWords("feed.title") : doorWords("feed.title_of", { of });
}

const SUBTITLE = doorWords("feed.subtitle");
const pathOf = ({ id }: ChangeView): string => `/changes/${id}`;
const instantOf = ({ toldOn }: ChangeView): string => `${toldOn}T00:00:00Z`;

export function changesAtom(view: ChangesView, { site, query }: FeedPlace): string {
  const entries = entriesOf(view);
  const updated = entries.map(instantOf).sort().at(-1) ?? "1970-01-01T00:00:00Z";
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${urnOf(view, `feed ${view.service?.id ?? ""} ${view.bank?.id ?? ""}`)}</id>`,
    `<title>${xml(feedTitle(view))}</title>`,
    `<subtitle>${xml(SUBTITLE)}</subtitle>`,
    `<updated>${updated}</updated>`,
    "<author><name>openfees</name></author>",
    `<link rel="self" type="application/atom+xml" href="${xml(`${site}/changes.atom${query}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(`${site}/changes${query}`)}"/>`,
    ...entries.map((change) =>
      [
        "<entry>",
        `<id>${urnOf(view, change.id)}</id>`,
        `<title>${xml(changeWords(change))}</title>`,
        `<updated>${instantOf(change)}</updated>`,
        `<published>${instantOf(change)}</published>`,
        `<link rel="alternate" type="text/html" href="${xml(site + pathOf(change))}"/>`,
        `<category term="${xml(change.service)}" label="${xml(change.name)}"/>`,
        ...(change.bank ? [`<category term="${xml(change.bank)}" label="${xml(change.bankName ?? "")}"/>`] : []),
        `<category term="${change.direction}"/>`,
        `<content type="text">${xml(textOf(change, view))}</content>`,
        "</entry>",
      ].join("\n"),
    ),
    "</feed>",
    "",
  ].join("\n");
}

export function changesJsonFeed(view: ChangesView, { site, query }: FeedPlace): unknown {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: feedTitle(view),
    description: SUBTITLE,
    language: "en",
    authors: [{ name: "openfees" }],
    ...(site === "" ? {} : { home_page_url: `${site}/changes${query}`, feed_url: `${site}/changes.feed.json${query}` }),
    items: entriesOf(view).map((change) => ({
      id: urnOf(view, change.id),
      ...(site === "" ? {} : { url: site + pathOf(change) }),
      title: changeWords(change),
      content_text: textOf(change, view),
      date_published: instantOf(change),
      tags: [change.service, ...(change.bank ? [change.bank] : []), change.kind, change.direction],
      _openfees: {
        about: "https://jsonfeed.org/version/1.1#extensions",
        id: change.id,
        on: change.on,
        state: change.state,
        direction: change.direction,
        size: change.size,
        currency: change.currency,
        grade: change.grade,
      },
    })),
  };
}

export const changesCalendar = (view: ChangesView, { site }: FeedPlace): string =>
  calendarFile(
    doorWords("feed.calendar"),
    feedTitle(view),
    entriesOf(view).map((change) => ({
      uid: `${view.jurisdiction}.${change.id}`,
      toldOn: change.toldOn,
      day: change.on,
      title: changeWords(change),
      text: textOf(change, view),
      ...(site === "" ? {} : { address: site + pathOf(change) }),
      ...(change.state === "proposed" ? { tentative: true } : {}),
    })),
  );

/** Old and new side by side, and where each was read, as lines of plain text. */
function textOf(change: ChangeView, { on }: Pick<ChangesView, "on">): string {
  const { before, after, cases, grade } = change;
  const side = (name: string, texts: ChangeView["before"]) =>
    texts.length === 0
      ? [`${name}: not known.`]
      : texts.map(
          ({ summary, appliesTo, instrument, source }) =>
            `${name}: ${summary}${appliesTo ? ` (${appliesTo})` : ""}. ${[instrument.title, instrument.section].filter(Boolean).join(", ")}. Read at: ${[source.title, source.url].filter(Boolean).join(", ")}.`,
        );
  return [
    `${kindWords(change)}. Grade ${grade}.`,
    ...passedWords(change, on),
    ...side("Before", before),
    ...side("After", after),
    ...cases.map(
      (one) =>
        `${caseWords(one)}: ${sideWords(one.before)} before, ${sideWords(one.after)} after (${differenceWords(one)}), VAT included.`,
    ),
  ].join("\n");
}

/** A name that is the same for the same words (RFC 9562, version 5), under one name space of our own. */
function urnOf({ jurisdiction }: ChangesView, words: string): string {
  const hash = createHash("sha1").update(SPACE).update(`${jurisdiction} ${words}`, "utf8").digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString("hex");
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}

const SPACE = Buffer.from("openfees changes", "ascii");

/** What XML cannot hold is left out. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 refuses
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
