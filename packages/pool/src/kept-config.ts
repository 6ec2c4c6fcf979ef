/** pg writes its callback and the values into the object that it is given; the caller finds it as it was. */
export function keptAsItWas(config: unknown, ask: () => void): void {
  if (typeof config !== "object" || config === null || Object.isFrozen(config)) {
    ask();
    return;
  }
  const given = config as { callback?: unknown; values?: unknown };
  const [callback, values] = [
    Object.getOwnPropertyDescriptor(given, "callback"),
    Object.getOwnPropertyDescriptor(given, "values"),
  ];
  try {
    ask();
  } finally {
    restore(given, "callback", callback);
    restore(given, "values", values);
  }
}

function restore(given: object, name: string, was: PropertyDescriptor | undefined): void {
  if (was !== undefined) Object.defineProperty(given, name, was);
  else if (Object.hasOwn(given, name)) Reflect.deleteProperty(given, name);
}
