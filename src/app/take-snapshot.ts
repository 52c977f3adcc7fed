import { dayOf, isDay, mondayOf, plusDays, weekOf } from '../domain/calendar.ts';
import { type Control, controlKey } from '../domain/control.ts';
import { type Effect, effectKey } from '../domain/effect.ts';
import type { Measurement, Snapshot } from '../domain/history.ts';
import type { Ports, Progress } from './ports.ts';
import { controlsNow, putOff, showsDue } from './read-controls.ts';
import { isWatchedBefore, readingOn } from './schedule.ts';
import { withKnownWorth } from './worth-unknown.ts';

/** How many days before the newest on record are looked at again: Microsoft publishes some of them late. */
const LATE_DAYS = 3;

/**
 * Reads the controls, puts on record the days that it lacks, and asks for what depends on them: the cards that tell of
 * Secure Score, the search for alerts, and the review of a week that has none yet. `day` names the asking alone.
 */
export async function takeSnapshot(ports: Ports, day: string): Promise<Progress> {
  if (await isTakenCareOf(ports, day)) return 'done';
  const reading = await controlsNow(ports);
  if (!reading.ok) return putOff(reading);
  const saving = await saveMissing(ports, reading.value);
  if (saving !== 'done') return saving;
  await askForReview(ports);
  await askForChecks(ports);
  return 'done';
}

/** A start, or a day that was missed, has nothing to do where today's own snapshot does it; a day to come never has. */
async function isTakenCareOf({ store, policy, now }: Ports, day: string): Promise<boolean> {
  const at = now();
  const today = dayOf(at, policy.timeZone);
  if (day === 'start') {
    const own = await store.pending(effectKey({ kind: 'takeSnapshot', day: today }));
    return own?.lastError === '';
  }
  if (!isDay(day) || day > today) return true;
  return day < today && at >= readingOn(today, policy.timeZone);
}

async function saveMissing(ports: Ports, controls: readonly Control[]): Promise<Progress> {
  const { store, secureScore } = ports;
  const today = newestPossible(ports);
  const newest = await store.dayAt(today);
  const since = newest && plusDays(newest.day, -LATE_DAYS);
  const maxima = new Map(controls.map(({ id, maxScore }) => [controlKey(id), maxScore]));
  const answer = await secureScore.days(since, maxima);
  if (!answer.ok) return putOff(answer);
  const come = answer.value.filter(({ day }) => isDay(day) && day <= today);
  if (come.length < answer.value.length)
    ports.log.warn('days-refused', { count: answer.value.length - come.length });
  const known = await withKnownWorth(ports, come, maxima);
  await store.saveSnapshots(await worthAsThen(ports, known, maxima));
  return 'done';
}

/** Secure Score counts days in UTC: neither there nor in the tenant's zone is a day on record that has not begun. */
function newestPossible({ policy, now }: Ports): string {
  const [utc, local] = [dayOf(now(), 'utc'), dayOf(now(), policy.timeZone)];
  return utc < local ? utc : local;
}

/**
 * Of a recommendation without points Graph does not say what it was worth on a day. Where the day is on record, what
 * was thought then is nearer to it than what is thought now.
 */
async function worthAsThen(
  { store }: Ports,
  days: readonly Snapshot[],
  maxima: ReadonlyMap<string, number>,
): Promise<readonly Snapshot[]> {
  const isGuess = ({ id, points, maxScore }: Measurement): boolean =>
    points === 0 && maxScore === maxima.get(controlKey(id));
  const dates = days.map(({ day }) => day).sort();
  const totals = await store.totals(dates[0] ?? '', dates.at(-1) ?? '');
  const kept = new Set(totals.map(({ day }) => day));
  const guesses = days
    .filter(({ day }) => kept.has(day))
    .flatMap(({ measurements }) => measurements.filter(isGuess).map(({ id }) => controlKey(id)));
  const lives = await store.lives([...new Set(guesses)]);
  const rowsOf = new Map(lives.map(({ control, rows }) => [control.key, rows]));
  const thought = (one: Measurement, day: string): number | undefined => {
    const row = rowsOf.get(controlKey(one.id))?.findLast((before) => before.day <= day);
    return isGuess(one) && row && row.points !== null ? row.maxScore : undefined;
  };
  return days.map((one) =>
    kept.has(one.day)
      ? {
          ...one,
          measurements: one.measurements.map((measured) => ({
            ...measured,
            maxScore: thought(measured, one.day) ?? measured.maxScore,
          })),
        }
      : one,
  );
}

/** From Monday's reading on, for a week before which we watched already, until there is one. */
async function askForReview(ports: Ports): Promise<void> {
  const { store, policy, now } = ports;
  const today = dayOf(now(), policy.timeZone);
  const [week, monday] = [weekOf(today), mondayOf(today)];
  if (now() < readingOn(monday, policy.timeZone)) return;
  if (!(await isWatchedBefore(ports, monday)) || (await store.review(week))) return;
  await store.armOnce([{ kind: 'postReview', week }], now());
}

async function askForChecks(ports: Ports): Promise<void> {
  const { store, now, policy } = ports;
  const newest = await store.dayAt(newestPossible(ports));
  const day = dayOf(now(), policy.timeZone);
  const checks: readonly Effect[] = newest
    ? [
        { kind: 'checkAlerts', day: newest.day },
        { kind: 'checkAcceptances', day },
        { kind: 'checkDrift' },
      ]
    : [];
  await store.arm([...(await showsDue(ports)), ...checks], now());
}
