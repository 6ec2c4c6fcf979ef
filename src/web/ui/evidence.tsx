import type { Grade, Instrument, Source } from "../../domain/fees/pack.ts";
import { isFromMemory } from "../../domain/fees/read-nowhere.ts";
import { GradeSign } from "./grade-sign.tsx";
import type { Say } from "./say.tsx";
import { dateWords } from "./words.ts";

type Known = {
  readonly grade: Grade;
  readonly instrument: Instrument;
  readonly source: Source;
  readonly checkedOn: string;
  readonly ageDays: number;
  readonly stale: boolean;
};

/** How sure a figure is and when somebody last looked; what it stands in, and where that was read. */
export function Evidence({ of, say }: { of: Known; say: Say }) {
  return (
    <p class="small">
      <GradeSign grade={of.grade} say={say} />{" "}
      {say.dressed(
        of.stale ? "part.checked_stale" : "part.checked_on",
        {
          day: () => <time dateTime={of.checkedOn}>{dateWords(of.checkedOn)}</time>,
          strong: (words) => <strong>{words}</strong>,
        },
        { grade: say.calledText("GRADES", of.grade), days: of.ageDays },
      )}{" "}
      <Citation of={of} say={say} />
    </p>
  );
}

/** Two things: the rule or paper itself, by its name, and the page where it was read, which has the link. */
export function Citation({ of, say }: { of: Pick<Known, "instrument" | "source">; say: Say }) {
  return (
    <>
      <span class="stands-in">{say("part.it_stands_in", { instrument: instrumentWords(of.instrument, say) })}</span>{" "}
      <ReadAt source={of.source} say={say} />
    </>
  );
}

const instrumentWords = ({ title, ref, section, on }: Instrument, say: Say): string =>
  [
    title,
    ref,
    section && (/^[\d.]/.test(section) ? say.text("part.section", { section }) : section),
    on && say.text("part.of", { day: dateWords(on) }),
  ]
    .filter(Boolean)
    .join(", ");

export function ReadAt({ source, say }: { source: Source; say: Say }) {
  if (isFromMemory(source)) return <span class="read-at">{say("part.from_memory")}</span>;
  const { url } = source;
  const words = [source.title, source.ref].filter(Boolean).join(", ");
  const isLink = url && /^https?:\/\//.test(url);
  return (
    <span class="read-at">
      {say.dressed("part.read_at", {
        source: () =>
          isLink ? (
            <a href={url} rel="noreferrer">
              {words}
            </a>
          ) : (
            <>{words}</>
          ),
      })}
    </span>
  );
}
