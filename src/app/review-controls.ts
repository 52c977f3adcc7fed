import { decided, undecided } from '../domain/acceptance.ts';
import { plusDays } from '../domain/calendar.ts';
import { type Control, controlKey, pointsAtRisk } from '../domain/control.ts';
import type { Life } from '../domain/history.ts';
import { cameOn, fellOn } from '../domain/review.ts';
import { undecidedControls } from '../domain/score.ts';
import { compareDays } from './comparing.ts';
import type { ReviewLine } from './monitor-views.ts';
import type { Ports } from './ports.ts';

/** A line of the review before it is known whose it is. */
export type UnownedLine = Omit<ReviewLine, 'owner'>;

/** What is to address without an acceptance, and was complete once, or came while we watched; all, or one control. */
export async function controlLines(ports: Ports, only?: string): Promise<readonly UnownedLine[]> {
  const { store } = ports;
  const [controls, acceptances, oldest] = await Promise.all([
    store.controls(),
    store.list({ states: [...undecided, ...decided] }),
    store.oldestDay(),
  ]);
  if (!oldest) return [];
  const asked = controls.filter(({ id }) => only === undefined || controlKey(id) === only);
  const open = undecidedControls(asked, acceptances);
  const lives = await store.lives(open.map(({ id }) => controlKey(id)));
  const byKey = new Map(lives.map((life) => [life.control.key, life]));
  const lines = open.flatMap((control) => {
    const life = byKey.get(controlKey(control.id));
    return life ? lineOf(control, life, oldest.day) : [];
  });
  return withoutRenamed(ports, lines);
}

function lineOf(control: Control, life: Life, oldest: string): readonly UnownedLine[] {
  const fell = fellOn(life);
  if (fell !== undefined) return [line('fell', control, fell)];
  const came = cameOn(life, oldest);
  return came === undefined ? [] : [line('new', control, came)];
}

const line = (kind: 'fell' | 'new', control: Control, since: string): UnownedLine => ({
  kind,
  subject: `control:${controlKey(control.id)}`,
  title: control.title,
  controlId: control.id,
  acceptanceId: undefined,
  since,
  reviewOn: undefined,
  points: pointsAtRisk(control),
  waitsFor: [],
  trouble: '',
});

/** What only got another id is not new; it fell, where it lost points with it and had been complete. */
async function withoutRenamed(
  ports: Ports,
  lines: readonly UnownedLine[],
): Promise<readonly UnownedLine[]> {
  const days = new Set(lines.filter(({ kind }) => kind === 'new').map(({ since }) => since));
  const renamed = new Set<string>();
  const fallen = new Set<string>();
  for (const day of days) {
    const comparison = await compareDays(ports, plusDays(day, -1), day);
    for (const { cause, control, wasComplete, points } of comparison?.changes ?? []) {
      const subject = `control:${control.key}`;
      if (cause === 'renamed') renamed.add(subject);
      else if (wasComplete && points < 0) fallen.add(subject);
    }
  }
  return lines.flatMap((one): readonly UnownedLine[] => {
    if (one.kind !== 'new' || !renamed.has(one.subject)) return [one];
    return fallen.has(one.subject) ? [{ ...one, kind: 'fell' }] : [];
  });
}
