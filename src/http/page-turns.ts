/**
 * Pages are made on the thread that answers all requests, so only a few are made at each turn of the event
 * loop. Between two turns all that is ready from memory goes out and new connections come in, however many pages that
 * were never asked for before wait to be made. They wait in a line that is short and fair; a request that finds it full is
 * refused at once with a time to come back. No clock is used: a slow machine turns more slowly, and kept pages come first.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { callerOf } from "../server/api-keys.ts";
import { soon } from "../server/refuse-early.ts";
import type { FairDoor } from "./fair-door.ts";
import { refuseInWords } from "./refuse-in-words.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Costs as little as a refusal would, or stands behind a door of its own: it waits for no turn. */
    apart?: boolean;
  }
  interface FastifyRequest {
    /** Lets the next one make its page; to be called by who is about to wait for something that is not this thread. */
    endTurn: () => void;
  }
}

/** Rounds of the event loop between two turns: a round accepts one new connection, and costs nothing when there is none. */
const ROUNDS = 8;

const nothing = (): void => {};
const afterRounds = (rounds: number, go: () => void): void =>
  void setImmediate(() => (rounds > 1 ? afterRounds(rounds - 1, go) : go()));

/** To be called after the page cache and before any hook that makes an answer. `apart`: routes that have their own door. */
export function takeTurns(app: FastifyInstance, door: FairDoor, apart: (route: string) => boolean): void {
  app.decorateRequest("endTurn", nothing);
  const needsTurn = (request: FastifyRequest): boolean =>
    request.routeOptions.config?.apart !== true && !apart(`${request.method} ${request.routeOptions.url}`);

  app.addHook("onRequest", (request, reply, done) => {
    // before a body is read
    if (needsTurn(request) && door.full(callerOf(request))) return refuse(request, reply);
    done();
  });
  // once the body is there: a slow sender takes no place in the line
  app.addHook("preHandler", (request, reply, done) => {
    // a handler that finds nothing comes by once more, for the page that says so, and still has its turn
    if (!needsTurn(request) || request.endTurn !== nothing) return done();
    door.enter(callerOf(request)).then(
      (leave) => {
        // not at once: what came meanwhile is read and answered first
        const later = () => afterRounds(ROUNDS, leave);
        request.endTurn = () => {
          request.endTurn = nothing;
          later();
        };
        reply.raw.once("close", later);
        done();
      },
      () => refuse(request, reply),
    );
  });
}

/** To be called after every hook that works on an answer: what is left is to send it. */
export function endTurns(app: FastifyInstance): void {
  app.addHook("onSend", (request, _reply, _payload, done) => {
    request.endTurn();
    done();
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply): void {
  refuseInWords(request, reply, { status: 503, code: "busy", after: soon() });
}
