import { createHash } from "node:crypto";

/** The style of the operations page: one screen on a wide display, one column on a phone. */
export const OPS_CSS = `:root{color-scheme:light dark;--line:#8a8a8a55;--bar:#2563a8;--bad:#b3261e;--gap:#8a8a8a33;--calm:#1a7f37}
@media (prefers-color-scheme:dark){:root{--bar:#7ab7f5;--bad:#ff6b60;--calm:#3fb950}}
body{font:.875rem/1.4 system-ui,sans-serif;margin:0;padding:.5rem .75rem 2rem}
h1{font-size:1rem;margin:0}h2{font-size:1rem;margin:1rem 0 .25rem}
h1+p,header p{margin:.15rem 0}
a{display:inline-block;min-height:1.5rem}
code,td,pre{font-family:ui-monospace,monospace;font-size:.8125rem;overflow-wrap:anywhere}
pre{white-space:pre-wrap}
.says{border:2px solid var(--calm);padding:.4rem .6rem;margin:.5rem 0}
.says.bad{border-color:var(--bad);border-width:4px}
.says strong{font-size:1.25rem}
ul{margin:.25rem 0;padding-left:1.1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.1rem .5rem .1rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}
.cols{display:grid;gap:0 1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr))}
.charts{display:grid;gap:.75rem 1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr))}
figure{margin:0}figcaption{font-size:.8125rem}
svg{display:block;width:100%;height:3rem;border-bottom:1px solid var(--line)}
.bar{fill:var(--bar)}.gap{fill:var(--gap)}
.bad td,.warn{color:var(--bad);font-weight:600}
:focus-visible{outline:3px solid;outline-offset:2px}
`;

/** The one style that the page's policy lets in. */
export const OPS_STYLE_SOURCE = `'sha256-${createHash("sha256").update(OPS_CSS).digest("base64")}'`;
