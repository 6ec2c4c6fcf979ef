/** Compares versions such as `2026.11.22` and `2026.11.22.2` number by number: negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/[.\-+]/));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const [x, y] = [left![i] ?? "0", right![i] ?? "0"];
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    const order = numbers ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
