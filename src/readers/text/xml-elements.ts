/**
 * XML to small trees, one for each element that a reader asks for, so that a file of any length needs the memory
 * of one entry. Prefixes are dropped. A document type is refused: it is where entities that grow or reach out are declared.
 */
import { SaxesParser } from "saxes";
import { MOST_XML_DEPTH } from "./limits.ts";

export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

export type XmlFault = "doctype" | "too_deep" | "not_well_formed";

/** Called with each wanted element when it ends and the names of the elements around it. */
export type OnElement = (element: Element, path: readonly string[]) => "stop" | undefined;

const PIECE = 65_536;

/** Walks a document; null when it was whole, else what was wrong. What came before the fault has been handed over. */
export function walkXml(
  text: string,
  wanted: ReadonlySet<string>,
  onElement: OnElement,
  onOpen?: (name: string) => void,
): XmlFault | null {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const path: string[] = [];
  const open: Element[] = [];
  let fault: XmlFault | null = null;
  let stopped = false;
  parser.on("error", () => {
    fault ??= "not_well_formed";
  });
  parser.on("doctype", () => {
    fault = "doctype";
  });
  parser.on("opentag", (tag) => {
    if (fault || stopped) return;
    if (path.length >= MOST_XML_DEPTH) {
      fault = "too_deep";
      return;
    }
    const name = localName(tag.name);
    onOpen?.(name);
    path.push(name);
    if (open.length === 0 && !wanted.has(name)) return;
    const element: Element = { name, attributes: tag.attributes as Record<string, string>, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const onText = (piece: string) => {
    const element = open.at(-1);
    if (element && !fault) element.text += piece;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", () => {
    if (fault || stopped) return;
    path.pop();
    const element = open.pop();
    if (element && open.length === 0 && onElement(element, path) === "stop") stopped = true;
  });
  const body = text.replace(/^\ufeff?\s*/, "");
  for (let at = 0; at < body.length && !fault && !stopped; at += PIECE) parser.write(body.slice(at, at + PIECE));
  if (!fault && !stopped) parser.close();
  return fault;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** The first child that a path of names leads to. */
export function at(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  let here = element;
  for (const name of path) here = here?.children.find((child) => child.name === name);
  return here;
}

/** The trimmed text at a path; undefined where there is none. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  return at(element, ...path)?.text.trim() || undefined;
}

/** All children of a name. */
export const allOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** Every element of a name at any depth. */
export function deepAll(element: Element | undefined, name: string): Element[] {
  if (!element) return [];
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...deepAll(child, name)]);
}
