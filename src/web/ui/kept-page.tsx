import { render } from "preact-render-to-string";
import { Document, type PageView, type Site } from "./document.tsx";

/** One file that stands alone: the style inside, no link to this server but plain addresses of its pages. */
export function keptPage(site: Site, css: string, page: PageView): string {
  const html = render(<Document site={site} page={page} />)
    .replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`)
    .replace(/<link rel="(icon|alternate)"[^>]*>/g, "")
    .replace(/<nav class="menu".*?<\/nav>/s, "")
    .replace(/<footer.*?<\/footer>/s, "")
    .replace(/<a class="mark" href="\/">(.*?)<\/a>/s, '<span class="mark">$1</span>')
    .replace(/<a href="\/[^"]*">(.*?)<\/a>/gs, "$1");
  return `<!doctype html>${html}`;
}
