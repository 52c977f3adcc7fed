import { type Acceptance, inForce } from '../domain/acceptance.ts';
import { agrees, type Control, wantedStates } from '../domain/control.ts';
import type { Command, Situation } from '../domain/attempt.ts';
import type { Line } from '../domain/trail.ts';
import { asks } from './asking.ts';
import { needsHand } from './by-hand.ts';
import type { Ports, SyncState } from './ports.ts';

/** What is so about an acceptance's control and people, for deciding and for drawing. */
export async function situationOf(ports: Ports, acceptance: Acceptance): Promise<Situation> {
  const { store } = ports;
  const [base, sync] = await Promise.all([
    situationFor(ports, acceptance.controlId),
    store.sync(acceptance.controlId),
  ]);
  return withSync(ports.policy, acceptance, base, sync);
}

/** What is so about an acceptance's control, given how it stands between the record and Secure Score. */
export const withSync = (
  policy: Ports['policy'],
  acceptance: Acceptance,
  base: Situation,
  sync: SyncState,
): Situation => ({
  ...base,
  byHand: needsHand(policy, acceptance, base, sync),
  drifted: hasDrifted(acceptance, base, sync),
});

/** In force, asked for and agreed, and Secure Score was last seen to say something else. */
function hasDrifted(
  acceptance: Acceptance,
  { control, controlAsOf, others }: Situation,
  sync: SyncState,
): boolean {
  if (!inForce.includes(acceptance.state) || !asks(acceptance, others)) return false;
  if (sync.askedSeq > sync.agreedSeq) return false;
  const state = lastSeenState(control, controlAsOf, sync);
  return state !== undefined && !agrees(state, wantedStates(acceptance));
}

/** What Secure Score said of a control when it was looked at last, by itself or with all others; undefined: never. */
function lastSeenState(
  control: Control | undefined,
  controlAsOf: string,
  { seenAt, seenState }: Pick<SyncState, 'seenAt' | 'seenState'>,
): string | undefined {
  return seenAt !== null && seenAt >= controlAsOf ? seenState : control?.update.state;
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
    onlyComments: false,
    drifted: false,
    daily: { fresh: false, completedDays: 0, goneDays: 0 },
    waitsSince: undefined,
  };
}

/** The lines that came after the revision a person saw, oldest first. */
export async function linesSince(
  { store }: Ports,
  acceptance: Acceptance,
  { revision }: Command,
): Promise<readonly Line[]> {
  if (acceptance.revision <= revision) return [];
  const trail = await store.trail(acceptance.id);
  return trail.filter((line) => line.revision > revision);
}

/** Whether a proposer can no longer act: gone from the directory, disabled, or without any role. */
export async function isGone({ directory }: Ports, personId: string): Promise<boolean> {
  const answer = await directory.recent(personId);
  if (!answer.ok && answer.why === 'unreachable') return false;
  return !answer.ok || answer.person.grants.every(({ role }) => role === 'auditor');
}
