import { CHARGES } from "../../../words/en/audit/charges.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { Entry } from "../../ui/entry.tsx";
import { Save, type SaveFrom } from "../../ui/save.tsx";
import { dateWords } from "../../ui/words.ts";
import type { AuditView } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const letterSays = sayOf(CHARGES);

type Files = { readonly html: SaveFrom; readonly text: SaveFrom; readonly mail: string | null };

/** One account's letters: what the page says of them and where each file comes from. */
export type LetterLinks = {
  readonly bank: string;
  /** Whether it is known which bank that is. */
  readonly isNamed: boolean;
  readonly total: string;
  readonly review: string;
  readonly answerBy: string;
  readonly regulatorFrom: string;
  /** Findings that are older than a complaint may be. */
  readonly tooOld: number;
  readonly reminders: SaveFrom;
  readonly files: Files;
  readonly second: Files;
};

/** The letter, its reminders and the second letter. `asks`: the page has a question for the bank. */
export function LetterEntry({
  letter,
  nth,
  spoken,
  asks,
}: {
  letter: LetterLinks;
  nth: number;
  spoken: Pick<AuditView, "away" | "tongue">;
  asks: boolean;
}) {
  const say = letterSays(spoken);
  const later = dateWords(letter.regulatorFrom);
  const complain = {
    link: (words: string) => (
      <a href="/complain" target={spoken.away}>
        {words}
      </a>
    ),
  };
  const name = nth === 0 ? "letter" : `letter-${nth + 1}`;
  return (
    <Entry title={nth === 0 ? say("result.letter") : say("result.letter_of", { nth: nth + 1 })} id={name}>
      {asks && !letter.isNamed ? (
        <p>
          {say.dressed("result.bank_first", { link: (words) => <a href="#facts">{words}</a> }, { total: letter.total })}
        </p>
      ) : (
        <p>{say("result.asks", { bank: letter.bank, total: letter.total })}</p>
      )}
      <Ways files={letter.files} name={name} what={say.text("result.first_letter")} spoken={spoken} />
      {letter.tooOld > 0 ? (
        <p class="unsure">
          {letter.tooOld === 1 ? say("result.too_old_one") : say("result.too_old", { count: letter.tooOld })}
        </p>
      ) : null}
      <p>{say.dressed("result.clock", complain, { day: dateWords(letter.answerBy), later })}</p>
      <p>
        <Save from={letter.reminders} name={`${name}-days.ics`} look="button quiet">
          {say("result.days")}
        </Save>
      </p>
      <details>
        <summary>{say("result.second")}</summary>
        <p>{say("result.second_when", { day: later })}</p>
        <Ways files={letter.second} name={`second-${name}`} what={say.text("result.second_letter")} spoken={spoken} />
      </details>
      <p class="small">
        {say("result.no_verdict")} {letter.review}
      </p>
    </Entry>
  );
}

function Ways({ files, name, what, spoken }: { files: Files; name: string; what: string; spoken: Spoken }) {
  const say = letterSays(spoken);
  return (
    <>
      <p class="pair">
        <Save from={files.html} name={`${name}.html`} look="button">
          {say("result.print", { what })}
        </Save>
        <Save from={files.text} name={`${name}.txt`} look="button quiet">
          {say("result.text", { what })}
        </Save>
      </p>
      {files.mail === null ? (
        <p>{say("result.no_mail")}</p>
      ) : (
        <p>
          <a class="tap" href={files.mail}>
            {say("result.mail", { what })}
          </a>
        </p>
      )}
    </>
  );
}
