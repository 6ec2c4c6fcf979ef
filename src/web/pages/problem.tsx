import type { PageView } from "../ui/document.tsx";
import { A, Form } from "../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../ui/say.tsx";

export type ProblemView = {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  /** What the person can do now. */
  readonly next: readonly { readonly href: string; readonly label: string }[];
  readonly requestId: string;
};

/** Something is wrong: what, and what to do now. */
export function problemPage(view: ProblemView, say: Say = IN_ENGLISH): PageView {
  return {
    title: view.title,
    body: (
      <>
        <h1>{view.title}</h1>
        <p class="lead">{view.message}</p>
        <search>
          <Form method="get" action="/" class="ask">
            <div class="field">
              <label for="q">{say("problem.words_of_the_alert")}</label>
              <input id="q" name="q" type="search" autocomplete="off" enterkeyhint="search" maxLength={200} required />
            </div>
            <button type="submit">{say("home.go")}</button>
          </Form>
        </search>
        <ul class="plain">
          {view.next.map((step) => (
            <li key={step.href}>
              <A class="tap" href={step.href}>
                {step.label}
              </A>
            </li>
          ))}
        </ul>
        <p class="small">
          {say.dressed(
            "problem.error_if_you_write",
            { code: () => <code>{view.requestId}</code> },
            { status: view.status },
          )}
        </p>
      </>
    ),
  };
}
