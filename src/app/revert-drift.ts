import { dayOf } from '../domain/calendar.ts';
import { withRightsOn } from '../domain/deputy.ts';
import { grantOf, type Person } from '../domain/person.ts';
import type { Finding } from './drift-ports.ts';
import { mayRevert } from './drift-view.ts';
import type { Ports } from './ports.ts';

/**
 * `unknown`: there is no such finding. `notYou`: of whoever pressed. `over`, `asked`, `bound`: as `AskedToRevert`, or
 * it is no status that can be reverted.
 */
export type Reverted =
  | { readonly ok: true; readonly person: Person; readonly finding: Finding }
  | {
      readonly ok: false;
      readonly why: 'stranger' | 'unreachable' | 'unknown' | 'notYou' | 'over' | 'asked' | 'bound';
      readonly person?: Person;
      readonly finding?: Finding;
    };

/**
 * Asks Secure Score to go back to To address, on record. Who presses, and whether they may, is asked of the directory
 * now; the same press delivered twice is one. Nothing is written here: `syncControl` does that, once.
 */
export async function revertDrift(
  ports: Ports,
  { driftId, pressedBy }: { readonly driftId: string; readonly pressedBy: string },
): Promise<Reverted> {
  const reverted = await revert(ports, driftId, pressedBy);
  if (!reverted.ok)
    ports.log.info('refused', { event: 'reverted', refusal: reverted.why, person: pressedBy });
  return reverted;
}

async function revert(ports: Ports, driftId: string, pressedBy: string): Promise<Reverted> {
  const { store, directory, now, policy, policyVersion, wake } = ports;
  const answer = await directory.person(pressedBy);
  if (!answer.ok) return answer;
  const at = now();
  const person = withRightsOn(answer.person, dayOf(at, policy.timeZone));
  await store.savePeople([person]);
  const finding = await store.drift(driftId);
  if (!finding) return { ok: false, why: 'unknown', person };
  const grant = grantOf(person, mayRevert);
  if (!grant) return { ok: false, why: 'notYou', person, finding };
  if (finding.class !== 'unmanaged' && finding.class !== 'stale')
    return { ok: false, why: 'bound', person, finding };
  const { controlId } = finding;
  const asked = await store.askToRevert({
    ...{ finding, by: person, grant, policy: policyVersion },
    at: at.toISOString(),
    effects: [
      { kind: 'syncControl', controlId },
      { kind: 'showDrifts', driftId },
    ],
  });
  if (asked.ok) wake();
  else if (asked.why !== 'asked' || !(await askedBy(ports, driftId, person)))
    return { ok: false, why: asked.why, person, finding };
  return { ok: true, person, finding: (await store.drift(driftId)) ?? finding };
}

/** Whether it was this person who asked before: the same press, delivered again. */
async function askedBy({ store }: Ports, driftId: string, { id }: Person): Promise<boolean> {
  const { revertSeq = 0 } = (await store.drift(driftId)) ?? {};
  return (await store.line(revertSeq))?.by === id;
}
