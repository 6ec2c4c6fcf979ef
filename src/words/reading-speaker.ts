/** Says what the reader of a file gave as reasons. Everybody but the readers has it said. */
import type { BareReason } from "../domain/reason.ts";
import type {
  ParsedFile,
  ReadWarning,
  Refusal,
  SaidFile,
  SaidRefusal,
  SaidWarning,
} from "../domain/statements/statement.ts";
import type { Catalogues } from "./catalogues.ts";
import type { Sayings } from "./sayings.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

/** Every code of a reading, with its facts. */
type Readable = Catalogues["notes"] &
  Catalogues["alertNotes"] &
  Catalogues["formatNotes"] &
  Catalogues["rows"] &
  Catalogues["formatRows"] &
  Catalogues["refused"];

export type ReadingSpeaker = {
  /** The file with its notes and its rejected rows in words; null where the sayings lack one of them. */
  readonly file: (file: ParsedFile) => SaidFile | null;
  readonly note: (note: ReadWarning) => SaidWarning;
  readonly refusal: (refusal: Refusal) => SaidRefusal;
};

const keyOf = ({ code, how }: ReadWarning): string => (how === undefined ? code : `${code}.${how}`);

/** A speaker of all sayings of a language, or of some of them, which then say no more than files. */
export function readingSpeaker(sayings: Partial<Sayings<Readable>>): ReadingSpeaker {
  const speaker = speakerOf(sayings as Sayings<Readable>) as Speaker<never> & { say(reason: BareReason): string };
  const say = ({ code, facts }: BareReason): string => speaker.say({ code, facts });
  const note = (one: ReadWarning): SaidWarning => {
    const { code, facts, row } = one;
    const message = say({ code: keyOf(one), facts });
    return row === undefined ? { code, message } : { code, message, row };
  };
  return {
    file: (file) => {
      const keys = [
        ...file.warnings.map(keyOf),
        ...file.statements.flatMap(({ rejected }) => rejected.map(({ reason }) => reason.code)),
      ];
      if (!keys.every((key) => key in sayings)) return null;
      return {
        ...file,
        warnings: file.warnings.map(note),
        statements: file.statements.map((one) => ({
          ...one,
          rejected: one.rejected.map((line) => ({ ...line, reason: say(line.reason) })),
        })),
      };
    },
    note,
    refusal: ({ code, message, tryThis, ...rest }) => ({
      code,
      message: say(message),
      tryThis: say(tryThis),
      ...rest,
    }),
  };
}
