import type { PageView } from '../app/register-page.ts';
import { stateNames, treatmentNames } from '../domain/acceptance.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import { portalStatus } from '../domain/control.ts';
import type { Grant } from '../domain/person.ts';
import { endWords, labelOf, reviewWords, scopeNames, whoDecides } from '../domain/words.ts';
import { nameOf, rightWords } from './people.ts';

/** One fact under its label, and what is good to know with it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly more?: string | undefined;
}

/** What was asked for and decided. */
export function decisionFacts(view: PageView): readonly Fact[] {
  const { acceptance, zone } = view;
  const { treatment, scope, residualRisk, route, routeReasons, facts, changedFacts } = acceptance;
  return [
    { label: labelOf('treatment'), value: treatmentNames[treatment] },
    { label: labelOf('scope'), value: scopeNames[scope] },
    { label: labelOf('residualRisk'), value: residualRisk },
    {
      label: 'Points at risk',
      value: facts.pointsAtRisk.toFixed(2),
      more: `when submitted, as read ${sayInstant(facts.asOf, zone)}`,
    },
    ...(changedFacts === null
      ? []
      : [
          {
            label: 'Points at risk since',
            value: changedFacts.pointsAtRisk.toFixed(2),
            more: `it has changed, as read ${sayInstant(changedFacts.asOf, zone)}`,
          },
        ]),
    { label: 'Who decides', value: whoDecides(route, routeReasons.join('; ')) },
    secureScore(view),
    ...neighbours(view),
  ];
}

/** What it follows, and what follows it. */
function neighbours({ acceptance, followedBy, names }: PageView): readonly Fact[] {
  const { previous, earlierProposerId } = acceptance;
  const isRenewal = earlierProposerId !== null;
  return [
    ...(previous === null
      ? []
      : [
          {
            label: isRenewal ? 'Renewal of' : 'Follows',
            value: previous,
            more: isRenewal ? `proposed by ${nameOf(names, earlierProposerId)}` : undefined,
          },
        ]),
    ...followedBy.map(({ id, state }) => ({
      label: 'Followed by',
      value: id,
      more: stateNames[state],
    })),
  ];
}

const secureScore = ({ control, controlAsOf, zone }: PageView): Fact => ({
  label: 'Status in Secure Score',
  value: control ? portalStatus(control) : 'This recommendation is not there any more.',
  more: controlAsOf === '' ? undefined : `as read ${sayInstant(controlAsOf, zone)}`,
});

/** Who did what by which right, and until when it holds. */
export function peopleFacts(view: PageView): readonly Fact[] {
  const { acceptance, rights, names } = view;
  const { proposerId, proposedAt, reviewerId, reviewedAt, approverId, decidedAt } = acceptance;
  const { riskOwnerId } = acceptance;
  return [
    ...person(view, 'Proposed by', [proposerId, proposedAt], rights.proposed),
    ...person(view, 'Endorsed by', [reviewerId, reviewedAt], rights.endorsed),
    ...person(view, 'Approved by', [approverId, decidedAt], approval(view)),
    ...(acceptance.sodReduced
      ? [{ label: 'Duties reduced', value: 'The same person endorsed and approved it.' }]
      : []),
    {
      label: labelOf('riskOwnerId'),
      value: riskOwnerId === null ? 'Whoever approves it' : nameOf(names, riskOwnerId),
    },
    ...dates(view),
  ];
}

/** The role held at the decision stands in the entry itself. */
const approval = ({ acceptance, rights }: PageView): Grant | undefined =>
  acceptance.approverRole === null
    ? rights.approved
    : { role: acceptance.approverRole, from: acceptance.approverRoleFrom ?? '' };

function person(
  { names, zone }: PageView,
  label: string,
  [id, at]: readonly [string | null, string | null],
  grant: Grant | undefined,
): readonly Fact[] {
  if (id === null || at === null) return [];
  const right = grant ? ` (${rightWords(grant, names).role})` : '';
  const source = grant ? rightWords(grant, names).source : '';
  const when = sayInstant(at, zone);
  return [
    {
      label,
      value: `${nameOf(names, id)}${right}`,
      more: source === '' ? when : `${when} · ${source}`,
    },
  ];
}

function dates({ acceptance, zone }: PageView): readonly Fact[] {
  const { reviewOn, originalReviewOn, inForceSince, markedDoneAt, endedAt } = acceptance;
  const moved = originalReviewOn !== null && originalReviewOn !== reviewOn;
  const instant = (label: string, at: string | null): readonly Fact[] =>
    at === null ? [] : [{ label, value: sayInstant(at, zone) }];
  return [
    {
      label: labelOf('reviewOn'),
      value: reviewWords(acceptance),
      more: moved ? `originally ${sayDay(originalReviewOn)}` : undefined,
    },
    ...instant('Marked as done in the portal', markedDoneAt),
    ...instant('In force since', inForceSince),
    ...instant('Ended on', endedAt).map((ended) => ({ ...ended, more: ending(acceptance) })),
  ];
}

const ending = ({ state, endReason }: PageView['acceptance']): string =>
  [`${stateNames[state]}.`, endReason === null ? '' : endWords[endReason]].join(' ').trim();
