import type { Acceptance } from '../domain/acceptance.ts';
import type { Command, Situation } from '../domain/guards.ts';
import { needsHand } from './by-hand.ts';
import type { Ports } from './ports.ts';

/** What is so about an acceptance's control and people, for deciding and for drawing. */
export async function situationOf(ports: Ports, acceptance: Acceptance): Promise<Situation> {
  const { store } = ports;
  const [base, sync] = await Promise.all([
    situationFor(ports, acceptance.controlId),
    store.sync(acceptance.controlId),
  ]);
  return { ...base, byHand: needsHand(ports.policy, acceptance, base, sync) };
}

/** As `situationOf`, for a control that is about to be proposed. */
export async function situationFor(ports: Ports, controlId: string): Promise<Situation> {
  const { store, directory, policy, policyVersion, now } = ports;
  const [control, reading, others, itManager, ciso] = await Promise.all([
    store.control(controlId),
    store.controlsAsOf(),
    store.list({ controlId }),
    directory.holders('itManager'),
    directory.holders('ciso'),
  ]);
  const at = now();
  return {
    at,
    policy,
    policyVersion,
    control,
    controlAsOf: reading?.asOf ?? at.toISOString(),
    holders: { itManager, ciso },
    others,
    proposerGone: false,
    followed: undefined,
    byHand: false,
  };
}

/** The line that came after the revision a person saw, where there is one. */
export async function followedBy(
  { store }: Ports,
  acceptance: Acceptance,
  { revision }: Command,
): Promise<Situation['followed']> {
  if (acceptance.revision <= revision) return undefined;
  const trail = await store.trail(acceptance.id);
  return trail.find((line) => line.revision === revision + 1);
}

/** Whether a proposer can no longer act: gone from the directory, disabled, or without any role. */
export async function isGone({ directory }: Ports, personId: string): Promise<boolean> {
  const answer = await directory.recent(personId);
  if (!answer.ok && answer.why === 'unreachable') return false;
  return !answer.ok || answer.person.grants.every(({ role }) => role === 'auditor');
}
