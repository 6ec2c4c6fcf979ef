/** The thread behind the second pass over scripts: reads texts from `workerData`, posts their smaller forms, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { minify } from "terser";

/**
 * Once with functions put where they are called, then once more with every function left where it is: in the second round the
 * names fall out shorter, and nothing is copied any more, which would compress worse. No code of ours or of the small libraries
 * calls `new` on a function or does something when a property is read; what does is not passed through here.
 */
const ROUNDS = [
  { passes: 2 },
  { passes: 2, inline: false, reduce_funcs: false, unsafe_arrows: true, pure_getters: true },
];

async function smaller(text: string): Promise<string> {
  let made = text;
  for (const compress of ROUNDS) made = (await minify(made, { module: true, ecma: 2020, compress })).code ?? made;
  return made;
}

parentPort?.postMessage(await Promise.all((workerData as string[]).map(smaller)));
