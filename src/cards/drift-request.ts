import type { DriftView } from '../app/drift-views.ts';
import { treatmentNames } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { type Line, line, run, type Section, warning } from './lines.ts';
import { shorten } from './phrases.ts';
import { troubleText } from './standing.ts';

/** What somebody asked of Secure Score about a finding: what stands in the way, and what a person has to do. */
export function requested(view: DriftView): readonly Section[] {
  const { asked, zone } = view;
  if (!asked) return [];
  const { trouble, byHand } = asked;
  const words = `${shorten(asked.by, 80)} asked for “${wanted(view)}” on ${sayInstant(asked.at, zone)}. Secure Score does not show it yet.`;
  const hindrance = trouble === '' || trouble === 'byHand' ? [] : [warning(troubleText(trouble))];
  return [
    { label: 'On its way', lines: [line(run.plain(words)), ...hindrance] },
    ...(byHand
      ? [{ label: 'To be set by a person in Microsoft Defender', lines: steps(view) }]
      : []),
  ];
}

const wanted = ({ asked, acceptance }: DriftView): string =>
  asked?.what === 'reapply' && acceptance ? treatmentNames[acceptance.treatment] : 'To address';

function steps(view: DriftView): readonly Line[] {
  const { title, asked } = view;
  const status = wanted(view);
  const how =
    asked?.isDevice === true
      ? status === 'To address'
        ? 'Cancel its global exception in Defender Vulnerability Management.'
        : `Make a global exception in Defender Vulnerability Management that brings it to “${status}”.`
      : `Choose the status “${status}”.`;
  return [
    `1. Open Microsoft Defender and find “${shorten(title, 200)}”.`,
    `2. ${how}`,
    '3. Scorekeeper goes on looking, and closes this card once Secure Score shows it.',
  ].map((words) => line(run.plain(words)));
}
