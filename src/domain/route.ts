import type { Acceptance, Route } from './acceptance.ts';
import { type Control, pointsAtRisk } from './control.ts';
import type { Policy } from './policy.ts';
import { riskReduction } from './priority.ts';

/** Who must decide, and why. Low only if everything says so; unknown counts as not low. */
export function routeFor(
  { residualRisk, treatment }: Pick<Acceptance, 'residualRisk' | 'treatment'>,
  control: Control | undefined,
  policy: Policy,
): { readonly route: Route; readonly reasons: readonly string[] } {
  const against: string[] = [];
  if (residualRisk !== 'Low') against.push(`residual risk is ${residualRisk}`);
  if (control?.score == null) against.push('the points at risk are not known');
  else {
    const points = pointsAtRisk(control);
    const most = policy.lowImpactMaxPoints;
    if (points > most)
      against.push(`${points.toFixed(2)} points at risk, more than ${most.toFixed(2)}`);
    if (riskReduction(control) === 'High') against.push('fixing it would reduce risk a lot');
  }
  if (treatment !== 'riskAccepted') against.push('the treatment raises the score on our word');
  return against.length > 0
    ? { route: 'standard', reasons: against }
    : { route: 'low', reasons: ['low residual risk and few points at risk'] };
}
