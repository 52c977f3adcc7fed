import type { Acceptance, Facts } from './acceptance.ts';
import { type Control, pointsAtRisk } from './control.ts';
import type { Policy } from './policy.ts';
import { routeFor } from './route.ts';

/** Points at risk by which a recommendation must have grown to matter; less where it is a quarter of what it was. */
const MANY_POINTS = 1;
const SOME_POINTS = 0.5;
const PART = 0.25;

/** What a decision is being made on: the facts at submission, or those of the change that sent it back. */
const knownFacts = ({ facts, changedFacts }: Acceptance): Facts => changedFacts ?? facts;

/**
 * What Secure Score says otherwise than a decision assumes, in words; empty when nothing that matters. A changed
 * title matters to nobody. What is not measured now says nothing about points.
 */
export function materialChanges(
  acceptance: Acceptance,
  control: Control,
  policy: Policy,
): readonly string[] {
  const known = knownFacts(acceptance);
  const changes: string[] = [];
  const now = pointsAtRisk(control);
  if (control.score !== null && isMore(known.pointsAtRisk, now))
    changes.push(`points at risk ${known.pointsAtRisk.toFixed(2)} → ${now.toFixed(2)}`);
  if (known.category !== control.category)
    changes.push(`category ${known.category} → ${control.category}`);
  if (!isSame(known.threats, control.threats)) changes.push('other threats');
  if (rises(acceptance, control, policy)) changes.push('no longer of low impact');
  if (control.deprecated && known.deprecated !== true) changes.push('retired by Microsoft');
  return changes;
}

function isMore(before: number, now: number): boolean {
  const more = Math.round((now - before) * 100) / 100;
  return more >= MANY_POINTS || (more >= SOME_POINTS && more >= PART * before);
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join('\n').toLowerCase() === [...other].sort().join('\n').toLowerCase();

const rises = (acceptance: Acceptance, control: Control, policy: Policy): boolean =>
  acceptance.route === 'low' &&
  control.score !== null &&
  routeFor(acceptance, control, policy).route === 'standard';
