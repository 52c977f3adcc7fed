import { type Acceptance, binds, final } from '../domain/acceptance.ts';

/** Of a control's acceptances the one that held it last and has ended: its end asks for Default. */
export const lastEnded = (ofControl: readonly Acceptance[]): Acceptance | undefined =>
  ofControl
    .filter(
      ({ scope, decidedAt, state }) =>
        scope === 'tenant' && decidedAt !== null && final.includes(state),
    )
    .toSorted((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    .at(-1);

/** Whether what Secure Score should show now is asked for by this acceptance, and not by another of its control. */
export const asks = (acceptance: Acceptance, ofControl: readonly Acceptance[]): boolean =>
  binds(acceptance) || (!ofControl.some(binds) && lastEnded(ofControl)?.id === acceptance.id);
