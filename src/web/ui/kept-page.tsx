import type { ComponentChildren } from "preact";
import { render } from "preact-render-to-string";
import { KEPT } from "../../words/en/frame.ts";
import { ENGLISH } from "../../words/languages.ts";
import { filled } from "../../words/message.ts";
import type { PageView } from "./document.tsx";
import { type Piece, withPiecesLater } from "./each.tsx";

const BODY = "body-of-the-page";

/** The frame of a page that stands alone: no menu and no foot, since they lead back to a server. */
const Shell = ({ css, page }: { css: string; page: PageView }) => (
  <html lang={ENGLISH}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{filled(KEPT["frame.title"], { title: page.title })}</title>
      {page.description ? <meta name="description" content={page.description} /> : null}
      <meta name="color-scheme" content="light dark" />
      <style dangerouslySetInnerHTML={{ __html: css }} />
    </head>
    <body>
      <a class="skip" href="#main">
        {KEPT["frame.skip"]}
      </a>
      <header class="mast">
        <div class="wrap">
          <span class="mark">
            <span>openfees</span>
          </span>
        </div>
      </header>
      <main id="main" class="wrap" tabIndex={-1}>
        <i>{BODY}</i>
      </main>
    </body>
  </html>
);

/**
 * One file that stands alone: the style inside, no link to this server but plain addresses of its pages. In parts, since
 * all rows of a long statement are in it.
 */
export function* keptPage(css: string, page: PageView): Generator<string> {
  const [before, after] = render(<Shell css={css} page={page} />).split(`<i>${BODY}</i>`);
  yield `<!doctype html>${before}`;
  yield* inParts(page.body);
  yield `${after}`;
}

/** The markup in the order of the page. Where a piece of a long list will stand is a mark until then, in that order too. */
function* inParts(body: ComponentChildren): Generator<string> {
  const pieces: Piece[] = [];
  let rest = withPiecesLater(
    (piece) => markOf(pieces.push(piece) - 1),
    () => rendered(body),
  );
  for (const [i, piece] of pieces.entries()) {
    const mark = rendered(markOf(i));
    const at = rest.indexOf(mark);
    yield rest.slice(0, at);
    yield rendered(piece());
    rest = rest.slice(at + mark.length);
  }
  yield rest;
}

/** No statement brings it along: its marks of markup are written as text. */
const markOf = (piece: number) => <i>{`piece-${piece}`}</i>;

const rendered = (children: ComponentChildren): string => render(<>{children}</>);
