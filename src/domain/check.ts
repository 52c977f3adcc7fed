import type { Alert, AlertCause, Ending } from './alert.ts';
import type { Cause, ChangedControl, Comparison, Stood } from './comparison.ts';
import type { DayTotals } from './history.ts';
import type { Policy } from './policy.ts';
import { riskReductionOf } from './priority.ts';
import { percentOf } from './score.ts';

/** All that is known on the newest day when alerts are looked for. */
export interface Outlook {
  readonly newest: DayTotals;
  /**
   * How the controls that alerts name stand, by key, measurements too old apart; one that has another id now, as it
   * stands under that.
   */
  readonly standing: ReadonlyMap<string, Stood>;
  /** By the id of an open alert: the day of `watchedFrom` against the newest. */
  readonly since: ReadonlyMap<string, Comparison>;
  /**
   * What happened after the last fall that was alerted already, where that is of a day that is looked at again: a
   * fall is judged by this alone.
   */
  readonly afterFall?: Comparison;
  /** By the key of a control of which Secure Score says what an acceptance of ours wants: the acceptance. */
  readonly explained: ReadonlyMap<string, string>;
  readonly policy: Pick<Policy, 'scoreDropAlertPercent' | 'baselinePercent'>;
}

/** An alert before it has an id. */
export type NewAlert = Pick<Alert, 'from' | 'to' | 'causes' | 'quiet'>;

type BaselineCause = Extract<AlertCause, { kind: 'baseline' }>;
type DropCause = Extract<AlertCause, { kind: 'drop' }>;

/**
 * The day since which it matters how the score went: of a fall the one before it, with which the score must draw
 * level; of a quiet alert its own, for what came on top of our decisions; of all others none.
 */
export function watchedFrom(alert: Alert): string | undefined {
  if (alert.quiet) return alert.to;
  return openCauses([alert]).some(({ kind }) => kind === 'drop') ? alert.from : undefined;
}

/** Until which day falls of the score are alerted already: by these alerts, open or over. */
export const fallsToldUntil = (alerts: readonly Alert[]): string | undefined =>
  alerts
    .filter(({ causes }) => causes.some(({ kind }) => kind === 'drop'))
    .map(({ to }) => to)
    .toSorted()
    .at(-1);

/** Keys of the controls that causes name. */
export const namedIn = (causes: readonly AlertCause[]): readonly string[] =>
  causes.flatMap((cause) => {
    if (cause.kind === 'baseline') return [];
    return cause.kind === 'control' ? [cause.key] : Object.keys(cause.fell);
  });

/**
 * Those of the alerts of which a cause is over, each such cause with the newest day and why; and of which one is open
 * again, as its recommendation had only left scope.
 */
export const recoveries = (alerts: readonly Alert[], outlook: Outlook): readonly Alert[] =>
  alerts.flatMap((alert) => {
    const causes = alert.causes.map((cause) => {
      if (cause.clearedOn !== null && !isBack(cause, outlook)) return cause;
      const ended = ending(cause, alert, outlook);
      if (ended) return { ...cause, clearedOn: outlook.newest.day, ...ended };
      return cause.clearedOn === null ? cause : reopened(cause);
    });
    return causes.some((cause, at) => cause !== alert.causes[at]) ? [{ ...alert, causes }] : [];
  });

/** Whether it left scope, and no more. */
export const hasLeft = ({ how }: AlertCause): boolean => how === 'left';

/** Nothing but leaving scope ended it, and it is in scope again. */
const isBack = (cause: AlertCause, { standing }: Outlook): boolean =>
  hasLeft(cause) && namedIn([cause]).some((key) => (standing.get(key)?.points ?? null) !== null);

const reopened = ({ how: _, ...cause }: AlertCause): AlertCause => ({ ...cause, clearedOn: null });

/**
 * What deserves an alert: one with every cause that no open alert has yet, and a quiet one where our own decisions
 * alone put the score under the baseline. Without a comparison, as on the first day of all, the baseline alone counts.
 * A fall that is judged by other days than the rest is an alert of its own.
 */
export function newAlerts(
  open: readonly Alert[],
  comparison: Comparison | undefined,
  outlook: Outlook,
): readonly NewAlert[] {
  const { newest, explained } = outlook;
  const ours = shareOf((comparison?.changes ?? []).filter((one) => isOurs(one, explained)));
  const under = baselineCauses(open, outlook);
  const byUs = under.filter(({ baseline }) => !isUnder(baseline, outlook, ours));
  const fallen = dropCauses(open, outlook.afterFall ?? comparison, outlook);
  const shown = [
    ...controlCauses(open, comparison, outlook),
    ...(outlook.afterFall ? [] : fallen),
    ...under.filter((cause) => !byUs.includes(cause)),
  ];
  const days = { from: comparison?.from.day ?? newest.day, to: newest.day };
  const after = outlook.afterFall
    ? [{ from: outlook.afterFall.from.day, to: newest.day, causes: fallen, quiet: false }]
    : [];
  return [
    { ...days, causes: shown, quiet: false },
    ...after,
    { ...days, causes: byUs, quiet: true },
  ].filter(({ causes }) => causes.length > 0);
}

/** Points and percentages are sums of fractions: what is closer than this is the same. */
const NEGLIGIBLE = 1e-6;

type Ended = Pick<AlertCause, 'acceptanceId'> & { readonly how: Ending };

/** How a cause came to be over; undefined while it is not. */
function ending(cause: AlertCause, alert: Alert, outlook: Outlook): Ended | undefined {
  if (cause.kind === 'control') return endOfControl(cause.key, outlook);
  const how =
    cause.kind === 'drop' ? endOfDrop(cause, alert, outlook) : endOfBaseline(cause, outlook);
  return how && { how };
}

function endOfControl(key: string, { standing, explained }: Outlook): Ended | undefined {
  const acceptanceId = explained.get(key);
  if (acceptanceId !== undefined) return { how: 'accepted', acceptanceId };
  const stands = standing.get(key);
  if (earns(stands, Infinity)) return { how: 'complete' };
  return stands?.points === null ? { how: 'left' } : undefined;
}

function endOfBaseline(
  { baseline }: BaselineCause,
  { newest, policy }: Outlook,
): Ending | undefined {
  const percent = percentOf(newest);
  if (percent !== null && percent >= baseline - NEGLIGIBLE) return 'level';
  return baseline === policy.baselinePercent ? undefined : 'policy';
}

/** The score is back, or it would be without our own decisions, or all that fell is back and was the fall. */
function endOfDrop(cause: DropCause, { id }: Alert, outlook: Outlook): Ending | undefined {
  const { since, explained } = outlook;
  const change = since.get(id);
  const apart = changeApart(change, explained);
  const isLevel = apart !== null && apart >= -NEGLIGIBLE;
  if (isLevel && (change?.percent ?? 0) >= -NEGLIGIBLE) return 'level';
  if (!isLevel && !isMadeGood(cause, outlook)) return undefined;
  return isSettledByUs(cause, change, explained) ? 'accepted' : 'points';
}

const isSettledByUs = (
  { fell }: DropCause,
  change: Comparison | undefined,
  explained: ReadonlyMap<string, string>,
): boolean =>
  Object.keys(fell).some((key) => explained.has(key)) ||
  (change?.changes ?? []).some((one) => isOurs(one, explained));

/** What Microsoft's own changes took does not come back with the rest: that must have been enough for an alert. */
const isMadeGood = (
  { fell, lost = 0 }: DropCause,
  { standing, explained, policy }: Outlook,
): boolean =>
  lost > policy.scoreDropAlertPercent + NEGLIGIBLE &&
  Object.entries(fell).every(([key, was]) => explained.has(key) || earns(standing.get(key), was));

/** Whether it has so many points, or all that there are. */
const earns = (stands: Stood | undefined, points: number): boolean =>
  !!stands &&
  stands.points !== null &&
  stands.points >= Math.min(points, stands.maxScore) - NEGLIGIBLE;

function controlCauses(
  open: readonly Alert[],
  comparison: Comparison | undefined,
  { explained }: Outlook,
): readonly AlertCause[] {
  const known = new Set(
    openCauses(open).flatMap((cause) => (cause.kind === 'control' ? [cause.key] : [])),
  );
  return losses(comparison, explained)
    .filter((change) => change.wasComplete && !known.has(change.control.key))
    .filter(isHigh)
    .map((change) => ({ ...fallOf(change), kind: 'control', clearedOn: null }));
}

function dropCauses(
  open: readonly Alert[],
  comparison: Comparison | undefined,
  { explained, policy }: Outlook,
): readonly AlertCause[] {
  const percent = comparison ? percentOf(comparison.from) : null;
  const change = changeApart(comparison, explained);
  if (percent === null || change === null) return [];
  const drops = openCauses(open).filter((cause) => cause.kind === 'drop');
  const fell = losses(comparison, explained);
  const again = fell.reduce((sum, one) => sum + (one.percent ?? 0) * knownPart(one, drops), 0);
  if (change - again >= -policy.scoreDropAlertPercent - NEGLIGIBLE) return [];
  const own = fell.filter((one) => knownPart(one, drops) < 1);
  const points = own.map(fallOf).map(({ key, points: was }) => [key, was] as const);
  const lost = again - shareOf(fell);
  const low = Object.fromEntries(own.map(({ control, after }) => [control.key, after.points ?? 0]));
  const falls = Object.fromEntries(points);
  return [{ kind: 'drop', percent, fell: falls, low, lost, clearedOn: null }];
}

/**
 * How much of a fall, 0 to 1, has been told: what swings falls again and again, and as long as it is not back that is
 * one and the same fall; what falls lower than ever told is another.
 */
function knownPart(
  { control, before, after }: ChangedControl,
  drops: readonly DropCause[],
): number {
  const [from, to] = [before.points ?? 0, after.points ?? 0];
  const lows = drops.flatMap(({ fell, low }) => {
    const was = fell[control.key];
    return was === undefined || earns(before, was) ? [] : [low?.[control.key] ?? 0];
  });
  if (lows.length === 0 || from <= to) return 0;
  return Math.min(1, Math.max(0, from - Math.max(to, Math.min(...lows))) / (from - to));
}

function baselineCauses(open: readonly Alert[], outlook: Outlook): readonly BaselineCause[] {
  const baseline = outlook.policy.baselinePercent;
  if (baseline === null || !isUnder(baseline, outlook, 0)) return [];
  return open.some((alert) => coversBaseline(alert, outlook))
    ? []
    : [{ kind: 'baseline', baseline, clearedOn: null }];
}

/** Whether the score would be more than the threshold under the baseline without so many percentage points. */
function isUnder(baseline: number, { newest, policy }: Outlook, ours: number): boolean {
  const percent = percentOf(newest);
  const least = baseline - policy.scoreDropAlertPercent - NEGLIGIBLE;
  return percent !== null && percent - ours < least;
}

/** A quiet alert stands for our decisions: not for what was lost since, once that would be worth an alert by itself. */
function coversBaseline(alert: Alert, { since, explained, policy }: Outlook): boolean {
  if (!openCauses([alert]).some(({ kind }) => kind === 'baseline')) return false;
  const lost = -(changeApart(since.get(alert.id), explained) ?? 0);
  return !alert.quiet || lost <= policy.scoreDropAlertPercent + NEGLIGIBLE;
}

const openCauses = (alerts: readonly Alert[]): readonly AlertCause[] =>
  alerts.flatMap(({ causes }) => causes.filter(({ clearedOn }) => clearedOn === null));

const inTheTenant: readonly Cause[] = ['fell', 'status', 'rose'];

const isOurs = (
  { cause, control }: ChangedControl,
  explained: ReadonlyMap<string, string>,
): boolean => cause === 'ours' || (inTheTenant.includes(cause) && explained.has(control.key));

/** What the tenant lost by none of our decisions. Microsoft's changes, and what is too old to say, are no loss. */
const losses = (
  comparison: Comparison | undefined,
  explained: ReadonlyMap<string, string>,
): readonly ChangedControl[] =>
  (comparison?.changes ?? []).filter(
    (change) =>
      inTheTenant.includes(change.cause) && change.points < 0 && !isOurs(change, explained),
  );

const fallOf = ({ control, before }: ChangedControl): { key: string; points: number } => ({
  key: control.key,
  points: before.points ?? 0,
});

/** Percentage points, without our own decisions and without what was measured too long ago. */
function changeApart(
  comparison: Comparison | undefined,
  explained: ReadonlyMap<string, string>,
): number | null {
  const percent = comparison?.percent ?? null;
  if (!comparison || percent === null) return null;
  const apart = comparison.changes.filter(
    (change) => change.cause === 'stale' || isOurs(change, explained),
  );
  return percent - shareOf(apart);
}

/** Percentage points. */
const shareOf = (changes: readonly ChangedControl[]): number =>
  changes.reduce((sum, { percent }) => sum + (percent ?? 0), 0);

/** Judged by all that it is worth: what is at risk of a complete one is nothing. */
const isHigh = ({ before }: ChangedControl): boolean => riskReductionOf(before.maxScore) === 'High';
