import type { Say } from "./say.tsx";

/** What is wrong with what a person filled in: a field of the page, by its id, or null where it is no one field. */
export type Fault = { readonly field: string | null; readonly words: string };

/** Faults by field, as routes and verbs name them. `labelOf`: what the field is, no question. */
export const faultsOf = (
  wrong: Readonly<Record<string, string | undefined>>,
  labelOf: (field: string) => string | undefined = () => undefined,
): readonly Fault[] =>
  Object.entries(wrong).flatMap(([field, words]) => {
    if (words === undefined) return [];
    const label = labelOf(field);
    return [{ field, words: label === undefined ? words : `${label}: ${words}` }];
  });

/**
 * The first thing on a page whose form was filled in wrongly. The focus is on it when the page opens, so that it is read
 * aloud, and each fault leads to its field. Nothing where nothing is wrong.
 */
export function FaultList({ faults, say }: { faults: readonly Fault[]; say: Say }) {
  if (faults.length === 0) return null;
  return (
    <div class="note bad" role="alert" tabIndex={-1} autofocus>
      <p>
        <strong>{faults.length === 1 ? say("fault.one") : say("fault.several", { count: faults.length })}</strong>
      </p>
      <ul>
        {faults.map(({ field, words }) => (
          <li key={words}>
            {field === null ? (
              words
            ) : (
              <a class="tap" href={`#${field}`}>
                {words}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
