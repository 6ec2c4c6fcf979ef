/** The thread behind the second pass over scripts: reads texts from `workerData`, posts their smaller forms, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { minify } from "terser";

const smaller = async (text: string): Promise<string> =>
  (await minify(text, { module: true, ecma: 2020, compress: { passes: 2 } })).code ?? text;

parentPort?.postMessage(await Promise.all((workerData as string[]).map(smaller)));
