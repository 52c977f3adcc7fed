import type { AcceptanceView } from '../app/acceptance-view.ts';
import type { Event } from '../domain/workflow-table.ts';

const reasonFor: readonly (readonly [Event, string])[] = [
  ['requestChanges', 'request changes'],
  ['reject', 'reject'],
  [
    'bringForward',
    'bring the review forward (an incident, the owner has left, a control has failed)',
  ],
  ['reportImplemented', 'report it as implemented'],
  ['withdraw', 'withdraw'],
  ['revoke', 'revoke'],
];

/** What the viewer may do and has to give a reason for. A proposer withdraws without giving one. */
export const reasonWords = ({ acceptance, choices, viewerId }: AcceptanceView): readonly string[] =>
  reasonFor
    .filter(([event]) => choices.includes(event))
    .filter(([event]) => event !== 'withdraw' || acceptance.proposerId !== viewerId)
    .map(([, words]) => words);

/** What a reason is needed for. */
export function reasonHint(view: AcceptanceView): string {
  const optional = view.choices.some((one) => ['approve', 'endorse', 'renew'].includes(one));
  const words = reasonWords(view);
  const needed = `Needed to ${[words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ')}`;
  return optional ? `${needed}; leave empty otherwise.` : `${needed}.`;
}
