import type { FastifyInstance } from "fastify";
import { askCharge } from "../../app/ask-charge.ts";
import { datedPack } from "../../app/dated-pack.ts";
import { latestChanges } from "../../app/list-changes.ts";
import { listFees } from "../../app/list-fees.ts";
import { namesIn } from "../../app/names-in.ts";
import { readSum } from "../../app/read-sum.ts";
import { searchSite } from "../../app/search-site.ts";
import { showFee } from "../../app/show-fee.ts";
import { homePage } from "../../web/pages/facts/home.tsx";
import { sayIn } from "../../web/ui/say.tsx";
import { ENGLISH, languageNamed } from "../../words/languages.ts";
import { reasonWords } from "../../words/page-words.ts";
import { readQuestion, searchQuery } from "../read-question.ts";
import { tongueOf } from "../tongue.ts";
import type { WebDeps } from "../web-deps.ts";
import { NO_CACHE, sendView } from "./fees.route.tsx";
import type { RenderPage } from "./render-page.tsx";

/** The front page; with `q` what the words lead to, and `/search.json` the same as data. What was searched is not written down. */
export function homeRoute(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  app.get("/", { config: { cached: [], spoken: true } }, async (request, reply) => {
    const { q, lang: _lang, ...when } = readQuestion(searchQuery, request.query);
    const say = sayIn(tongueOf(request).language);
    const [fees, [changes, names], search] = await Promise.all([
      listFees(deps.ctx, { ...when, language: say.language }),
      datedPack(deps.ctx, when).then(
        (dated) => [latestChanges(dated, null, { past: 3, toCome: 2 }), namesIn(dated, say.language)] as const,
      ),
      q === undefined ? null : searchSite(deps.ctx, { q, ...when, language: say.language }),
    ]);
    const first = search?.answers[0];
    const best =
      first?.sure && first.service
        ? await showFee(deps.ctx, { service: first.service, ...when, language: say.language })
        : null;
    // a sum in the question, or a kind of account that decides, is worked out at once
    const amount = first?.amount ? readSum(first.amount) : undefined;
    const account = first?.account ?? undefined;
    const charge =
      first?.sure && first.service && (amount !== undefined || account !== undefined)
        ? await askCharge(deps.ctx, {
            ...when,
            service: first.service,
            amount,
            account,
            bank: first.bank ?? undefined,
            facts: {},
            language: say.language,
          })
        : null;
    if (search) reply.header("cache-control", "no-store");
    return render(reply, homePage({ fees, search, best, charge, changes, names, examples: deps.examples }, say));
  });

  app.get("/search.json", { config: { cached: [] } }, async (request, reply) => {
    const { q = "", lang, ...when } = readQuestion(searchQuery, request.query);
    const language = languageNamed(lang ?? "") ?? ENGLISH;
    const { answers } = await searchSite(deps.ctx, { q, ...when, language });
    const shown = answers.map(({ address, title, because, sure }) => ({
      address,
      title,
      because: reasonWords(language, because).text,
      sure,
    }));
    return sendView(reply, { q, answers: shown }, NO_CACHE);
  });
}
