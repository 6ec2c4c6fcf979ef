import type { FastifyInstance } from "fastify";

/**
 * No script at all, nothing from anywhere else, no frame, no feature of the device, and no referrer but to this site itself:
 * with none at all browsers would send the origin of our own forms as `null`.
 */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
};

/**
 * The page that reads a statement on the person's own device: nothing may leave it. Its own scripts run and nothing else;
 * it may not connect, send a form, load a picture by address, open a window or send another page anywhere. It may ask before
 * a person leaves it.
 */
export const DEVICE_POLICY = [
  "default-src 'none'",
  "connect-src 'none'",
  "form-action 'none'",
  "img-src data: blob:",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "sandbox allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-top-navigation-to-custom-protocols",
].join("; ");

/**
 * Its scripts: a worker is held by the policy of its own file. Firefox counts what a worker's module imports as workers, so
 * `worker-src` names this site; the service worker lets through what is on its list and nothing else.
 */
export const SCRIPT_POLICY = "default-src 'none'; connect-src 'none'; script-src 'self'; worker-src 'self'";

/** The service worker: it fetches what is on its list from this site, and nothing else. */
export const OFFLINE_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'";

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(HEADERS);
    reply.header("x-request-id", request.id);
  });
}
