/**
 * Bars of money, one for each name, each cut into what was right, what we cannot tell and what was too much. The
 * parts differ in height, so that colour is never the only sign; a table with the same figures always stands below.
 */
import { SHARES } from "../../words/en/result-names.ts";

export type ShareBar = {
  readonly key: string;
  readonly label: string;
  /** In minor units. */
  readonly right: bigint;
  readonly unsure: bigint;
  readonly over: bigint;
  /** The whole sum in words. */
  readonly sum: string;
};

const WIDTH = 1000n;
/** A part that is there at all is seen. */
const THINNEST = 4n;
const HEIGHT = 16;

/** From the left: x and width of a part, in thousandths of the longest bar. */
type Cut = { readonly kind: "right" | "unsure" | "over"; readonly x: number; readonly width: number };

/** The parts of one bar beside the longest of all, whose sum is `most`. */
export function cutsOf({ right, unsure, over }: Omit<ShareBar, "key" | "label" | "sum">, most: bigint): Cut[] {
  const cuts: Cut[] = [];
  let x = 0n;
  for (const [kind, sum] of [
    ["right", right],
    ["unsure", unsure],
    ["over", over],
  ] as const) {
    if (sum <= 0n || most <= 0n) continue;
    const exact = (sum * WIDTH) / most;
    const width = exact < THINNEST ? THINNEST : exact;
    cuts.push({ kind, x: Number(x), width: Number(width) });
    x += width;
  }
  return cuts;
}

const wholeOf = ({ right, unsure, over }: ShareBar): bigint => right + unsure + over;

/** `about` says in words what the picture shows; the bars themselves are hidden from a screen reader, the table is not. */
export function ShareBars({
  about,
  bars,
  legend = LEGEND,
}: {
  about: string;
  bars: readonly ShareBar[];
  legend?: Legend;
}) {
  const most = bars.reduce((largest, bar) => (wholeOf(bar) > largest ? wholeOf(bar) : largest), 0n);
  if (most === 0n) return null;
  const kinds = new Set(bars.flatMap((bar) => cutsOf(bar, most).map(({ kind }) => kind)));
  return (
    <figure class="bars">
      <figcaption>
        {about}
        <span class="legend">
          {[...kinds].map((kind) => (
            <span key={kind}>
              <Parts cuts={[{ kind, x: 0, width: Number(WIDTH) }]} /> {legend[kind]}
            </span>
          ))}
        </span>
      </figcaption>
      <div aria-hidden="true">
        {bars.map((bar) => (
          <p key={bar.key}>
            <span>{bar.label}</span>
            <Parts cuts={cutsOf(bar, most)} />
            <span class="num">{bar.sum}</span>
          </p>
        ))}
      </div>
    </figure>
  );
}

type Legend = Readonly<Record<Cut["kind"], string>>;
const LEGEND: Legend = SHARES;

/** Full height is right, a thin line cannot be told, a step down is too much. */
const PLACE = {
  right: { y: 2, height: HEIGHT - 4 },
  unsure: { y: HEIGHT / 2 - 1, height: 2 },
  over: { y: 0, height: HEIGHT },
} as const;

function Parts({ cuts }: { cuts: readonly Cut[] }) {
  return (
    <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {cuts.map(({ kind, x, width }) => (
        <rect key={kind} class={kind} x={x} width={width} y={PLACE[kind].y} height={PLACE[kind].height} />
      ))}
    </svg>
  );
}
