import type { Try } from './attempt.ts';
import { deputyshipIn } from './deputy-words.ts';
import { grantOf } from './person.ts';

/** Whose doing an act is, by object id: that of whoever acted, and of whoever lent them the right. */
export function whoseDoing(by: string, roleFrom: string | null): readonly string[] {
  const lent = deputyshipIn(roleFrom);
  return lent ? [by, lent.principalId] : [by];
}

/** Whose doing a review or a decision would be. */
export const acting = ({ before, person }: Try): readonly string[] => {
  const right = grantOf(person, [before?.state === 'InReview' ? 'itManager' : 'ciso']);
  return whoseDoing(person.id, right?.from ?? null);
};

/** Whether a right of one and the same person would both endorse and approve, another pressing for them. */
export function sharesRight(attempt: Try): boolean {
  const { before, person } = attempt;
  if (before?.reviewerId == null) return false;
  const endorsing = whoseDoing(before.reviewerId, before.reviewerRoleFrom);
  const isInPerson = (id: string): boolean => id === person.id && id === before.reviewerId;
  return acting(attempt).some((id) => endorsing.includes(id) && !isInPerson(id));
}
