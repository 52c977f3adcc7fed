import type { AcceptanceView } from '../app/acceptance-view.ts';
import { type Acceptance, final, type TextField, treatmentNames } from '../domain/acceptance.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import { type Control, pointsAtRisk, portalStatus } from '../domain/control.ts';
import { labelOf, reviewWords, scopeNames } from '../domain/words.ts';
import { evidenceLines } from './evidence-lines.ts';
import { routeWords } from './five-lines.ts';
import { given, labelled, type Line, line, paragraphs, run, type Section } from './lines.ts';
import { factChanges } from './material-lines.ts';
import { actorOf, counted, nameOf, points, shorten } from './phrases.ts';
import { successionLines } from './succession-lines.ts';

/** The proposal, field by field. */
export function proposalSections(view: AcceptanceView, most: number): readonly Section[] {
  const { acceptance } = view;
  const text = (field: Exclude<TextField, 'evidence'>): Section => ({
    label: labelOf(field),
    lines: paragraphs(acceptance[field], most),
  });
  return [
    { label: 'Proposal', lines: facts(view, most) },
    text('riskDescription'),
    text('justification'),
    text('compensatingControls'),
    {
      label: labelOf('evidence'),
      lines: evidenceLines(acceptance, most < ROOMY ? 'none' : 'whole'),
    },
    text('businessContext'),
    text('conditions'),
    text('riskChange'),
    text('mitigationsNow'),
    text('reasonsHold'),
    text('reason'),
  ];
}

function facts(view: AcceptanceView, most: number): readonly Line[] {
  const { acceptance, names, zone } = view;
  const {
    facts: submitted,
    riskOwnerId,
    treatment,
    scope,
    scopeDetail,
    originalReviewOn,
  } = acceptance;
  const owner = riskOwnerId === null ? 'whoever approves it' : nameOf(names, riskOwnerId);
  const moved = originalReviewOn !== null && originalReviewOn !== acceptance.reviewOn;
  return [
    labelled('Recommendation', shorten(submitted.title, 200)),
    line(run.quiet(shorten(`${acceptance.controlId} · ${submitted.category}`, 160))),
    labelled(labelOf('treatment'), treatmentNames[treatment]),
    labelled(labelOf('scope'), scopeNames[scope]),
    ...given(scopeDetail, (words) => labelled(labelOf('scopeDetail'), shorten(words, most))),
    labelled(labelOf('residualRisk'), acceptance.residualRisk),
    labelled(labelOf('reviewOn'), reviewWords(acceptance)),
    ...(moved ? [labelled('Original review date', sayDay(originalReviewOn))] : []),
    labelled(labelOf('riskOwnerId'), owner),
    ...people(view),
    labelled('Who decides', routeWords(acceptance.route, acceptance.routeReasons)),
    labelled('Points at risk when submitted', points(submitted.pointsAtRisk)),
    labelled('Those facts are as of', sayInstant(submitted.asOf, zone)),
    ...successionLines(view),
  ];
}

/** Who had a part in it, and for whom. */
function people({ acceptance, names }: AcceptanceView): readonly Line[] {
  const { proposerId, reviewerId, approverId, sodReduced } = acceptance;
  const { proposerRoleFrom, reviewerRoleFrom, approverRoleFrom } = acceptance;
  const parts = [
    ['Proposed by', proposerId, proposerRoleFrom],
    ['Endorsed by', reviewerId, reviewerRoleFrom],
    ['Approved by', approverId, approverRoleFrom],
  ] as const;
  return [
    ...parts.flatMap(([label, id, roleFrom]) =>
      id === null ? [] : [labelled(label, actorOf(names, id, roleFrom))],
    ),
    ...(sodReduced ? [labelled('Duties reduced', 'the same person endorsed and approved it')] : []),
  ];
}

/** Characters of a text from which on there is room for what is good to have. */
const ROOMY = 500;

/** What the proposer changed when submitting again, and what Microsoft says otherwise now. */
export function changedSince({ acceptance, changed, control }: AcceptanceView): readonly Line[] {
  const fields = changed.map(labelOf).join(', ');
  return [
    ...given(fields, (words) => labelled('Changed when submitted again', words)),
    ...changedFacts(acceptance),
    ...(control
      ? changedNow(acceptance, control)
      : [line(run.plain('Secure Score does not have this recommendation any more.'))]),
  ];
}

/** What was found once, and sent it back for review. */
const changedFacts = ({ facts: then, changedFacts: now }: Acceptance): readonly Line[] =>
  now === null ? [] : [line(run.strong('Found while it waited:')), ...factChanges(then, now)];

function changedNow(
  { facts, changedFacts: found, state }: Acceptance,
  control: Control,
): readonly Line[] {
  const lines = factChanges(found ?? facts, { ...control, pointsAtRisk: pointsAtRisk(control) });
  const status = labelled('Secure Score shows now', shorten(portalStatus(control), 60));
  return final.includes(state) && lines.length === 0 ? [] : [...lines, status];
}

/** What is accepted already, and what it comes to with this one. */
export function portfolioWords({ acceptance, portfolio }: AcceptanceView): readonly Line[] {
  if (final.includes(acceptance.state) || acceptance.treatment !== 'riskAccepted') return [];
  const count = portfolio.count + 1;
  const sum = portfolio.points + acceptance.facts.pointsAtRisk;
  const high = portfolio.high + (acceptance.residualRisk === 'High' ? 1 : 0);
  const words = `With this one: ${String(count)} accepted, ${sum.toFixed(1)} points, ${String(high)} High.`;
  return [line(run.plain(words))];
}

/** Earlier attempts that were refused, the newest first. */
export function earlierOnes({ earlier, zone }: AcceptanceView, most: number): readonly Line[] {
  const shown = earlier.toReversed().slice(0, most < ROOMY ? 1 : 3);
  const left = earlier.length - shown.length;
  return [
    ...shown.flatMap(({ id, endedAt, reason }) => [
      labelled(id, endedAt === null ? '' : sayInstant(endedAt, zone)),
      ...paragraphs(reason, Math.min(most, 300)),
    ]),
    ...(left > 0 ? [line(run.quiet(`And ${counted(left, 'earlier one')}.`))] : []),
  ];
}
