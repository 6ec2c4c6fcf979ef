/** The thread behind `saveInThread`: reads `workerData`, posts one answer, ends. It writes nothing and keeps nothing. */
import { parentPort, workerData } from "node:worker_threads";
import type { SaveQuestion } from "./save-in-thread.ts";
import { savedFile } from "./saved-file.ts";

parentPort?.postMessage(savedFile(workerData as SaveQuestion));
