import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { datedPack } from "../../app/dated-pack.ts";
import { Refused } from "../../app/refused.ts";
import { madeOnce } from "../../domain/audit/made-once.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { dataPage } from "../../web/pages/data.tsx";
import { doorWords } from "../../words/door-words.ts";
import { readWhen } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { type DataFiles, dataFiles } from "./data-files.ts";
import { sendData } from "./fees.route.tsx";
import { type RenderPage, sayFor } from "./render-page.tsx";

const LICENCE = readFileSync(new URL("../../../data/LICENSE", import.meta.url), "utf8");
const made = new WeakMap<Pack, DataFiles>();
const filesOf = (pack: Pack): DataFiles => madeOnce(made, pack, () => dataFiles(pack, LICENCE));

/** `/data` and its files; `?known=` gives them as we knew the facts then. */
export function dataRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  const config = { cached: [] };
  app.get("/data", { config: { ...config, spoken: true } }, async (request, reply) => {
    const { pack } = await datedPack(deps.ctx, readWhen(request.query));
    const { tables, files } = filesOf(pack);
    const { jurisdiction, version, sha256, streams } = pack;
    const sized = files.map(({ name, text, sha256: sum }) => ({ name, bytes: Buffer.byteLength(text), sha256: sum }));
    return render(
      reply,
      dataPage(
        { jurisdiction, version, sha256, streams: streams ?? null, tables, files: sized },
        sayFor(request, "data"),
      ),
    );
  });
  app.get<{ Params: { id: string } }>("/data/:id", { config }, async (request, reply) => {
    const { pack } = await datedPack(deps.ctx, readWhen(request.query));
    const file = filesOf(pack).files.find(({ name }) => name === request.params.id);
    if (!file) throw new Refused("unknown_file", null, doorWords("problem.no_file"));
    return sendData(reply, file.type, file.text);
  });
}
