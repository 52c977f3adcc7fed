import { mayEnd } from '../domain/deputy.ts';
import { type Deputed, loggedDeputy, rightTo } from './deputed.ts';
import type { Ports } from './ports.ts';

/** Ends a deputy before their last day, on record; ending twice changes nothing. */
export async function endDeputy(ports: Ports, id: string, pressedBy: string): Promise<Deputed> {
  return loggedDeputy(ports, 'deputyEnded', pressedBy, await tryToEnd(ports, id, pressedBy));
}

async function tryToEnd(ports: Ports, id: string, pressedBy: string): Promise<Deputed> {
  const { directory, store, now, policyVersion, wake } = ports;
  const [by, before] = await Promise.all([directory.person(pressedBy), store.deputy(id)]);
  if (!by.ok) return { ok: false, why: by.why };
  if (!before) return { ok: false, why: 'unknown' };
  if (by.barred || !mayEnd(by.person, before)) return { ok: false, why: 'notYou' };
  if (before.endedAt !== null) return { ok: true, deputy: before, line: undefined };
  await store.savePeople([by.person]);
  const ended = { ...before, endedAt: now().toISOString(), endedById: by.person.id };
  const line = await store.keepDeputy(ended, {
    by: by.person,
    grant: rightTo(by.person, before.role, before.principalId),
    policy: policyVersion,
    effects: [{ kind: 'announceDeputy', deputy: id, what: 'ended' }],
  });
  if (line) wake();
  return { ok: true, deputy: (await store.deputy(id)) ?? ended, line };
}
