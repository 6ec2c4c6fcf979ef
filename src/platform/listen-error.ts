import { CannotStart } from "./cannot-start.ts";

/** Where a server was to listen, and the settings that say so. */
export type Door = {
  readonly host: string;
  readonly port: number;
  /** `host` where it can be set. */
  readonly settings: { readonly port: string; readonly host?: string };
};

/** What the system said when a port could not be listened on, as something that a setting mends; anything else as it is. */
export function listenError(cause: unknown, { host, port, settings }: Door): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  const refused = (which: "port_busy" | "setting_bad", message: string) => new CannotStart(which, message, { cause });
  if (code === "EADDRINUSE")
    return refused(
      "port_busy",
      `Port ${port} on ${host} is in use by another program. Stop it, or set ${settings.port} to another port.`,
    );
  if (code === "EACCES")
    return refused("port_busy", `You may not listen on port ${port}. Set ${settings.port} to a port above 1023.`);
  if (settings.host !== undefined && ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(code))
    return refused(
      "setting_bad",
      `This machine has no address ${host}. Set ${settings.host} to one that it has, such as 127.0.0.1.`,
    );
  return cause;
}
