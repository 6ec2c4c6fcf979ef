/**
 * What preact-render-to-string and the JSX runtime ask of preact: an element's mark, the fragment, and the hooks, which
 * are not set here. The build of `/audit` hands them this, 4 KB less than the whole of preact with its diff of documents.
 */
const MARK = Symbol.for("pv");

type Props = { readonly children?: unknown };

export const options = {};
export const Fragment = ({ children }: Props): unknown => children;
export const isValidElement = (value: unknown): boolean =>
  typeof value === "object" && value !== null && value.constructor === (MARK as unknown);

/** An element; called by the renderer for its root only. */
export const h = (type: unknown, props: Props | null): object => ({ type, props: props ?? {}, constructor: MARK });
