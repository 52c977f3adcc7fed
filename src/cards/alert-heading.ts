import type { AlertView } from '../app/monitor-views.ts';
import type { AlertCause, Ending } from '../domain/alert.ts';
import { sayDay } from '../domain/calendar.ts';
import { capital, listed, roundPercent } from './phrases.ts';
import { percentOf, rounded } from './score-change.ts';

type Kind = AlertCause['kind'];
type Of<K extends Kind> = AlertCause & { readonly kind: K };

/** Picks the causes of a kind. */
export const isA =
  <K extends Kind>(kind: K) =>
  (cause: AlertCause): cause is Of<K> =>
    cause.kind === kind;

/** What happened, in plain words; once all of it is over, that and why. */
export function alertHeading(view: AlertView): string {
  const { causes, clearedAt } = view.alert;
  if (clearedAt !== null) return overHeading(view);
  const open = causes.filter(({ clearedOn }) => clearedOn === null);
  const score = [
    ...(open.some(isA('drop')) ? [`fell by ${dropOf(view)} percentage points`] : []),
    ...(open.some(isA('baseline')) ? [`is ${underBaseline(view)}`] : []),
  ];
  const controls = open.filter(isA('control')).length;
  return capital(
    [
      ...(score.length > 0 ? [`Secure Score ${score.join(' and ')}`] : []),
      ...(controls === 0 ? [] : [noLonger(controls)]),
    ].join('; '),
  );
}

const noLonger = (controls: number): string =>
  controls === 1
    ? 'a recommendation that was complete is no longer'
    : `${String(controls)} recommendations that were complete are no longer`;

/** Only what the tenant itself made good has recovered. */
function overHeading(view: AlertView): string {
  const { causes } = view.alert;
  const recovered = causes.every(({ how = 'level' }) =>
    ['complete', 'level', 'points'].includes(how),
  );
  const words = [...scoreEnds(view), ...controlEnds(causes.filter(isA('control')))];
  return `${recovered ? 'Recovered' : 'Closed'}: ${words.join('; ')}`;
}

function scoreEnds({ alert: { causes }, now }: AlertView): readonly string[] {
  const score = now.percent ?? 0;
  const baseline = causes.find(isA('baseline'));
  const atBaseline = baseline?.how === 'policy' ? undefined : baseline;
  return [
    ...causes.filter(isA('drop')).flatMap((drop) => dropEnd(drop, score, atBaseline)),
    ...(atBaseline ? [`${back(atBaseline, atBaseline.baseline, score)} at the baseline`] : []),
    ...(baseline && !atBaseline ? ['the baseline was changed'] : []),
  ];
}

/** Nothing where it would be said twice that the score is back. */
function dropEnd(
  drop: Of<'drop'>,
  score: number,
  atBaseline: Of<'baseline'> | undefined,
): readonly string[] {
  if (drop.how === 'points') return ['all that fell has its points back'];
  if (drop.how === 'accepted') return ['what is still missing of the fall is our own decision'];
  return atBaseline ? [] : [back(drop, drop.percent, score)];
}

/** It may have fallen again while something else was open. */
const back = ({ clearedOn }: AlertCause, to: number, score: number): string =>
  clearedOn === null || score >= to - 1e-6
    ? 'the score is back'
    : `the score was back on ${sayDay(clearedOn)}`;

function controlEnds(controls: readonly Of<'control'>[]): readonly string[] {
  const ended = (how: Ending) => controls.filter((one) => (one.how ?? 'complete') === how);
  const [complete, accepted, left] = [ended('complete'), ended('accepted'), ended('left')];
  const ids = [...new Set(accepted.flatMap(({ acceptanceId = [] }) => acceptanceId))];
  const by = ids.length === 0 ? '' : ` by ${listed(ids)}`;
  return [
    ...some(complete.length, controls.length, ['is complete again', 'are complete again']),
    ...some(accepted.length, controls.length, [`was accepted${by}`, `were accepted${by}`]),
    ...some(left.length, controls.length, ['is no longer measured', 'are no longer measured']),
  ];
}

/** So many of them all. */
function some(
  count: number,
  all: number,
  [one, many]: readonly [string, string],
): readonly string[] {
  if (count === 0) return [];
  const [a, the] = count === all ? ['the ', 'the '] : ['a ', ''];
  return [
    count === 1 ? `${a}recommendation ${one}` : `${the}${String(count)} recommendations ${many}`,
  ];
}

/** Percentage points, against the score before. */
export function dropOf({ alert, comparison }: AlertView): string {
  const before = alert.causes.find(isA('drop'))?.percent ?? 0;
  return (rounded(before, 1) - rounded(percentOf(comparison.to) ?? 0, 1)).toFixed(1);
}

/** As it was on the day that raised it. */
export function underBaseline({ alert, comparison }: AlertView): string {
  const { baseline = 0 } = alert.causes.find(isA('baseline')) ?? {};
  const apart = baseline - rounded(percentOf(comparison.to) ?? 0, 1);
  return `${apart.toFixed(1)} percentage points under the baseline of ${roundPercent(baseline)}`;
}
