import type { AcceptanceView } from '../app/acceptance-view.ts';
import { type Acceptance, final } from '../domain/acceptance.ts';
import { exceptionLink, isDeviceControl, portalLink } from '../domain/control.ts';
import { type Button, open } from './buttons.ts';
import { defender } from './labels.ts';
import { type Line, line, run, type Section } from './lines.ts';
import { shorten } from './phrases.ts';
import { wantedStatus } from './standing.ts';

/** Whether a person has to set the status in the portal now. */
export const needsHand = ({ acceptance, sync }: AcceptanceView): boolean =>
  sync.byHand && acceptance.decidedAt !== null;

const isDevice = ({ acceptance, control }: AcceptanceView): boolean =>
  isDeviceControl(control ?? { id: acceptance.controlId, category: acceptance.facts.category });

/** The steps to take in the portal, one a line; none where the bot does it itself. */
export function steps(view: AcceptanceView): readonly Section[] {
  if (!needsHand(view)) return [];
  const { acceptance } = view;
  const title = shorten(acceptance.facts.title, 200);
  const words = isDevice(view) ? deviceSteps(acceptance) : statusSteps(acceptance);
  const lines: readonly Line[] = [
    line(run.plain(`1. Open Microsoft Defender and find “${title}”.`)),
    ...words.map((said, at) => line(run.plain(`${String(at + 2)}. ${said}`))),
  ];
  return [{ label: 'To be set by a person in Microsoft Defender', lines }];
}

const statusSteps = (acceptance: Acceptance): readonly string[] => [
  `Choose the status “${wantedStatus(acceptance)}”, with ${acceptance.id} in the note.`,
  'Come back and press Mark as done in portal. Scorekeeper then looks for itself.',
];

const justifications = {
  riskAccepted: 'Risk accepted',
  thirdParty: 'Third party control',
  alternateMitigation: 'Alternate mitigation',
} as const;

/** Secure Score mirrors an exception only if it is global, up to two hours later. */
function deviceSteps(acceptance: Acceptance): readonly string[] {
  const status = wantedStatus(acceptance);
  const how = final.includes(acceptance.state)
    ? `Cancel its global exception in Defender Vulnerability Management, so that the status reads “${status}” again.`
    : `Make a global exception in Defender Vulnerability Management: one for some device groups only does not count. Justification “${justifications[acceptance.treatment]}”, note ${acceptance.id}. The status will read “${status}”.`;
  return [
    how,
    'Come back and press Mark as done in portal. Secure Score may take two hours to show it.',
  ];
}

/** The way into the portal. */
export const portalButton = (view: AcceptanceView): Button =>
  open(defender, isDevice(view) ? exceptionLink : portalLink(view.acceptance.controlId));
