import { type Acceptance, decided, live, undecided } from '../domain/acceptance.ts';
import { agrees, type Control, controlKey, isCompleted, wantedStates } from '../domain/control.ts';
import type { Daily } from '../domain/attempt.ts';
import { COMPLETED_DAYS, GONE_DAYS } from '../domain/guards-of-time.ts';
import { materialChanges } from '../domain/material.ts';
import { theSystem } from '../domain/person.ts';
import type { Event } from '../domain/workflow-table.ts';
import { attempt } from './act.ts';
import type { Ports, Progress } from './ports.ts';

/** Older than this, the data of Secure Score say nothing about an acceptance. */
const FRESH_MS = 48 * 3_600_000;

/**
 * Looks in the newest data of Secure Score for what was completed, is gone, or has changed since it was proposed, and
 * takes the steps that follow; on data of the last 48 hours only. One acceptance that fails does not stop the others.
 */
export async function checkAcceptances(ports: Ports, day: string): Promise<Progress> {
  const { store } = ports;
  const controls = await store.controls();
  // A tenant without recommendations is one whose data cannot be read: nothing is gone because of that.
  if (controls.length === 0 || !(await isFresh(ports))) return 'done';
  const byKey = new Map(controls.map((one) => [controlKey(one.id), one]));
  const keys = await store.controlKeysOf(live);
  const counted = await store.countDays(
    day,
    keys.map((key) => ({ key, ...observed(byKey.get(key)) })),
  );
  const dailyOf = (key: string): Daily => ({
    fresh: true,
    completedDays: counted.get(key)?.completedDays ?? 0,
    goneDays: counted.get(key)?.goneDays ?? 0,
  });
  let failed = false;
  for (const acceptance of await concerned(ports, [...counted.keys()])) {
    const key = controlKey(acceptance.controlId);
    const known: Known = { control: byKey.get(key), daily: dailyOf(key) };
    const followed = await follow(ports, acceptance, known);
    failed = failed || !followed;
  }
  return failed ? { again: 'failed' } : 'done';
}

/** Whether the newest data of Secure Score were read, and are of a day, within the last 48 hours. */
export async function isFresh({ store, now }: Pick<Ports, 'store' | 'now'>): Promise<boolean> {
  const reading = await store.controlsAsOf();
  if (!reading?.score) return false;
  const since = now().getTime() - FRESH_MS;
  return Date.parse(reading.asOf) >= since && Date.parse(`${reading.score.day}T00:00:00Z`) >= since;
}

const observed = (
  control: Control | undefined,
): { readonly completed: boolean; readonly gone: boolean } => ({
  completed:
    control !== undefined &&
    isCompleted(control) &&
    agrees(control.update.state, wantedStates(undefined)),
  gone: control === undefined || control.deprecated,
});

/** All that are not decided, and of the others those whose control was counted. */
async function concerned(
  { store }: Ports,
  keys: readonly string[],
): Promise<readonly Acceptance[]> {
  const [open, held] = await Promise.all([
    store.list({ states: undecided }),
    keys.length === 0 ? [] : store.list({ states: decided, controlKeys: keys }),
  ]);
  return [...open, ...held];
}

interface Known {
  readonly control: Control | undefined;
  readonly daily: Daily;
}

/** Takes the first step that is due; false where that failed. */
async function follow(ports: Ports, acceptance: Acceptance, known: Known): Promise<boolean> {
  const on = stepFor(ports, acceptance, known);
  if (!on) return true;
  const command = { on, revision: acceptance.revision };
  try {
    const how = { person: theSystem, observed: { daily: known.daily } };
    await attempt(ports, acceptance, command, how);
    return true;
  } catch (error) {
    ports.log.fault('check-failed', error, { acceptance: acceptance.id });
    return false;
  }
}

/** What the data ask of an acceptance; the guards have the last word. */
function stepFor(
  { policy }: Ports,
  acceptance: Acceptance,
  { control, daily }: Known,
): Event | undefined {
  if (daily.goneDays >= GONE_DAYS) return 'gone';
  const open = undecided.includes(acceptance.state);
  if (daily.completedDays >= COMPLETED_DAYS && (open || acceptance.scope === 'partial'))
    return 'completed';
  if (!open || !control || acceptance.state === 'ChangesRequested') return undefined;
  return materialChanges(acceptance, control, policy).length > 0 ? 'materialChange' : undefined;
}
