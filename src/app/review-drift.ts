import { dayOf } from '../domain/calendar.ts';
import { controlKey, pointsAtRisk } from '../domain/control.ts';
import { counts } from './drift-ports.ts';
import type { Ports } from './ports.ts';
import type { UnownedLine } from './review-controls.ts';

/**
 * What is accepted in Secure Score, and nothing in force says so; all, or of one control. What was there at the first
 * look counts once its days are over.
 */
export async function unmanagedLines(ports: Ports, only?: string): Promise<readonly UnownedLine[]> {
  const { store, policy, now } = ports;
  const [open, controls] = await Promise.all([store.openDrifts(only), store.controls()]);
  const byKey = new Map(controls.map((one) => [controlKey(one.id), one]));
  const today = dayOf(now(), policy.timeZone);
  return open
    .filter((one) => (one.class === 'unmanaged' || one.class === 'stale') && counts(one, today))
    .map(({ controlId, acceptanceId, since }): UnownedLine => {
      const control = byKey.get(controlKey(controlId));
      return {
        kind: 'unmanaged',
        subject: `control:${controlKey(controlId)}`,
        title: control?.title ?? controlId,
        controlId,
        acceptanceId: acceptanceId ?? undefined,
        since: dayOf(new Date(since), policy.timeZone),
        reviewOn: undefined,
        points: control ? pointsAtRisk(control) : 0,
        waitsFor: [],
        trouble: '',
      };
    });
}
