import type { AcceptanceView } from '../app/acceptance-view.ts';
import { undecided } from '../domain/acceptance.ts';
import { labelOf } from '../domain/words.ts';
import { opening, type Section } from './lines.ts';

/** What whoever renews found in the review, for those who decide on it. */
export function answersSection({ acceptance }: AcceptanceView, most: number): readonly Section[] {
  if (!undecided.includes(acceptance.state)) return [];
  const lines = (['riskChange', 'mitigationsNow', 'reasonsHold'] as const).flatMap((field) =>
    opening(labelOf(field), acceptance[field], most),
  );
  return lines.length > 0 ? [{ label: 'What the review found', lines }] : [];
}
