import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { showComplaint } from "../../app/show-complaint.ts";
import { reminderFile } from "../../letters/reminders.ts";
import { complainPage } from "../../web/pages/facts/complain.tsx";
import { doorWords } from "../../words/door-words.ts";
import { dataLink } from "../data-link.ts";
import { askOrGiveBack, queryOf } from "../give-back.ts";
import { readQuestion, whenQuery } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { sendView } from "./fees.route.tsx";
import { type RenderPage, sayFor } from "./render-page.tsx";

const kind = z
  .string()
  .regex(/^[a-z_]{0,40}$/, doorWords("problem.kind"))
  .transform((text) => text || undefined)
  .optional();
const query = whenQuery.extend({ kind });

/** Which clock runs for which problem, and the days of one complaint. A wrong question gives people their form back. */
export function complainRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  app.get("/complain", { config: { spoken: true } }, async (request, reply) => {
    const say = sayFor(request, "complain");
    const ask = (given: ReturnType<typeof queryOf>) => showComplaint(deps.ctx, readQuestion(query, given));
    const { view, ...back } = await askOrGiveBack(queryOf(request), ["kind", "on"], ask, say.language);
    const refused = Object.keys(back.wrong).length > 0;
    const about = { id: `complain|${view.kind}|${view.on}`, bank: deps.letter.noBank };
    const reminders =
      refused || !view.days ? null : dataLink("text/calendar", reminderFile(view.days, deps.letter, about));
    return render(refused ? reply.code(400) : reply, complainPage(view, reminders, back, say));
  });
  app.get("/complain.json", async (request, reply) =>
    sendView(reply, await showComplaint(deps.ctx, readQuestion(query, request.query))),
  );
}
