/** The made-up statements, fetched when a person asks to see one. */

export type Example = {
  fileName: string;
  name: string;
  bank?: string | null;
  accountType?: string | null;
  base64: string;
};

/** A made-up statement, which comes as a script because the page may fetch nothing else. */
export async function exampleAt(href: string) {
  const { default: example } = (await import(href)) as { default: Example };
  const bytes = Uint8Array.from(atob(example.base64), (letter) => letter.charCodeAt(0));
  return { ...example, name: example.fileName, title: example.name, file: new Blob([bytes]) };
}
