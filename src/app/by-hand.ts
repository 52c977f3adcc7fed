import { type Acceptance, decided } from '../domain/acceptance.ts';
import { type Control, isDeviceControl } from '../domain/control.ts';
import type { Situation } from '../domain/attempt.ts';
import { asks } from './asking.ts';
import type { Ports, SyncState } from './ports.ts';

/** Whether a person has to set the control in the portal before the record can agree with it. */
export function needsHand(
  { writeBack }: Ports['policy'],
  acceptance: Acceptance,
  { control, others }: Pick<Situation, 'control' | 'others'>,
  sync: SyncState,
): boolean {
  const open = sync.askedSeq > sync.agreedSeq && asks(acceptance, others);
  return open && isByHand(writeBack, acceptance, control, sync);
}

/** The controls that no program may write, or whose writing was refused twice. */
export const isByHand = (
  writeBack: 'graph' | 'manual',
  { controlId, treatment, state }: Pick<Acceptance, 'controlId' | 'treatment' | 'state'>,
  control: Control | undefined,
  { badRequests }: SyncState,
): boolean =>
  writeBack === 'manual' ||
  badRequests >= 2 ||
  isDeviceControl(control ?? { id: controlId, category: '' }) ||
  (decided.includes(state) && treatment === 'alternateMitigation');
