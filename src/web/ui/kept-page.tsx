import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { Document, type PageView, type Site } from "./document.tsx";
import { type Piece, withPiecesLater } from "./each.tsx";

const BODY = "the body of the page";
const LINK = /<a href="\/[^"]*">(.*?)<\/a>/gs;

/**
 * One file that stands alone: the style inside, no link to this server but plain addresses of its pages. In parts, since
 * all rows of a long statement are in it.
 */
export function* keptPage(site: Site, css: string, page: PageView): Generator<string> {
  const shell = render(<Document site={site} page={{ ...page, body: <i>{BODY}</i> }} />)
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`)
    .replace(/<link rel="(icon|alternate)"[^>]*>/g, "")
    .replace(/<nav class="menu".*?<\/nav>/s, "")
    .replace(/<footer.*?<\/footer>/s, "")
    .replace(/<a class="mark" href="\/">(.*?)<\/a>/s, '<span class="mark">$1</span>')
    .replace(LINK, "$1");
  const [before, after] = shell.split(`<i>${BODY}</i>`);
  yield `<!doctype html>${before}`;
  for (const part of inParts(page.body)) yield part.replace(LINK, "$1");
  yield `${after}`;
}

/** Stands where a piece of a long list will. No statement brings it along: its marks of markup are written as text. */
const MARK = /<i>piece (\d+)<\/i>/;

/** The markup in the order of the page. */
function* inParts(body: ComponentChildren): Generator<string> {
  const pieces: Piece[] = [];
  const cut = withPiecesLater(
    (piece) => <i>piece {String(pieces.push(piece) - 1)}</i>,
    () => rendered(body).split(MARK),
  );
  for (const [i, part] of cut.entries()) yield i % 2 === 0 ? part : rendered(pieces[Number(part)]?.());
}

const rendered = (children: ComponentChildren): string => render(<>{children}</>);
