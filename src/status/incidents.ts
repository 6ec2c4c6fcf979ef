import { z } from "zod";

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
  title: "Every page answered with an error",
  about:
    "This happened to the earlier tool that openfees takes the place of. A piece of code took connections to the database and did not give them back when an error occurred, until none was left.",
  components: ["pages", "search", "statements", "reports"],
  from: at("14:10"),
  until: at("16:45"),
  notes: [
    { at: at("14:10"), text: "an alert: high connection usage" },
    { at: at("14:15"), text: "people complain" },
    { at: at("14:25"), text: "the logs are read" },
    { at: at("14:40"), text: "a restart; it does not help" },
    { at: at("14:55"), text: "it is seen that the connections are exhausted" },
    { at: at("15:10"), text: "a traffic spike is assumed" },
    { at: at("15:30"), text: "no unusual traffic is found" },
    { at: at("15:50"), text: "connections that were never closed are found: the cause, after 100 minutes" },
    { at: at("16:10"), text: "settings are corrected and the tool is deployed again" },
    { at: at("16:45"), text: "everything works again" },
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
            notes: [{ at: now, text: change.note === "" ? "We look into it." : change.note }],
          };
    return { incidents: [...incidents, one], one };
  }
  const before = incidents.find(({ id }) => id === change.id);
  if (before === undefined || (change.does === "close" && before.until !== null && before.kind === "incident"))
    return undefined;
  const words = change.note === "" ? "It is over." : change.note;
  const notes = [...before.notes, { at: now, text: words }];
  const one = { ...before, notes, until: change.does === "close" ? now : before.until };
  return { incidents: incidents.map((old) => (old === before ? one : old)), one };
}

/** Newest first, the February of the earlier tool last. */
export const newestFirst = (incidents: readonly Incident[]): Incident[] =>
  [...incidents, FEBRUARY].sort((a, b) => b.from - a.from);
