import type { AcceptanceView } from '../app/acceptance-view.ts';
import { type Facts, undecided } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { labelled, type Line, line, run, type Section, warning } from './lines.ts';
import { actorOf, points, shorten } from './phrases.ts';

type Compared = Pick<Facts, 'title' | 'category' | 'threats' | 'pointsAtRisk'> & {
  readonly deprecated?: boolean;
};

/** What Microsoft says otherwise of a recommendation than it did. */
export function factChanges(then: Compared, now: Compared): readonly Line[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['Title', then.title, now.title],
    ['Category', then.category, now.category],
    ['Points at risk', points(then.pointsAtRisk), points(now.pointsAtRisk)],
    ['Threats', threats(then.threats), threats(now.threats)],
  ];
  const retired = now.deprecated === true && then.deprecated !== true;
  return [
    ...pairs
      .filter(([, before, after]) => before !== after)
      .map(([what, before, after]) =>
        labelled(what, `${shorten(before, 150)} → ${shorten(after, 150)}`),
      ),
    ...(retired ? [line(run.plain('Microsoft has retired this recommendation.'))] : []),
  ];
}

const threats = (names: readonly string[]): string =>
  names.length === 0 ? 'none named' : names.join(', ');

/** Why it is reviewed anew: what has changed since it was proposed, and whose endorsement that voids. */
export function materialSection(view: AcceptanceView): readonly Section[] {
  const { state, facts, changedFacts, reviewerId } = view.acceptance;
  if (changedFacts === null || !undecided.includes(state)) return [];
  const lines = [
    ...factChanges(facts, changedFacts),
    ...(reviewerId === null ? [warning(voided(view))] : []),
  ];
  return [{ label: 'Changed since it was proposed', lines }];
}

/** The endorsement was of what the recommendation said then. */
function voided({ history, names, zone }: AcceptanceView): string {
  const events = history.map(({ event }) => event);
  const changed = events.lastIndexOf('materialChange');
  const began = Math.max(events.lastIndexOf('propose'), events.lastIndexOf('resubmit'));
  const endorsed = history.slice(began + 1, changed).findLast(({ event }) => event === 'endorse');
  if (!endorsed) return 'It has to be looked at with that in mind.';
  const { byId, roleFrom, at } = endorsed;
  return `The endorsement by ${actorOf(names, byId, roleFrom)} of ${sayInstant(at, zone)} no longer counts: it is reviewed again.`;
}
