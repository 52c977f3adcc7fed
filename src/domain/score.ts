import { type Acceptance, binds, undecided } from './acceptance.ts';
import { type Control, controlKey, pointsAtRisk, portalStatus } from './control.ts';
import type { DayTotals } from './history.ts';

type Totals = Pick<DayTotals, 'current' | 'max'>;

/** What the maximum is made up of: points to two decimals, and together exactly the maximum. */
export interface ScoreSplit {
  readonly reached: number;
  /** What the roadmap will bring: nothing until there is one. */
  readonly planned: number;
  /** Points at risk that somebody accepted as a risk: by a decision of ours, or in Secure Score alone. */
  readonly accepted: number;
  readonly undecided: number;
}

/** All that the split of the score is made from. */
export interface Splitting {
  readonly totals: Totals;
  readonly controls: readonly Control[];
  /** The keys of the controls that decisions of ours accept as a risk. */
  readonly acceptedKeys: ReadonlySet<string>;
}

/** No roadmap yet: nothing is planned. */
const PLANNED = 0;

/** Splits the maximum; what is accepted is never more than what is not reached. */
export function splitScore({ totals, controls, acceptedKeys }: Splitting): ScoreSplit {
  const max = cents(totals.max);
  const reached = Math.min(cents(totals.current), max);
  const { ours, portal } = acceptedCents(controls, acceptedKeys);
  const accepted = Math.min(ours + portal, max - reached - PLANNED);
  return {
    reached: reached / 100,
    planned: PLANNED / 100,
    accepted: accepted / 100,
    undecided: (max - reached - PLANNED - accepted) / 100,
  };
}

/** How much of `accepted` is accepted in Secure Score without a decision of ours. */
export function portalAccepted({ totals, controls, acceptedKeys }: Splitting): number {
  const { accepted } = splitScore({ totals, controls, acceptedKeys });
  const { ours } = acceptedCents(controls, acceptedKeys);
  return Math.max(0, cents(accepted) - ours) / 100;
}

interface AcceptedCents {
  readonly ours: number;
  readonly portal: number;
}

function acceptedCents(controls: readonly Control[], ours: ReadonlySet<string>): AcceptedCents {
  const isOurs = ({ id }: Control): boolean => ours.has(controlKey(id));
  const inScope = controls.filter(({ score }) => score !== null);
  const alone = inScope.filter((one) => !isOurs(one) && portalStatus(one) === 'Risk accepted');
  return { ours: centsAtRisk(inScope.filter(isOurs)), portal: centsAtRisk(alone) };
}

/** Each control once, however it is spelt. */
function centsAtRisk(controls: readonly Control[]): number {
  const once = new Map(controls.map((one) => [controlKey(one.id), cents(pointsAtRisk(one))]));
  return [...once.values()].reduce((sum, points) => sum + points, 0);
}

/** The controls that these accept as a risk, and that are decided so, by key. */
export const riskAccepted = (acceptances: readonly Acceptance[]): ReadonlySet<string> =>
  keysOf(acceptances.filter((one) => one.treatment === 'riskAccepted' && binds(one)));

const keysOf = (acceptances: readonly Acceptance[]): ReadonlySet<string> =>
  new Set(acceptances.map(({ controlId }) => controlKey(controlId)));

/** Sums of two decimals are exact in whole cents alone. */
const cents = (points: number): number => Math.round(points * 100);

/** Null where nothing can be earned. */
export const percentOf = ({ current, max }: Totals): number | null =>
  max === 0 ? null : (100 * current) / max;

/** What can still be reached with all that is accepted as a risk; null where nothing can be earned. */
export const achievablePercent = (splitting: Splitting): number | null => {
  const { max } = splitting.totals;
  return percentOf({ current: max - splitScore(splitting).accepted, max });
};

/** What is in scope and to address, and nobody has proposed or accepted; in the order given. */
export function undecidedControls(
  controls: readonly Control[],
  acceptances: readonly Acceptance[],
): readonly Control[] {
  const open = keysOf(acceptances.filter((one) => undecided.includes(one.state) || binds(one)));
  return controls.filter(
    (one) =>
      portalStatus(one) === 'To address' &&
      one.score !== null &&
      !one.deprecated &&
      !open.has(controlKey(one.id)),
  );
}
