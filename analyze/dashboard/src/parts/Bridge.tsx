/** A bridge of amounts, from one sum over what raises and lowers it to the next; its list is its table. */
import type { Figure } from "../format/figures";
import { useFormats } from "../session/practice";

export interface Step {
  label: string;
  amount: Figure;
  /** It moves the sum before it, instead of being a sum of its own. */
  isMove?: boolean;
}

interface Bar extends Step {
  from: number;
  to: number;
}

/** Where each bar begins and ends: moves hang on the sum before them. */
export function barsOf(steps: Step[]): Bar[] {
  let level = 0;
  return steps.map((step) => {
    const amount = Number(step.amount ?? 0);
    const from = step.isMove ? level : 0;
    const to = step.isMove ? level + amount : amount;
    level = to;
    return { ...step, from, to };
  });
}

export function Bridge({ label, steps }: { label: string; steps: Step[] }) {
  const { money } = useFormats();
  const bars = barsOf(steps);
  const ends = bars.flatMap((it) => [it.from, it.to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const y = (value: number) => (100 * (high - value)) / (high - low);
  return (
    <ol className="bridge" aria-label={label}>
      {bars.map((it) => (
        <li key={it.label} className={it.isMove ? "bridge__move" : undefined}>
          <svg viewBox="0 0 40 100" preserveAspectRatio="none" aria-hidden="true">
            <rect
              x="2"
              width="36"
              y={y(Math.max(it.from, it.to))}
              height={Math.max(0.6, Math.abs(y(it.from) - y(it.to)))}
            />
            <line x1="0" x2="40" y1={y(0)} y2={y(0)} />
          </svg>
          <span>{it.label}</span>
          <b>{money(it.amount)}</b>
        </li>
      ))}
    </ol>
  );
}
