import { bindHere } from "./scope.ts";

type Done<T> = (cause: Error | null | undefined, result?: T) => void;

/** A promise of the program's own class; the stack of its rejection leads to the caller, as with pg-pool, and not to a socket. */
export function promised<T>(own: PromiseConstructor, begin: (done: Done<T>) => void): Promise<T> {
  return new own<T>((resolve, reject) =>
    begin((cause, result) => (cause ? reject(cause) : resolve(result as T))),
  ).catch((cause: unknown) => {
    if (cause instanceof Error) Error.captureStackTrace(cause);
    throw cause;
  });
}

/** A callback is called in the scope that gave it; without one there is a promise. */
export function answered<T>(
  own: PromiseConstructor,
  callback: Done<never> | undefined,
  begin: (done: Done<T>) => void,
): Promise<T> | undefined {
  if (callback === undefined) return promised(own, begin);
  begin(bindHere(callback) as Done<T>);
  return undefined;
}
