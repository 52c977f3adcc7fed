import type { Age, ChangesAnswer } from '../app/answers.ts';
import type { Cause, ChangedControl, Comparison } from '../domain/comparison.ts';
import { sayDay } from '../domain/calendar.ts';
import { andMore, type AnswerParts, mostRows } from './answer-view.ts';
import { changeWords, explanation, titleOf } from './change-lines.ts';
import { given, type Line, line, run } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { dated, inPeriod } from './period-words.ts';
import { counted, points, signedPoints } from './phrases.ts';
import { scoreChange, scoreLine, shareWords, total } from './score-change.ts';

/** What regressed, improved, is new or changed in a period, and what that did to the score. */
export function changesAnswer(answer: ChangesAnswer, { zone, day: newest }: Age): AnswerParts {
  const { comparison } = answer;
  const changes = answer.changes.filter((one) => !isConfirmed(one, comparison));
  if (onOneDay(comparison)) return uncompared(answer, newest);
  const seen = { from: comparison.to.day, zone };
  const rows = changes.map((one): ListRow => ({
    lines: [
      line(run.strong(titleOf(one))),
      line(run.plain(changeWords(one, seen))),
      ...given(explanation(one, seen), (words) => line(run.quiet(words))),
    ],
    actions: [],
  }));
  const rest = changes.slice(mostRows);
  return {
    answer: inOneLine({ ...answer, changes }),
    lines: [period(answer), ...shortened(answer), score(answer)],
    rows,
    notes: [
      ...andMore(changes.length, `: ${signedPoints(sum(rest))}.`),
      ...backAgain(answer),
      ...apart({ ...answer, changes }),
    ],
    controlIds: changes.map(({ control }) => control.id),
  };
}

/** Both ends fall on one day of the record: it has no other one in the period, or none before it. */
function uncompared(
  { period: asked, comparison, shortened: is }: ChangesAnswer,
  newest?: string,
): AnswerParts {
  const { day } = comparison.to;
  const isNewest = day === newest;
  if (is) {
    const why = isNewest
      ? 'There is only one day of data yet: nothing to compare it with.'
      : `The record begins on ${sayDay(day)}: there is nothing older to compare that day with.`;
    return { answer: why, lines: [dated(asked.name, comparison)] };
  }
  if (isNewest)
    return {
      answer: `There are no data of that time yet: the newest are of ${sayDay(day)}.`,
      lines: [],
    };
  const [of, them] =
    asked.from === asked.to
      ? [`of ${sayDay(asked.from)}`, 'it']
      : [`from ${sayDay(asked.from)} to ${sayDay(asked.to)}`, 'them'];
  return {
    answer: `There are no data ${of}: the nearest before ${them} are of ${sayDay(day)}.`,
    lines: [],
  };
}

/** An old measurement that was made again: what it came to is told beside, as the fall or the rise that it is. */
const isConfirmed = ({ cause, control }: ChangedControl, { changes }: Comparison): boolean =>
  cause === 'stale' &&
  changes.some((one) => one.control.key === control.key && ['fell', 'rose'].includes(one.cause));

const onOneDay = ({ from, to }: Comparison): boolean => from.day === to.day;

const sum = (changes: readonly ChangedControl[]): number =>
  total(changes.map((change) => change.points));

const nothing = {
  regressed: 'Nothing regressed',
  improved: 'Nothing improved',
  new: 'No new recommendations',
  changed: 'Nothing changed',
} as const;

function inOneLine({ is, period, area, comparison, changes, cameBack }: ChangesAnswer): string {
  const where = area === undefined ? '' : ` in ${area.name}`;
  const sure = changes.filter(({ cause }) => cause !== 'stale');
  const old = unsure(changes.length - sure.length) + inBetween(cameBack.length);
  if (sure.length === 0) return `${nothing[is]}${where} ${inPeriod(period)}${old}.`;
  const share = [shareWords(comparison, sure)].filter((words) => words !== '');
  if (is === 'new') {
    const toEarn = total(sure.map(({ after }) => after.maxScore - (after.points ?? 0)));
    const what = counted(sure.length, 'new recommendation');
    return `${what}${where}: ${[`${points(toEarn)} points to earn`, ...share].join(', ')}${old}.`;
  }
  if (is === 'changed') {
    const rose = total(sure.map((one) => Math.max(0, one.points)));
    const fell = total(sure.map((one) => Math.min(0, one.points)));
    const both = `${signedPoints(rose)} and ${signedPoints(fell)}`;
    return `${counted(sure.length, 'change')}${where}: ${both}${ownDecisions(sure)}${old}.`;
  }
  const did = `${String(sure.length)} ${is === 'regressed' ? 'fell' : 'rose'}${where}`;
  return `${did}: ${[signedPoints(sum(sure)), ...share].join(', ')}${ownDecisions(sure)}${old}.`;
}

const inBetween = (count: number): string =>
  count === 0 ? '' : `; ${String(count)} fell and came back`;

const MOST_NAMED = 3;

/** What fell and was back before the last day, by name. */
function backAgain({ cameBack }: ChangesAnswer): readonly Line[] {
  const rest = cameBack.length - MOST_NAMED;
  return [
    ...cameBack
      .slice(0, MOST_NAMED)
      .map((one) =>
        line(
          run.plain('Fell and came back: '),
          run.strong(titleOf(one)),
          run.plain(
            `, ${points(one.before)} → ${points(one.lowest)} of ${points(one.maxScore)} points on ${sayDay(one.fellOn)}, back on ${sayDay(one.backOn)}.`,
          ),
        ),
      ),
    ...(rest > 0 ? [line(run.quiet(`And ${String(rest)} more that fell and came back.`))] : []),
  ];
}

/** What is listed, and counted apart. */
const unsure = (count: number): string =>
  count === 0 ? '' : `; ${String(count)} measured too long ago to say`;

/** Whether it is we who decided so, which is no regression to worry about. */
function ownDecisions(changes: readonly ChangedControl[]): string {
  const ours = changes.filter(({ cause }) => cause === 'ours').length;
  if (ours === 0) return '';
  if (ours < changes.length)
    return ours === 1 ? '; 1 is our own decision' : `; ${String(ours)} are our own decisions`;
  return ours === 1 ? '; it is our own decision' : `; all ${String(ours)} are our own decisions`;
}

function period({ period: asked, area, comparison }: ChangesAnswer): Line {
  const where = area === undefined ? '' : `, ${area.name} only`;
  return dated(asked.name, comparison, where);
}

const shortened = ({ shortened: is, comparison }: ChangesAnswer): readonly Line[] =>
  given(
    is
      ? `Data begin on ${sayDay(comparison.from.day)}: there is nothing older to compare with.`
      : '',
    (words) => line(run.plain(words)),
  );

function score({ area, comparison }: ChangesAnswer): Line {
  const whose = area === undefined ? '' : 'All of Secure Score: ';
  return line(run.plain(`${whose}${scoreLine(scoreChange(comparison))}`));
}

const apartWords: readonly (readonly [Cause, string, string])[] = [
  ['entered', 'new recommendation', 'new recommendations'],
  ['left', 'no longer recommended', 'no longer recommended'],
  ['renamed', 'renamed', 'renamed'],
  ['maximum', 'with another maximum', 'with another maximum'],
  ['stale', 'measured too long ago to say', 'measured too long ago to say'],
];

/** What moved the score and is nobody's doing here. */
function apart({ is, area, comparison, changes }: ChangesAnswer): readonly Line[] {
  if (is === 'new' || is === 'changed') return [];
  // An old fall that is confirmed now rises as an old measurement: that is no second thing to tell.
  const isLikeIt = ({ points }: ChangedControl): boolean => points < 0 === (is === 'regressed');
  const told = apartWords.flatMap(([cause, one, many]) => {
    if (changes.some((change) => change.cause === cause)) return [];
    const count = comparison.changes.filter(
      (change) =>
        change.cause === cause &&
        (cause !== 'stale' || (isLikeIt(change) && !isConfirmed(change, comparison))),
    ).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const what = is === 'regressed' ? 'regressions' : 'improvements';
  const whole = area === undefined ? '' : ' in all of Secure Score';
  return given(told.join(', '), (words) =>
    line(run.quiet(`Not counted as ${what}${whole}: ${words}.`)),
  );
}
