/** What follows from a comparison: habits that save, and where one of two banks becomes the cheaper one. */

import type { CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form } from "../../ui/link.tsx";
import type { Say } from "../../ui/say.tsx";
import { type Asked, BREAK_EVEN_FIELDS, bankOption, pairWords, spanWords } from "./compare-words.ts";

export function Habits({ view, answer: { habits, own }, say }: { view: CompareView; answer: CompareAnswer; say: Say }) {
  if (habits.length === 0) return null;
  return (
    <Entry title={say("year.one_habit_changed")} id="habits">
      <p>{own ? say("year.at_a_year_would", { name: own.name }) : say("year.if_your_bank_takes")}</p>
      <ul>
        {habits.map((habit) => (
          <li key={habit.id}>
            {habit.name}: <strong>{spanWords(habit, view.currency, say)}</strong>
          </li>
        ))}
      </ul>
    </Entry>
  );
}

export function BreakEven({
  view,
  answer,
  asked,
  say,
}: {
  view: CompareView;
  answer: CompareAnswer;
  asked: Asked;
  say: Say;
}) {
  const { breakEven } = answer;
  const options = view.banks.map((bank) => bankOption(bank, say));
  const kept = new URLSearchParams(asked.query);
  for (const name of ["a", "b", "by"]) kept.delete(name);
  return (
    <Entry title={say("year.two_banks_side_by")} id="pair">
      {breakEven ? (
        <>
          <p>{pairWords(breakEven, view.currency, say)}</p>
          <p>
            {say("year.pair", {
              one: breakEven.a.name,
              other: breakEven.b.name,
              by: say.text(`year.by.${breakEven.by}`),
            })}
          </p>
          <ul>
            {breakEven.stretches.map(({ from, to, cheaper, notDearer }) => (
              <li key={from}>
                {say(from === to ? "year.stretch_at" : to === breakEven.most ? "year.stretch_end" : "year.stretch", {
                  from,
                  to,
                  what:
                    cheaper === "same"
                      ? say.text("year.both_cost_the_same")
                      : cheaper === "unsure"
                        ? notDearer === null
                          ? say.text("year.we_cannot_tell_their")
                          : say.text("year.is_not_dearer", { name: breakEven[notDearer].name })
                        : say.text("year.is_cheaper", { name: breakEven[cheaper].name }),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{say("year.from_how_many_on")}</p>
      )}
      <Form method="get" action="/compare#pair">
        {[...kept].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          id="a"
          label={say.text("year.one_bank")}
          value={breakEven?.a.id ?? asked.bank}
          options={options}
          wrong={asked.wrong.a}
        />
        <SelectField
          id="b"
          label={say.text("year.the_other")}
          value={breakEven?.b.id}
          options={options}
          wrong={asked.wrong.b}
        />
        <SelectField
          id="by"
          label={say.text("year.as_this_grows")}
          value={breakEven?.by}
          options={BREAK_EVEN_FIELDS.map((by) => [by, say.text(`year.by.${by}`)] as const)}
          wrong={asked.wrong.by}
        />
        <button type="submit">{say("year.compare_the_two")}</button>
      </Form>
    </Entry>
  );
}
