import { z } from "zod";
import { statusWords as say } from "../words/status-words.ts";

const note = z.object({ at: z.number(), text: z.string() });
const incident = z.object({
  id: z.string(),
  kind: z.enum(["incident", "maintenance"]),
  title: z.string(),
  components: z.array(z.string()),
  from: z.number(),
  /** null: it goes on. */
  until: z.number().nullable(),
  notes: z.array(note),
  /** Said under the title, such as whose incident it was. */
  about: z.string().optional(),
});
export const incidentsShape = z.array(incident);
export type Incident = z.infer<typeof incident>;

const at = (time: string): number => Date.parse(`2025-02-25T${time}:00+01:00`);

/** The first entry, as docs/postmortems/2025-02-25.md has it. */
export const FEBRUARY: Incident = {
  id: "2025-02-25",
  kind: "incident",
  title: say("february.title"),
  about: say("february.about"),
  components: ["pages", "search", "statements", "reports"],
  from: at("14:10"),
  until: at("16:45"),
  notes: [
    { at: at("14:10"), text: say("february.14:10") },
    { at: at("14:15"), text: say("february.14:15") },
    { at: at("14:25"), text: say("february.14:25") },
    { at: at("14:40"), text: say("february.14:40") },
    { at: at("14:55"), text: say("february.14:55") },
    { at: at("15:10"), text: say("february.15:10") },
    { at: at("15:30"), text: say("february.15:30") },
    { at: at("15:50"), text: say("february.15:50") },
    { at: at("16:10"), text: say("february.16:10") },
    { at: at("16:45"), text: say("february.16:45") },
  ],
};

export type Change =
  | { readonly does: "open"; readonly title: string; readonly components: readonly string[]; readonly note: string }
  | { readonly does: "note" | "close"; readonly id: string; readonly note: string }
  | {
      readonly does: "plan";
      readonly title: string;
      readonly components: readonly string[];
      readonly from: number;
      readonly until: number;
    };

/** The incidents after a change, and the one that it was of; undefined when there is none of that name that is open. */
export function changed(
  incidents: readonly Incident[],
  change: Change,
  now: number,
): { readonly incidents: Incident[]; readonly one: Incident } | undefined {
  if (change.does === "open" || change.does === "plan") {
    const { title, components } = change;
    const taken = incidents.map(({ id }) => Number(id)).filter(Number.isInteger);
    const id = String(Math.max(0, ...taken) + 1);
    const one: Incident =
      change.does === "plan"
        ? {
            id,
            kind: "maintenance",
            title,
            components: [...components],
            from: change.from,
            until: change.until,
            notes: [],
          }
        : {
            id,
            kind: "incident",
            title,
            components: [...components],
            from: now,
            until: null,
            notes: [{ at: now, text: change.note === "" ? say("note.opened") : change.note }],
          };
    return { incidents: [...incidents, one], one };
  }
  const before = incidents.find(({ id }) => id === change.id);
  if (before === undefined || (change.does === "close" && before.until !== null && before.kind === "incident"))
    return undefined;
  const words = change.note === "" ? say("note.closed") : change.note;
  const notes = [...before.notes, { at: now, text: words }];
  const one = { ...before, notes, until: change.does === "close" ? now : before.until };
  return { incidents: incidents.map((old) => (old === before ? one : old)), one };
}

/** Newest first, the February of the earlier tool last. */
export const newestFirst = (incidents: readonly Incident[]): Incident[] =>
  [...incidents, FEBRUARY].sort((a, b) => b.from - a.from);
