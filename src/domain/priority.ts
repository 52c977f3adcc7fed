import { type Control, type Level, pointsAtRisk } from './control.ts';

/**
 * How much it reduces risk to earn so many points. By points alone until the axes of the programme (threats,
 * effort, mapped controls) are recorded: this is the one place that says so.
 */
export function riskReductionOf(points: number): Level {
  const shown = Math.round(points * 100) / 100;
  return shown <= 2 ? 'Low' : shown <= 5 ? 'Medium' : 'High';
}

/** How much fixing the control would reduce risk: by its points at risk. */
export const riskReduction = (control: Control): Level => riskReductionOf(pointsAtRisk(control));

export interface Bucket {
  readonly number: 1 | 2 | 3 | 4;
  /** Why it is there, in one sentence. */
  readonly why: string;
}

const efforts: Readonly<Record<string, Level>> = { low: 'Low', moderate: 'Medium', high: 'High' };

/** Where the recommendation stands in the queue of work. Nothing is mapped to a control of the audit scope yet. */
export function bucket(control: Control): Bucket {
  const effort = efforts[control.implementationCost.toLowerCase()];
  if (!effort) return { number: 4, why: 'Microsoft does not say how much work it is.' };
  return {
    number: 4,
    why: `${riskReduction(control)} risk reduction, ${effort} effort, not mapped to the audit scope.`,
  };
}
