import type { AcceptanceView } from '../app/acceptance-view.ts';
import type { Neighbour } from '../app/succession-view.ts';
import { final, stateNames } from '../domain/acceptance.ts';
import type { Succession } from '../domain/succession.ts';
import { given, labelled, type Line } from './lines.ts';

const before: Readonly<Record<Succession, string>> = {
  renewal: 'Renewal of',
  replacement: 'Takes the place of',
  again: 'Proposed again after',
};

const after: Readonly<Record<Succession, string>> = {
  renewal: 'Renewal',
  replacement: 'To take its place',
  again: 'Proposed again as',
};

const afterwards: Readonly<Record<Succession, string>> = {
  renewal: 'Renewed by',
  replacement: 'Replaced by',
  again: 'Proposed again as',
};

const cameToNothing: Readonly<Record<Succession, string>> = {
  renewal: 'A renewal came to nothing',
  replacement: 'What was to take its place came to nothing',
  again: 'Proposed again as',
};

function labelAfter({ acceptance }: AcceptanceView, { is, state }: Neighbour): string {
  if (acceptance.endReason === 'renewed' || acceptance.endReason === 'superseded')
    return afterwards[is];
  return (final.includes(state) ? cameToNothing : after)[is];
}

/** What it follows and what follows it, each with how it stands. */
export function successionLines(view: AcceptanceView): readonly Line[] {
  const { acceptance, succession } = view;
  const { previous, next } = succession;
  return [
    ...(previous
      ? [labelled(before[previous.is], withState(previous))]
      : given(acceptance.previous ?? '', (id) => labelled('Follows', id))),
    ...(next ? [labelled(labelAfter(view, next), withState(next))] : []),
  ];
}

const withState = ({ id, state }: Neighbour): string => `${id} (${stateNames[state]})`;
