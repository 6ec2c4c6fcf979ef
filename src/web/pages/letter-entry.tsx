import { Entry } from "../ui/document.tsx";
import { dateWords } from "../ui/words.ts";

type Files = { readonly html: string; readonly text: string; readonly mail: string };

/** One account's letters as addresses of files that travel with the page. */
export type LetterLinks = {
  readonly bank: string;
  readonly total: string;
  readonly review: string;
  readonly answerBy: string;
  readonly regulatorFrom: string;
  readonly reminders: string;
  readonly files: Files;
  readonly second: Files;
};

/** The letter, its reminders and the second letter. */
export function LetterEntry({ letter, nth }: { letter: LetterLinks; nth: number }) {
  const name = nth === 0 ? "letter" : `letter-${nth + 1}`;
  return (
    <Entry title={nth === 0 ? "Ask for it back" : `Ask for it back, account ${nth + 1}`} id={name}>
      <p>
        Your letter to {letter.bank} asks for {letter.total}. It lists each charge with its working. You fill in your
        name and account number on your own device.
      </p>
      <Save files={letter.files} name={name} what="letter" />
      <p>
        If you send it today, the bank has until {dateWords(letter.answerBy)}. From {dateWords(letter.regulatorFrom)}{" "}
        you can go to the central bank. <a href="/complain">See each step</a>.
      </p>
      <p>
        <a class="tap" href={letter.reminders} download={`${name}-days.ics`}>
          Save the days for your calendar
        </a>
      </p>
      <details>
        <summary>The second letter, to the central bank</summary>
        <p>
          Keep it for {dateWords(letter.regulatorFrom)}. Send it if the bank did not answer, or if you do not agree.
        </p>
        <Save files={letter.second} name={`second-${name}`} what="second letter" />
      </details>
      <p class="small">{letter.review}</p>
    </Entry>
  );
}

function Save({ files, name, what }: { files: Files; name: string; what: string }) {
  return (
    <>
      <p class="pair">
        <a class="button" href={files.html} download={`${name}.html`}>
          Save the {what} to print
        </a>
        <a class="button quiet" href={files.text} download={`${name}.txt`}>
          Save the {what} as text
        </a>
      </p>
      <p>
        <a class="tap" href={files.mail}>
          Open the {what} in your mail
        </a>
      </p>
    </>
  );
}
