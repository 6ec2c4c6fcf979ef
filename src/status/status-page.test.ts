import { readFileSync } from "node:fs";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { COMPONENTS } from "./components.ts";
import { atomFeed, jsonFeed, statusJson } from "./feeds.ts";
import { DAYS, daysOf, lastDays, NO_HISTORY, withLook } from "./history.ts";
import { changed, FEBRUARY, type Incident } from "./incidents.ts";
import { statusPage } from "./status-page.tsx";
import { clockOf, dayOf } from "./times.ts";

const AT = Date.parse("2026-11-29T13:05:10Z");
const DAY_MS = 86_400_000;
const ids = COMPONENTS.map(({ id }) => id);
const all = (works: boolean) => ids.map((id) => ({ id, works, ms: 1 }));
const view = (works: boolean, incidents: readonly Incident[] = []) => ({
  site: "https://fees.example/",
  history: withLook(NO_HISTORY, all(works), AT, dayOf(AT)),
  incidents,
  dueAt: AT + 120_000,
});

test("the page says when it was checked and from when on it cannot tell, and nothing of the present; without any script", () => {
  for (const works of [true, false]) {
    const page = statusPage(view(works)).replace(/<!-- -->/g, "");
    expect(page).toContain(
      "Checked 14:05 on 29 November 2026; if it is later than 14:07 where you are, we cannot tell.",
    );
    expect(page).toContain(works ? "<h1>At 14:05 everything worked</h1>" : "<h1>At 14:05 nothing answered us</h1>");
    expect(page).not.toMatch(/<script|onload|javascript|\bis (?:up|operational|working)\b|style=/i);
    expect(Buffer.byteLength(page)).toBeLessThan(14_000);
  }
});

test("of a day without a look nothing is said, and a day leaves after ninety", () => {
  let history = NO_HISTORY;
  const days = [0, 1, 5, 40, 89, 95];
  for (const day of days) {
    const at = AT + day * DAY_MS;
    history = withLook(history, all(day !== 5), at, dayOf(at));
  }
  const last = AT + 95 * DAY_MS;
  const seen = daysOf(history, "pages", dayOf(last));
  expect(seen).toHaveLength(DAYS);
  expect(seen.filter(({ checks }) => checks > 0).map(({ on, failed }) => [on, failed])).toEqual(
    [40, 89, 95].map((day) => [dayOf(AT + day * DAY_MS), 0]),
  );
  expect(lastDays("2026-03-01").slice(-2)).toEqual(["2026-02-28", "2026-03-01"]);
});

test("what is broken is broken since its first failed look, and it is told again from its first good one", () => {
  let history = withLook(NO_HISTORY, all(true), AT, dayOf(AT));
  for (const minute of [1, 2, 3]) history = withLook(history, all(false), AT + minute * 60_000, dayOf(AT));
  expect(history.components.pages).toMatchObject({ works: false, since: AT + 60_000 });
  expect(withLook(history, all(true), AT + 240_000, dayOf(AT)).components.pages).toMatchObject({
    works: true,
    since: AT + 240_000,
  });
  expect(history.components.pages?.days[dayOf(AT)]).toEqual({ checks: 4, failed: 3 });
});

test("whatever the words of an incident are, page and feeds stay well-formed and hold them as text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.string({ unit: "binary", maxLength: 80 }),
      (title, note) => {
        const open = changed([], { does: "open", title, components: ["reports"], note }, AT);
        const closed = changed(
          open?.incidents ?? [],
          { does: "close", id: open?.one.id ?? "", note: "<script>" },
          AT + 60_000,
        );
        const made = view(true, closed?.incidents ?? []);
        const parser = new SaxesParser({});
        parser.on("error", (cause) => {
          throw cause;
        });
        parser.write(atomFeed(made)).close();
        expect(JSON.parse(jsonFeed(made)).items[0].title).toBe(title);
        expect(JSON.parse(statusJson(made)).incidents[0].title).toBe(title);
        expect(statusPage(made)).not.toContain("<script>");
      },
    ),
  );
});

test("an incident is opened, noted and closed once; its number is never used again", () => {
  const open = changed([], { does: "open", title: "Slow", components: [], note: "" }, AT);
  expect(open?.one).toMatchObject({ id: "1", until: null, notes: [{ at: AT, text: "We look into it." }] });
  const closed = changed(open?.incidents ?? [], { does: "close", id: "1", note: "" }, AT + 1);
  expect(closed?.one).toMatchObject({ until: AT + 1 });
  expect(changed(closed?.incidents ?? [], { does: "close", id: "1", note: "" }, AT + 2)).toBeUndefined();
  expect(changed([], { does: "note", id: "7", note: "x" }, AT)).toBeUndefined();
  expect(changed(closed?.incidents ?? [], { does: "open", title: "Again", components: [], note: "" }, AT)?.one.id).toBe(
    "2",
  );
});

test("the first entry is the February incident, with the course that its post-mortem has", () => {
  const text = readFileSync(new URL("../../docs/postmortems/2025-02-25.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| (\d\d:\d\d) \| (.+) \|$/gm)].map(([, time, words]) => `${time} ${words}`);
  expect(rows).toHaveLength(10);
  expect(FEBRUARY.notes.map(({ at, text: words }) => `${clockOf(at)} ${words}`)).toEqual(rows);
  expect(dayOf(FEBRUARY.from)).toBe("2025-02-25");
  expect(statusPage(view(true))).toContain("2 hours 35 minutes");
});
