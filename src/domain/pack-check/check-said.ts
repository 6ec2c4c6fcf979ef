/** Whether what a pack says in other languages is whole: a service with names of several days has all of them or none. */
import type { Pack } from "../fees/pack.ts";
import type { PackFinding } from "./pack-folder.ts";

export function checkSaid({ services }: Pick<Pack, "services">): PackFinding[] {
  return services.flatMap(({ id, said = {}, named = [] }) => {
    const languages = new Set([...Object.keys(said), ...named.flatMap((one) => Object.keys(one.said ?? {}))]);
    return [...languages].flatMap((language): PackFinding[] => {
      const unnamed = [said[language]?.name, ...named.map((one) => one.said?.[language])].filter(
        (name) => !name,
      ).length;
      return unnamed === 0
        ? []
        : [
            {
              check: "words",
              file: "services.json",
              at: id,
              reason: { code: "name_without_others", facts: { language, unnamed } },
            },
          ];
    });
  });
}

/** How many services have a name in each other language. */
export function saidIn({ services }: Pick<Pack, "services">): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { said = {} } of services)
    for (const language of Object.keys(said)) counts[language] = (counts[language] ?? 0) + 1;
  return counts;
}
