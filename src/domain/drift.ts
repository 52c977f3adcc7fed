import {
  type Acceptance,
  binds,
  final,
  inForce,
  type Treatment,
  treatments,
} from './acceptance.ts';
import { agrees, type Control, controlKey, isCompleted, wantedStates } from './control.ts';
import { idsIn } from './ours.ts';

export const driftClasses = ['lost', 'changed', 'unmanaged', 'stale'] as const;
/**
 * How Secure Score contradicts the record. `lost`, `changed`: an acceptance is in force, and Secure Score is back at To
 * address, or says something else. `unmanaged`: it says that something is accepted, and nothing on record does. `stale`:
 * so, by an acceptance of ours that has ended.
 */
export type DriftClass = (typeof driftClasses)[number];

/** What Secure Score was seen to say against the record, and who set it there when. */
export interface Drift {
  readonly class: DriftClass;
  readonly controlId: string;
  /** The acceptance that it contradicts: in force, or ended; null: there is none. */
  readonly acceptanceId: string | null;
  /** As Graph spells it. */
  readonly state: string;
  readonly by: string;
  readonly comment: string;
  /** When it was set, as Graph says; null where it does not. */
  readonly at: string | null;
  /** The instant since which it is so. */
  readonly since: string;
}

/** One control as it was seen, beside all that is on record of it. */
export interface Sight {
  /** With the newest update as it was seen. */
  readonly control: Control;
  /** When Secure Score was asked. */
  readonly readAt: string;
  /** No older than 48 hours. */
  readonly fresh: boolean;
  /** A decision, an end or a request of ours is still on its way to Secure Score. */
  readonly open: boolean;
  /** Acceptances, those of other controls among them. */
  readonly acceptances: readonly Acceptance[];
}

/** `unknown`: what was seen says nothing yet, so nothing is found and nothing is over. */
export type Judgement =
  | { readonly is: 'unknown' }
  | { readonly is: 'inLine'; readonly state: string }
  | { readonly is: 'drift'; readonly state: string; readonly drift: Drift };

const unknown: Judgement = { is: 'unknown' };

/** Whether Secure Score contradicts the record of one control, and how. Partial acceptances bind nothing there. */
export function judge(sight: Sight): Judgement {
  if (!sight.fresh || sight.open) return unknown;
  const ofControl = sight.acceptances.filter(
    ({ controlId }) => controlKey(controlId) === controlKey(sight.control.id),
  );
  const binding = bindingOf(ofControl);
  return binding ? againstBinding(sight, binding) : againstNothing(sight, ofControl);
}

/** Of a renewal and its predecessor the later decision counts. */
const bindingOf = (ofControl: readonly Acceptance[]): Acceptance | undefined =>
  ofControl
    .filter(binds)
    .toSorted((one, other) => (one.decidedAt ?? '').localeCompare(other.decidedAt ?? ''))
    .at(-1);

function againstBinding({ control, readAt }: Sight, binding: Acceptance): Judgement {
  // Decided and not in force: it is on its way, and so is what it will be compared with.
  if (!inForce.includes(binding.state)) return unknown;
  const { state, at } = control.update;
  if (agrees(state, wantedStates(binding))) return { is: 'inLine', state };
  const began = binding.inForceSince ?? '';
  if (readAt <= began) return unknown;
  const back = isToAddress(state);
  if (back && isCompleted(control)) return { is: 'inLine', state };
  const since = [began, at ?? began].toSorted().at(-1) ?? began;
  return found(control, { class: back ? 'lost' : 'changed', acceptanceId: binding.id, since });
}

function againstNothing({ control, readAt }: Sight, ofControl: readonly Acceptance[]): Judgement {
  const { state, at, comment } = control.update;
  if (treatmentIn(state) === undefined) return { is: 'inLine', state };
  const ended = ofControl.filter(hasEnded);
  if (ended.some(({ endedAt }) => readAt <= (endedAt ?? ''))) return unknown;
  const named = idsIn(comment);
  const ours = ended.findLast(({ id }) => named.has(id));
  const since = at ?? readAt;
  return ours
    ? found(control, { class: 'stale', acceptanceId: ours.id, since })
    : found(control, { class: 'unmanaged', acceptanceId: null, since });
}

/** Held its control in Secure Score, and does no more. */
const hasEnded = ({ scope, decidedAt, state }: Acceptance): boolean =>
  scope === 'tenant' && decidedAt !== null && final.includes(state);

const found = (
  { id, update: { state, by, comment, at } }: Control,
  how: Pick<Drift, 'class' | 'acceptanceId' | 'since'>,
): Judgement => ({ is: 'drift', state, drift: { ...how, controlId: id, state, by, comment, at } });

const isToAddress = (state: string): boolean => agrees(state, wantedStates(undefined));

/** The treatment that a state in Secure Score stands for; undefined for all that accepts nothing. */
export const treatmentIn = (state: string): Treatment | undefined =>
  treatments.find((treatment) => agrees(state, wantedStates({ treatment })));

/** Whether two sights are of one and the same thing: another update by somebody is another finding. */
export const isSameDrift = (one: Drift, other: Drift): boolean =>
  one.class === other.class &&
  controlKey(one.controlId) === controlKey(other.controlId) &&
  one.acceptanceId === other.acceptanceId &&
  one.state.toLowerCase() === other.state.toLowerCase() &&
  one.at === other.at;
