import type { Grade, Source } from "../../domain/fees/pack.ts";
import { dateWords, GRADE_WORDS } from "./words.ts";

/** The grade as a sign with its letter; the word says what it is, the colour says nothing. */
export function GradeSign({ grade }: { grade: Grade }) {
  return <span class="grade">Grade {grade}</span>;
}

type Known = {
  readonly grade: Grade;
  readonly source: Source;
  readonly checkedOn: string;
  readonly ageDays: number;
  readonly stale: boolean;
};

/** Where a figure comes from, how sure it is, and when somebody last looked. */
export function Evidence({ of }: { of: Known }) {
  return (
    <p class="small">
      <GradeSign grade={of.grade} /> {GRADE_WORDS[of.grade]}. Last checked{" "}
      <time dateTime={of.checkedOn}>{dateWords(of.checkedOn)}</time>
      {of.stale ? <strong> (stale: {of.ageDays} days ago)</strong> : null}. <SourceLine source={of.source} />
    </p>
  );
}

export function SourceLine({ source }: { source: Source }) {
  const words = [source.title, source.ref, source.section && `section ${source.section}`].filter(Boolean).join(", ");
  return (
    <>
      Source:{" "}
      {source.url && /^https?:\/\//.test(source.url) ? (
        <a href={source.url} rel="noreferrer">
          {words}
        </a>
      ) : (
        <>
          {words}
          {source.url ? ` (${source.url})` : ""}
        </>
      )}
      .
    </>
  );
}
