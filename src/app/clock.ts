import { type Acceptance, live, undecided } from '../domain/acceptance.ts';
import { dayOf, plusDays } from '../domain/calendar.ts';
import { dueSlots, dueStep, nextDay, type Slot, slotsOf, type Wait } from '../domain/clocks.ts';
import type { Effect } from '../domain/effect.ts';
import { theSystem } from '../domain/person.ts';
import { turnOf } from '../domain/workflow.ts';
import { attempt } from './act.ts';
import type { Ports, Progress } from './ports.ts';
import { readingOn } from './schedule.ts';

/** The day whose clocks run: before nine in the morning it is still the day before. */
export function clockDay({ now, policy }: Pick<Ports, 'now' | 'policy'>): string {
  const today = dayOf(now(), policy.timeZone);
  return now() < readingOn(today, policy.timeZone) ? plusDays(today, -1) : today;
}

/**
 * Takes the step that time asks of an acceptance and asks for the reminders that are due, each once; then waits for
 * the next morning on which there is anything to do. Time never approves.
 */
export async function runClock(ports: Ports, acceptanceId: string): Promise<Progress> {
  const { store } = ports;
  const acceptance = await store.find(acceptanceId);
  if (!acceptance || !live.includes(acceptance.state)) return 'done';
  const today = clockDay(ports);
  const waiting = await waitOf(ports, acceptance);
  const wait = waiting && { since: waiting.day, revision: waiting.revision };
  const on = dueStep(acceptance, wait, today);
  if (on) {
    const command = { on, revision: acceptance.revision };
    const observed = { waitsSince: waiting?.at };
    const acted = await attempt(ports, acceptance, command, { person: theSystem, observed });
    // Taken, it is looked at again for what comes next; somebody else may have been faster.
    return { again: acted.ok ? 'looks again' : acted.refusal, afterMs: acted.ok ? 0 : HOUR_MS };
  }
  await ask(ports, acceptance, dueSlots(slotsOf(acceptance, wait), today));
  return waitFor(ports, nextDay(acceptance, wait, today));
}

const HOUR_MS = 3_600_000;

function waitFor({ now, policy }: Ports, day: string | undefined): Progress {
  if (day === undefined) return 'done';
  const due = readingOn(day, policy.timeZone).getTime();
  return { again: 'waits for its day', afterMs: Math.max(0, due - now().getTime()) };
}

/** Each by its name: what was asked for once is never asked for again. */
async function ask(
  { store, now }: Ports,
  { id }: Acceptance,
  slots: readonly Slot[],
): Promise<void> {
  const effects = slots.map((slot): Effect => effectOf(id, slot));
  if (effects.length > 0) await store.armOnce(effects, now());
}

function effectOf(acceptanceId: string, { is, name }: Slot): Effect {
  if (is === 'escalation')
    return { kind: 'escalate', acceptanceId, revision: Number(name.split(':')[0]) };
  return { kind: 'remindAbout', acceptanceId, slot: name };
}

/** How long something has waited for whoever must act. */
export interface Waiting extends Pick<Wait, 'revision'> {
  readonly at: string;
  readonly day: string;
}

/** Since when it waits for whoever must act, and with which revision it began to; undefined when it waits for nobody. */
export async function waitOf(
  { store, policy }: Pick<Ports, 'store' | 'policy'>,
  acceptance: Acceptance,
): Promise<Waiting | undefined> {
  if (!undecided.includes(acceptance.state)) return undefined;
  const trail = await store.trail(acceptance.id);
  const turn = turnOf(acceptance, trail);
  const began = trail.find(({ revision }) => revision === turn?.revision);
  if (!began) return undefined;
  return {
    at: began.at,
    day: dayOf(new Date(began.at), policy.timeZone),
    revision: began.revision,
  };
}
