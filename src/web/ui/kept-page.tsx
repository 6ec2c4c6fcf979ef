import { render } from "preact-render-to-string";
import { Document, type PageView, type Site } from "./document.tsx";

const BODY = "the body of the page";
const LINK = /<a href="\/[^"]*">(.*?)<\/a>/gs;

/** One file that stands alone: the style inside, no link to this server but plain addresses of its pages. */
export function keptPage(site: Site, css: string, page: PageView): string {
  // the body may be long: the shell is made around a mark, so that it is not copied by each replacement
  const shell = render(<Document site={site} page={{ ...page, body: <i>{BODY}</i> }} />)
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`)
    .replace(/<link rel="(icon|alternate)"[^>]*>/g, "")
    .replace(/<nav class="menu".*?<\/nav>/s, "")
    .replace(/<footer.*?<\/footer>/s, "")
    .replace(/<a class="mark" href="\/">(.*?)<\/a>/s, '<span class="mark">$1</span>')
    .replace(LINK, "$1");
  const [before, after] = shell.split(`<i>${BODY}</i>`);
  return `<!doctype html>${before}${render(page.body).replace(LINK, "$1")}${after}`;
}
