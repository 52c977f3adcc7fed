import type { AcceptanceView } from '../app/acceptance-view.ts';
import { type Acceptance, final, type TextField, treatmentNames } from '../domain/acceptance.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import { type Control, pointsAtRisk, portalStatus } from '../domain/control.ts';
import { routeWords } from './five-lines.ts';
import { labelOf, scopeNames } from './labels.ts';
import { given, labelled, type Line, line, paragraphs, run, type Section } from './lines.ts';
import { counted, nameOf, points, shorten } from './phrases.ts';
import { reviewWords } from './standing.ts';

/** The proposal, field by field. */
export function proposalSections(view: AcceptanceView, most: number): readonly Section[] {
  const { acceptance } = view;
  const text = (field: Exclude<TextField, 'evidence'>): Section => ({
    label: labelOf(field),
    lines: paragraphs(acceptance[field], most),
  });
  return [
    { label: 'Proposal', lines: facts(view) },
    text('riskDescription'),
    text('justification'),
    text('compensatingControls'),
    { label: labelOf('evidence'), lines: evidence(acceptance, most) },
    text('businessContext'),
    text('conditions'),
    text('reason'),
  ];
}

function facts({ acceptance, names, zone }: AcceptanceView): readonly Line[] {
  const {
    facts: submitted,
    riskOwnerId,
    previous,
    treatment,
    scope,
    originalReviewOn,
  } = acceptance;
  const owner = riskOwnerId === null ? 'whoever approves it' : nameOf(names, riskOwnerId);
  const moved = originalReviewOn !== null && originalReviewOn !== acceptance.reviewOn;
  return [
    labelled('Recommendation', shorten(submitted.title, 200)),
    line(run.quiet(shorten(`${acceptance.controlId} · ${submitted.category}`, 160))),
    labelled(labelOf('treatment'), treatmentNames[treatment]),
    labelled(labelOf('scope'), scopeNames[scope]),
    labelled(labelOf('residualRisk'), acceptance.residualRisk),
    labelled(labelOf('reviewOn'), reviewWords(acceptance)),
    ...(moved ? [labelled('Original review date', sayDay(originalReviewOn))] : []),
    labelled(labelOf('riskOwnerId'), owner),
    labelled('Who decides', routeWords(acceptance.route, acceptance.routeReasons)),
    labelled('Points at risk when submitted', points(submitted.pointsAtRisk)),
    labelled('Those facts are as of', sayInstant(submitted.asOf, zone)),
    ...given(previous ?? '', (id) => labelled('Follows', id)),
  ];
}

const SHOWN_OF_A_LINK = 60;
/** Characters of a text from which on there is room for what is good to have. */
const ROOMY = 500;

/** The addresses as links; only https ones are ever on record, and only those can be pressed. */
const evidence = ({ evidence: links }: Acceptance, most: number): readonly Line[] =>
  links.slice(0, 5).map(({ url, sha256 }, at) => {
    const shown = url.length <= SHOWN_OF_A_LINK ? url : `${url.slice(0, SHOWN_OF_A_LINK)}…`;
    const words = `${String(at + 1)}. ${shown}`;
    const address = url.startsWith('https://') ? run.link(words, url) : run.plain(words);
    const sum = sha256 === '' || most < ROOMY ? [] : [run.quiet(` SHA-256 ${sha256}`)];
    return line(address, ...sum);
  });

/** What the proposer changed when submitting again, and what Microsoft says otherwise now. */
export function changedSince({ acceptance, changed, control }: AcceptanceView): readonly Line[] {
  const fields = changed.map(labelOf).join(', ');
  return [
    ...given(fields, (words) => labelled('Changed when submitted again', words)),
    ...(control
      ? changedFacts(acceptance, control)
      : [line(run.plain('Secure Score does not have this recommendation any more.'))]),
  ];
}

function changedFacts({ facts: then, state }: Acceptance, control: Control): readonly Line[] {
  const now = pointsAtRisk(control);
  const pairs: readonly (readonly [string, string, string])[] = [
    ['Title', then.title, control.title],
    ['Category', then.category, control.category],
    ['Points at risk', points(then.pointsAtRisk), points(now)],
    ['Threats', threats(then.threats), threats(control.threats)],
  ];
  const lines = pairs
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) =>
      labelled(what, `${shorten(before, 150)} → ${shorten(after, 150)}`),
    );
  const status = labelled('Secure Score shows now', shorten(portalStatus(control), 60));
  return final.includes(state) && lines.length === 0 ? [] : [...lines, status];
}

const threats = (names: readonly string[]): string =>
  names.length === 0 ? 'none named' : names.join(', ');

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
