/** What follows from a comparison: habits that save, and where one of two banks becomes the cheaper one. */

import type { CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form } from "../../ui/link.tsx";
import { type Asked, BREAK_EVEN_WORDS, spanWords } from "./compare-words.ts";

export function Habits({ view, answer: { habits, own } }: { view: CompareView; answer: CompareAnswer }) {
  if (habits.length === 0) return null;
  return (
    <Entry title="One habit changed" id="habits">
      <p>
        {own ? `At ${own.name} a year would save you:` : "If your bank takes all that it may, a year would save you:"}
      </p>
      <ul>
        {habits.map((habit) => (
          <li key={habit.id}>
            {habit.name}: <strong>{spanWords(habit, view.currency)}</strong>
          </li>
        ))}
      </ul>
    </Entry>
  );
}

export function BreakEven({ view, answer, asked }: { view: CompareView; answer: CompareAnswer; asked: Asked }) {
  const { breakEven } = answer;
  const options = view.banks.map(({ id, name }) => [id, name] as const);
  const kept = new URLSearchParams(asked.query);
  for (const name of ["a", "b", "by"]) kept.delete(name);
  return (
    <Entry title="Two banks side by side" id="pair">
      {breakEven ? (
        <>
          <p>
            {breakEven.a.name} and {breakEven.b.name}, by {BREAK_EVEN_WORDS[breakEven.by]}, all else as you said:
          </p>
          <ul>
            {breakEven.stretches.map(({ from, to, cheaper }) => (
              <li key={from}>
                {from === to ? `At ${from}` : `From ${from} to ${to}${to === breakEven.most ? ", where we stop" : ""}`}:{" "}
                {cheaper === "same"
                  ? "both cost the same"
                  : cheaper === "unsure"
                    ? "we cannot tell, their ranges overlap"
                    : `${breakEven[cheaper].name} is cheaper`}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>From how many on is one of two banks the cheaper one?</p>
      )}
      <Form method="get" action="/compare#pair">
        {[...kept].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          id="a"
          label="One bank"
          value={breakEven?.a.id ?? asked.bank}
          options={options}
          wrong={asked.wrong.a}
        />
        <SelectField id="b" label="The other" value={breakEven?.b.id} options={options} wrong={asked.wrong.b} />
        <SelectField
          id="by"
          label="As this grows"
          value={breakEven?.by}
          options={Object.entries(BREAK_EVEN_WORDS)}
          wrong={asked.wrong.by}
        />
        <button type="submit">Compare the two</button>
      </Form>
    </Entry>
  );
}
