/** Where the thread that makes saved files begins: pages are `.tsx` in the source tree, so their loader comes first. */
import "./tsx-loader.ts";

await import("../http/saved-file-thread.ts");
