import type { Pack } from "../../domain/fees/pack.ts";
import { SITE_PATHS } from "../../web/ui/document.tsx";

/**
 * `/sitemap.xml` (https://www.sitemaps.org/protocol.html): every page that is the same for everyone, with the day on which its figures were last
 * looked at where they have one. `origin` is scheme and host: addresses in it stand whole.
 */
export function siteMap(pack: Pack, origin: string): string {
  const looked = new Map<string, string>();
  const saw = (path: string, day: string): void => {
    if ((looked.get(path) ?? "") < day) looked.set(path, day);
  };
  for (const path of SITE_PATHS) looked.set(path, "");
  for (const { id } of pack.services) if (id !== "unknown") looked.set(`/fees/${id}`, "");
  for (const { id, checkedOn } of pack.products ?? []) looked.set(`/products/${id}`, checkedOn);
  for (const { id } of pack.banks) looked.set(`/banks/${id}`, "");
  for (const { id, service, checkedOn } of pack.rules) {
    saw(`/rules/${id}`, checkedOn);
    if (service !== null) saw(`/fees/${service}`, checkedOn);
  }
  for (const { bank, service, checkedOn } of pack.listedFees) {
    saw(`/banks/${bank}`, checkedOn);
    saw(`/fees/${service}`, checkedOn);
  }
  const rows = [...looked].map(
    ([path, day]) => `<url><loc>${escaped(origin + path)}</loc>${day ? `<lastmod>${day}</lastmod>` : ""}</url>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join("")}</urlset>\n`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
