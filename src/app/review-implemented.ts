import type { Acceptance } from '../domain/acceptance.ts';
import { dayOf, endOfDay, plusDays } from '../domain/calendar.ts';
import { type Control, controlKey, isCompleted, pointsAtRisk } from '../domain/control.ts';
import type { Ports } from './ports.ts';
import type { UnownedLine } from './review-controls.ts';

/** How long Secure Score has to show what was reported as implemented. */
const PATIENCE_DAYS = 7;

/** What of the present the lines are told from. */
interface Present {
  readonly today: string;
  readonly zone: string;
  readonly controls: ReadonlyMap<string, Control>;
}

/**
 * What was reported as implemented at least seven days ago, and Secure Score does not give all points for; until it
 * does, or the control is accepted anew. Of all, or of one acceptance.
 */
export async function notImplementedLines(
  ports: Ports,
  present: Present,
  only?: Acceptance,
): Promise<readonly UnownedLine[]> {
  const { store } = ports;
  const { controls, today, zone } = present;
  const open = [...controls].filter(([, one]) => !one.deprecated && !isCompleted(one));
  const keys = only ? [controlKey(only.controlId)] : open.map(([key]) => key);
  const endedTo = endOfDay(plusDays(today, -PATIENCE_DAYS), zone);
  const closed = (await store.list({ states: ['Closed'], controlKeys: keys, endedTo })).filter(
    ({ id, endReason }) => endReason === 'implemented' && (only?.id ?? id) === id,
  );
  const controlKeys = [...new Set(closed.map(({ controlId }) => controlKey(controlId)))];
  const others = await store.list({ controlKeys });
  const lines: UnownedLine[] = [];
  for (const one of closed) {
    const control = new Map(open).get(controlKey(one.controlId));
    if (!control || isFollowed(one, others) || !(await wasReported(ports, one))) continue;
    lines.push(lineOf(one, control, zone));
  }
  return lines;
}

/** Whether the control was proposed anew since and is not refused, so that this report is no longer the last word. */
const isFollowed = (
  { controlId, proposedAt, endedAt }: Acceptance,
  others: readonly Acceptance[],
): boolean =>
  others.some(
    (other) =>
      controlKey(other.controlId) === controlKey(controlId) &&
      other.proposedAt > proposedAt &&
      (other.endedAt === null || (other.decidedAt !== null && other.endedAt > (endedAt ?? ''))),
  );

/** By a person: what the bot itself saw complete has fallen since, which has a line of its own. */
const wasReported = async ({ store }: Ports, { id }: Acceptance): Promise<boolean> =>
  (await store.trail(id)).some(({ event }) => event === 'reportImplemented');

const lineOf = (one: Acceptance, control: Control, zone: string): UnownedLine => ({
  kind: 'notImplemented',
  subject: one.id,
  title: control.title,
  controlId: one.controlId,
  acceptanceId: one.id,
  since: plusDays(dayOf(new Date(one.endedAt ?? one.proposedAt), zone), PATIENCE_DAYS),
  reviewOn: undefined,
  points: pointsAtRisk(control),
  waitsFor: [],
  trouble: '',
});
