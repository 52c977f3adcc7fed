import type { Stood } from './comparison.ts';
import type { Life } from './history.ts';
import { calledAs } from './renamed.ts';
import { pathOf, type Path } from './standing.ts';

/**
 * How a control stands on a day, measurements too old apart: one that has left as the one of the same title and
 * category that came when it left, or after that.
 */
export function standsNow(life: Life, others: readonly Life[], day: string): Stood {
  const own = pathUntil(life, day);
  if (own.end.confirmed.points !== null) return own.end.confirmed;
  const leftOn = own.steps.at(-1)?.day ?? '';
  const [successor] = others
    .filter(({ control }) => calledAs(control) === calledAs(life.control))
    .map((other) => pathUntil(other, day))
    .filter((path) => path.end.confirmed.points !== null && cameOn(path) >= leftOn)
    .toSorted((one, other) => (cameOn(one) < cameOn(other) ? -1 : 1));
  return (successor ?? own).end.confirmed;
}

const pathUntil = ({ control, rows }: Life, day: string): Path =>
  pathOf({
    ...{ control, before: undefined, confirmed: undefined },
    rows: rows.filter((row) => row.day <= day),
  });

/** Since when it is in scope. */
const cameOn = ({ steps }: Path): string => {
  const out = steps.findLastIndex(({ told }) => told.points === null);
  return steps[out + 1]?.day ?? '';
};
