import type { Grade } from "../../domain/fees/pack.ts";
import { SIGN } from "../../words/en/sign.ts";
import { filled } from "../../words/message.ts";
import type { Say } from "./say.tsx";

/** The grade as a sign with its letter; the word says what it is, the colour says nothing. In English where nobody says in which language. */
export function GradeSign({ grade, say }: { grade: Grade; say?: Say }) {
  return <span class="grade">{say ? say("fees.sign", { grade }) : filled(SIGN, { grade })}</span>;
}
