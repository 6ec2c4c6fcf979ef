import { Entry } from "../../ui/entry.tsx";
import { Save, type SaveFrom } from "../../ui/save.tsx";
import { dateWords } from "../../ui/words.ts";

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
  away,
  asks,
}: {
  letter: LetterLinks;
  nth: number;
  away: "_blank" | undefined;
  asks: boolean;
}) {
  const name = nth === 0 ? "letter" : `letter-${nth + 1}`;
  return (
    <Entry title={nth === 0 ? "Get the letter" : `Get the letter, account ${nth + 1}`} id={name}>
      {asks && !letter.isNamed ? (
        <p>
          <a href="#facts">Tell us the bank first</a>: the letter asks it for {letter.total} and names each charge, its
          payment and its rule.
        </p>
      ) : (
        <p>
          It asks {letter.bank} for {letter.total} and names each charge, its payment and its rule.
        </p>
      )}
      <Ways files={letter.files} name={name} what="letter" />
      {letter.tooOld > 0 ? (
        <p class="unsure">
          {letter.tooOld === 1 ? "One finding is" : `${letter.tooOld} findings are`} older than six years and left out:
          a bank may refuse what is older.
        </p>
      ) : null}
      <p>
        If you send it today, the bank has until {dateWords(letter.answerBy)}. From {dateWords(letter.regulatorFrom)}{" "}
        you can go to the central bank.{" "}
        <a href="/complain" target={away}>
          See each step
        </a>
        .
      </p>
      <p>
        <Save from={letter.reminders} name={`${name}-days.ics`} look="button quiet">
          Save the days for your calendar
        </Save>
      </p>
      <details>
        <summary>The second letter, to the central bank</summary>
        <p>
          Keep it for {dateWords(letter.regulatorFrom)}. Send it if the bank did not answer, or if you do not agree.
          Send your first letter, the bank’s answer and your statement with it.
        </p>
        <Ways files={letter.second} name={`second-${name}`} what="second letter" />
      </details>
      <p class="small">
        A finding is a question to your bank, not a verdict of a court. You fill in your name and account number on your
        own device. {letter.review}
      </p>
    </Entry>
  );
}

function Ways({ files, name, what }: { files: Files; name: string; what: string }) {
  return (
    <>
      <p class="pair">
        <Save from={files.html} name={`${name}.html`} look="button">
          Save the {what} to print
        </Save>
        <Save from={files.text} name={`${name}.txt`} look="button quiet">
          Save the {what} as text
        </Save>
      </p>
      {files.mail === null ? (
        <p>It is too long for a link into your mail. Save it as text and paste it there.</p>
      ) : (
        <p>
          <a class="tap" href={files.mail}>
            Open the {what} in your mail
          </a>
        </p>
      )}
    </>
  );
}
