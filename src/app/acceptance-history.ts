import { type Acceptance, type TextField, textFields } from '../domain/acceptance.ts';
import { whoseDoing } from '../domain/acting.ts';
import { peopleIn } from './answer-names.ts';
import type { Role } from '../domain/person.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';

/** One step as the card tells it. */
export interface HistoryLine {
  readonly at: string;
  readonly event: string;
  readonly byId: string;
  readonly role: Role | null;
  /** Where the right came from, as `Grant` has it. */
  readonly roleFrom: string | null;
  readonly reason: string;
  readonly comment: string;
  readonly witness: string;
}

/** Everybody whom a card of an acceptance may name; for whom a deputy acted, too. */
export const idsIn = (
  acceptance: Acceptance,
  trail: readonly LineWithTexts[],
): readonly string[] => [
  ...peopleIn(acceptance),
  ...trail.flatMap(({ by, roleFrom }) => whoseDoing(by, roleFrom)),
];

/** A line of the trail as a card tells it. */
export const historyLine = (line: LineWithTexts): HistoryLine => ({
  at: line.at,
  event: line.event,
  byId: line.by,
  role: line.role,
  roleFrom: line.roleFrom,
  reason: textIn(line, 'reason'),
  comment: textIn(line, 'comment'),
  witness: witness(line),
});

const textIn = ({ texts }: LineWithTexts, field: TextField): string =>
  texts.find((one) => one.field === field)?.text ?? '';

/** The proposal's own fields in the newest `resubmit`, which names only what differs. */
export function changedOnResubmit(trail: readonly LineWithTexts[]): readonly string[] {
  const last = trail.findLast(({ event }) => event === 'propose' || event === 'resubmit');
  if (last?.event !== 'resubmit') return [];
  const shown: readonly string[] = [
    ...textFields,
    'treatment',
    'scope',
    'residualRisk',
    'reviewOn',
    'riskOwnerId',
  ];
  return Object.keys(last.set).filter((field) => shown.includes(field) && field !== 'reason');
}
