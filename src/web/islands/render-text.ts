/**
 * Elements to HTML on the device, where `preact-render-to-string` would weigh 3 KB: its states, hooks, styles as objects,
 * suspense and streams are used by no page. What is rendered here is, to the byte, what the library renders on the server
 * (`render-text.test.tsx`). A page says `class`, `for` and `selected`, as HTML does.
 */
import { isValidElement } from "./preact-for-text.ts";

type Element = { readonly type: string | ((props: Props) => unknown); readonly props: Props };
type Props = Readonly<Record<string, unknown>>;

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Attributes of charts whose capitals count. */
const OF_SVG = /^(?:viewBox|preserveAspectRatio)$/;

const ESCAPES: Readonly<Record<string, string>> = { '"': "&quot;", "&": "&amp;", "<": "&lt;" };
const escaped = (text: string): string => text.replace(/["&<]/g, (mark) => ESCAPES[mark] as string);

/** The HTML of a node: elements, texts and figures, lists of them, and nothing for what is absent. */
export function render(node: unknown): string {
  if (node === null || node === undefined || typeof node === "boolean" || typeof node === "function") return "";
  if (Array.isArray(node)) return node.map(render).join("");
  if (typeof node !== "object") return escaped(String(node));
  if (!isValidElement(node)) return "";
  const { type, props } = node as Element;
  return typeof type === "function" ? render(type(props)) : tag(type, props);
}

function tag(type: string, props: Props): string {
  let [open, inner] = [`<${type}`, ""];
  for (const name in props) {
    const value = props[name];
    if (name === "children") inner = render(value);
    else if (name === "dangerouslySetInnerHTML") inner = (value as { readonly __html: string }).__html;
    else if (name !== "key" && name !== "ref") open += attribute(name, value);
  }
  return VOID.test(type) ? `${open}/>` : `${open}>${inner}</${type}>`;
}

/** An attribute as HTML writes it; nothing where it is absent or false, save what says so itself. */
function attribute(name: string, value: unknown): string {
  // aria-hidden, data-bank
  const says = name[4] === "-" || name === "draggable" || name === "spellcheck";
  if (value === null || value === undefined || typeof value === "function" || (value === false && !says)) return "";
  const written = OF_SVG.test(name) ? name : name.toLowerCase();
  return value === "" || (value === true && !says) ? ` ${written}` : ` ${written}="${escaped(String(value))}"`;
}
