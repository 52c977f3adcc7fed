import type { DriftAct } from '../app/drift-ports.ts';
import type { Contradicted, DriftView } from '../app/drift-views.ts';
import { stateNames, treatmentNames } from '../domain/acceptance.ts';
import { dayOf, sayDay, sayInstant } from '../domain/calendar.ts';
import { exceptionLink, isDeviceControl, portalLink, statusName } from '../domain/control.ts';
import type { DriftClass } from '../domain/drift.ts';
import type { InputView } from './acceptance-inputs.ts';
import { type Button, open, press, primaryFirst } from './buttons.ts';
import { requested } from './drift-request.ts';
import { fallbackFor } from './facts-card.ts';
import { defender } from './labels.ts';
import { given, labelled, type Line, line, opening, run, type Section, warning } from './lines.ts';
import { asOf, points, shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';

/** All that `cards/drift.json` may show. */
interface DriftCardView {
  /** Our own words only: it is read as Markdown. */
  readonly heading: string;
  readonly fallbackText: string;
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly reason: readonly InputView[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: DriftCardView) => AdaptiveCard = template('drift');

/** What goes with a card that answers a press: why not, and what was typed. */
export interface DriftExtras {
  readonly notice?: string;
  readonly reason?: string;
  readonly complaint?: string;
}

/** What Secure Score says against the record, since when and by whom, and what can be done about it. */
export function driftCard(view: DriftView, extras: DriftExtras = {}): AdaptiveCard {
  const { finding, title, category, acts } = view;
  const heading = finding.endedAt === null ? headings[finding.class] : 'Settled in Secure Score';
  return draw({
    heading,
    fallbackText: fallbackFor(heading),
    lines: [
      ...given(extras.notice, warning),
      line(
        run.strong(shorten(title, 200)),
        run.plain(category === '' ? '' : ` · ${shorten(category, 40)}`),
        run.quiet(` · ${shorten(finding.controlId, 120)}`),
      ),
      ...seen(view),
      ...standing(view),
    ],
    sections: requested(view),
    reason: acts.includes('revoke') ? [reasonInput(extras)] : [],
    foot: [line(run.quiet(asOf(view.asOf, view.zone)))],
    buttons: primaryFirst(buttons(view)),
  });
}

const headings: Readonly<Record<DriftClass, string>> = {
  unmanaged: 'Accepted in Secure Score, not on record',
  stale: 'Still accepted in Secure Score, but no longer on record',
  lost: 'In force, but To address in Secure Score',
  changed: 'In force, but changed in Secure Score',
};

const reasonInput = ({ reason = '', complaint }: DriftExtras): InputView => ({
  value: reason,
  hint: 'Needed to revoke; leave empty otherwise.',
  complaint: given(complaint, warning),
});

/** What Secure Score says, in its own words, and what is at stake. */
function seen({ finding, points: atRisk, zone }: DriftView): readonly Line[] {
  const { state, by, comment, at, endedAt } = finding;
  const who = by === '' ? '' : `, set by ${shorten(by, 120)}`;
  const when = at === null ? '' : ` on ${sayInstant(at, zone)}`;
  return [
    labelled(
      endedAt === null ? 'Secure Score says' : 'Secure Score said',
      `${shorten(statusName(state), 60)}${who}${who === '' && when !== '' ? ', set' : ''}${when}.`,
    ),
    ...opening('Its comment', comment, 500),
    ...given(atRisk === undefined ? '' : points(atRisk), (many) =>
      labelled('Points at risk', `${many}.`),
    ),
  ];
}

/** What the record says of it; once it is over, how it ended. */
function standing(view: DriftView): readonly Line[] {
  const { finding, acceptance, zone, counts, othersAdopt } = view;
  if (finding.endedAt !== null) {
    const now =
      finding.endState === '' ? 'no longer has it' : `says ${statusName(finding.endState)} now`;
    const words = `Over since ${sayInstant(finding.endedAt, zone)}: Secure Score ${shorten(now, 80)}, as the record has it.`;
    return [line(run.strong(words))];
  }
  const since = dayOf(new Date(finding.since), zone);
  const record = acceptance
    ? ofAcceptance(acceptance, finding.class === 'stale', zone)
    : 'No risk acceptance covers it: nobody with the right to do so has approved it.';
  return [
    labelled('The record says', record),
    line(run.plain(`So since ${sayDay(since)}.`)),
    ...(othersAdopt ? [line(run.plain(adoptWords))] : []),
    ...(counts
      ? []
      : [line(run.plain(`Counted as unmanaged from ${sayDay(finding.countsFrom)} on.`))]),
  ];
}

const adoptWords =
  'You cannot adopt it: whoever adopts it proposes it, and somebody else has to be left to review that. Others find it here by saying “drift”.';

function ofAcceptance(
  { id, state, treatment, reviewOn, endedAt }: Contradicted,
  isOver: boolean,
  zone: string,
): string {
  if (isOver) {
    const when = endedAt === null ? '' : ` on ${sayDay(dayOf(new Date(endedAt), zone))}`;
    return `${id} has ended: ${stateNames[state]}${when}.`;
  }
  const until = reviewOn === null ? '' : `, review by ${sayDay(reviewOn)}`;
  return `${id}, ${stateNames[state]}: ${treatmentNames[treatment]}${until}.`;
}

const actTitles: readonly (readonly [DriftAct, string])[] = [
  ['adopt', 'Adopt'],
  ['reapply', 'Re-apply'],
  ['proposeOther', 'Propose risk acceptance'],
  ['revoke', 'Revoke'],
  ['revert', 'Revert to To address'],
];

function buttons({ finding, acts, acceptance }: DriftView): readonly Button[] {
  const { id: driftId, controlId } = finding;
  const revision = acceptance?.revision ?? 0;
  const link = isDeviceControl({ id: controlId, category: '' })
    ? exceptionLink
    : portalLink(controlId);
  return [
    ...actTitles
      .filter(([act]) => acts.includes(act))
      .map(([act, title]) => press(title, 'driftAct', { driftId, act, revision })),
    ...(acceptance
      ? [press('Details', 'details', { id: acceptance.id }, `Details of ${acceptance.id}`)]
      : []),
    open(defender, link),
  ];
}
