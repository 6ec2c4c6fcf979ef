import type { Grade, Instrument, Source } from "../../domain/fees/pack.ts";
import { GRADES } from "../../words/en/names.ts";
import { dateWords } from "./words.ts";

/** The grade as a sign with its letter; the word says what it is, the colour says nothing. */
export function GradeSign({ grade }: { grade: Grade }) {
  return <span class="grade">Grade {grade}</span>;
}

type Known = {
  readonly grade: Grade;
  readonly instrument: Instrument;
  readonly source: Source;
  readonly checkedOn: string;
  readonly ageDays: number;
  readonly stale: boolean;
};

/** How sure a figure is and when somebody last looked; what it stands in, and where that was read. */
export function Evidence({ of }: { of: Known }) {
  return (
    <p class="small">
      <GradeSign grade={of.grade} /> {GRADES[of.grade]}. Last checked{" "}
      <time dateTime={of.checkedOn}>{dateWords(of.checkedOn)}</time>
      {of.stale ? <strong> (stale: {of.ageDays} days ago)</strong> : null}. <Citation of={of} />
    </p>
  );
}

/** Two things: the rule or paper itself, by its name, and the page where it was read, which bears the link. */
export function Citation({ of }: { of: Pick<Known, "instrument" | "source"> }) {
  return (
    <>
      <span class="stands-in">It stands in: {instrumentWords(of.instrument)}.</span> <ReadAt source={of.source} />
    </>
  );
}

const instrumentWords = ({ title, ref, section, on }: Instrument): string =>
  [title, ref, section && (/^[\d.]/.test(section) ? `section ${section}` : section), on && `of ${dateWords(on)}`]
    .filter(Boolean)
    .join(", ");

/** The source of what nobody read anywhere. */
const FROM_MEMORY = "From memory";

export function ReadAt({ source }: { source: Source }) {
  if (source.title === FROM_MEMORY) return <span class="read-at">{FROM_MEMORY}, read nowhere.</span>;
  const words = [source.title, source.ref].filter(Boolean).join(", ");
  return (
    <span class="read-at">
      Read at:{" "}
      {source.url && /^https?:\/\//.test(source.url) ? (
        <a href={source.url} rel="noreferrer">
          {words}
        </a>
      ) : (
        words
      )}
      .
    </span>
  );
}
