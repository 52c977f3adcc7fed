import type { AcceptanceView } from '../app/acceptance-view.ts';
import { final, type Route, treatmentNames, undecided } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { pointsAtRisk } from '../domain/control.ts';
import { scopeNames, whoDecides } from '../domain/words.ts';
import { labelled, type Line, line, run } from './lines.ts';
import { actorOf, firstSentence, percent, points, shorten } from './phrases.ts';
import { isOverdue } from './review-due.ts';

/** All that a decider needs on a phone: what, how risky, what it costs, until when, who says so. */
export const fiveLines = (view: AcceptanceView): readonly Line[] => [
  what(view),
  ...some(view),
  risk(view),
  score(view),
  until(view),
  people(view),
];

/** Until there is a decision the treatment is what was asked for, and nothing more. */
function what({ acceptance }: AcceptanceView): Line {
  const { state, treatment, facts, controlId } = acceptance;
  const asked = undecided.includes(state) ? 'asked for: ' : '';
  return line(
    run.strong(shorten(facts.title, 200)),
    run.plain(`, ${asked}${treatmentNames[treatment]}. `),
    run.quiet(shorten(controlId, 120)),
  );
}

/** Whom it is for, where it is not for everybody. */
const some = ({ acceptance: { scope, scopeDetail } }: AcceptanceView): readonly Line[] =>
  scope === 'partial' ? [labelled(scopeNames.partial, shorten(scopeDetail, 300))] : [];

/** Who decides matters as long as nobody has. */
const risk = ({ acceptance }: AcceptanceView): Line =>
  line(
    run.strong(`Residual risk: ${acceptance.residualRisk}. `),
    ...(undecided.includes(acceptance.state)
      ? [run.plain(routeWords(acceptance.route, acceptance.routeReasons))]
      : []),
  );

/** Who decides, and why it is they. */
export const routeWords = (route: Route, reasons: readonly string[]): string =>
  whoDecides(route, shorten(reasons.join('; '), 300));

function score({ acceptance, control, achievable }: AcceptanceView): Line {
  const { facts, treatment, state } = acceptance;
  const now = control && pointsAtRisk(control);
  const since =
    now === undefined || now === facts.pointsAtRisk ? '' : ` when submitted, ${points(now)} now`;
  const lost = run.strong(`${points(facts.pointsAtRisk)} points at risk${since}`);
  if (final.includes(state)) return line(lost, run.plain('.'));
  if (acceptance.scope === 'partial')
    return line(lost, run.plain('; for some only, so the score does not change.'));
  if (!achievable)
    return undecided.includes(state)
      ? line(lost, run.plain('; the achievable score is not known yet.'))
      : line(lost, run.plain('.'));
  if (treatment !== 'riskAccepted')
    return line(
      lost,
      run.plain(
        `; Secure Score would count them as earned. Achievable score ${percent(achievable.now)}.`,
      ),
    );
  return line(
    lost,
    run.plain(
      `; achievable score ${percent(achievable.now)} →\u00a0${percent(achievable.withThis)}.`,
    ),
  );
}

function until(view: AcceptanceView): Line {
  const { acceptance } = view;
  const { reviewOn, residualRisk, state } = acceptance;
  if (reviewOn === null)
    return line(
      run.strong('Review date: '),
      run.plain(
        final.includes(state)
          ? 'none, it was not decided.'
          : `${residualRisk === 'High' ? '6' : '12'} months after the decision.`,
      ),
    );
  return line(
    run.strong('Review date: '),
    run.plain(`${sayDay(reviewOn)}${isOverdue(view) ? ' – overdue' : ''}.`),
  );
}

function people({ acceptance, names }: AcceptanceView): Line {
  const { proposerId, proposerRoleFrom, reviewerId, reviewerRoleFrom, businessContext } =
    acceptance;
  const proposed = `Proposed by ${actorOf(names, proposerId, proposerRoleFrom)}`;
  const endorsed =
    reviewerId === null ? '' : `, endorsed by ${actorOf(names, reviewerId, reviewerRoleFrom)}`;
  const context = firstSentence(businessContext);
  return line(
    run.plain(`${proposed}${endorsed}.`),
    ...(context === '' ? [] : [run.plain(` “${context}”`)]),
  );
}
