/** What is wrong with a form, before it: each fault leads to its field. Nothing where nothing is wrong. */
export function FaultList({ faults }: { faults: readonly { readonly field: string; readonly words: string }[] }) {
  if (faults.length === 0) return null;
  return (
    <div class="note bad" role="alert">
      <p>
        <strong>Please check {faults.length === 1 ? "one thing" : `${faults.length} things`}.</strong>
      </p>
      <ul>
        {faults.map(({ field, words }) => (
          <li key={field}>
            <a class="tap" href={`#${field}`}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
