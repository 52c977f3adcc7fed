import { type Acceptance, inForce } from './acceptance.ts';
import type { Guard, Refusal, Situation } from './attempt.ts';
import { dayOf, daysBetween, plusDays } from './calendar.ts';
import { materialChanges } from './material.ts';
import type { GuardName } from './workflow-table.ts';

/** Days after which what waits lapses; more for the proposer, who was asked something. */
export const lapseDays = ({ state }: Pick<Acceptance, 'state'>): number =>
  state === 'ChangesRequested' ? 60 : 30;
/** How long after its review date an acceptance stays in force. */
export const GRACE_DAYS = 14;
/** Daily readings in a row after which it counts. */
export const COMPLETED_DAYS = 2;
export const GONE_DAYS = 3;

const passes = (holds: boolean): Refusal | undefined =>
  holds ? undefined : { refusal: 'wrongState' };

/** The day of the situation in the tenant's zone. */
const today = ({ at, policy }: Situation): string => dayOf(at, policy.timeZone);

/** The guards on what time and Secure Score bring. */
export const timeGuards = {
  isByHand: ({ situation }) => passes(situation.byHand),

  hasDrifted: ({ situation }) => passes(situation.drifted),

  isMaterial: ({ before, situation: { control, policy, daily } }) =>
    passes(
      before !== undefined &&
        control !== undefined &&
        daily.fresh &&
        materialChanges(before, control, policy).length > 0,
    ),

  isCompleted: ({ situation: { daily } }) =>
    passes(daily.fresh && daily.completedDays >= COMPLETED_DAYS),

  isGone: ({ situation: { daily } }) => passes(daily.fresh && daily.goneDays >= GONE_DAYS),

  isPartial: ({ before }) => passes(before?.scope === 'partial'),

  isUnanswered: ({ before, situation }) => {
    const { waitsSince, policy } = situation;
    if (!before || waitsSince === undefined) return passes(false);
    const since = dayOf(new Date(waitsSince), policy.timeZone);
    return passes(daysBetween(since, today(situation)) >= lapseDays(before));
  },

  isReviewDay: ({ before, situation }) => passes((before?.reviewOn ?? '9999') <= today(situation)),

  isGraceOver: ({ before, situation }) => {
    if (before?.reviewOn == null) return passes(false);
    const { reviewOn, state } = before;
    const end = state === 'ReviewDue' ? plusDays(reviewOn, GRACE_DAYS) : reviewOn;
    return passes(end <= today(situation));
  },

  isRenewed: ({ before, situation }) =>
    passes(
      situation.others.some(
        ({ previous, earlierProposerId, state, scope }) =>
          previous === before?.id &&
          scope === before.scope &&
          earlierProposerId !== null &&
          inForce.includes(state),
      ),
    ),
} as const satisfies Partial<Record<GuardName, Guard>>;
