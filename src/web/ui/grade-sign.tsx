import type { Grade } from "../../domain/fees/pack.ts";
import type { Say } from "./say.tsx";

/** The grade as a sign with its letter; the word says what it is, the colour says nothing. */
export function GradeSign({ grade, say }: { grade: Grade; say: Say }) {
  return <span class="grade">{say("fees.sign", { grade })}</span>;
}
