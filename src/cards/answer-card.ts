import type { Age, Answer, NoAnswer } from '../app/answers.ts';
import { plusDays, sayDay } from '../domain/calendar.ts';
import { acceptedByAnswer } from './answer-accepted-by.ts';
import { acceptancesAnswer, waitingAnswer } from './answer-acceptances.ts';
import { changesAnswer } from './answer-changes.ts';
import { scoreAnswer, trendAnswer } from './answer-score.ts';
import { undecidedAnswer } from './answer-undecided.ts';
import { type AnswerParts, drawAnswer } from './answer-view.ts';
import { whyAnswer } from './answer-why.ts';
import { line, run } from './lines.ts';
import { shorten } from './phrases.ts';
import { type AdaptiveCard, fitted } from './render.ts';

/** The answer to a question, the answer itself first; texts are cut where they would not fit. */
export const answerCard = (answer: Answer): AdaptiveCard =>
  fitted([Infinity, 1000, 700, 400, 200], (most) => drawAnswer(partsOf(answer, most), answer.age));

type Told = {
  readonly [Is in Answer['is']]: (
    answer: Answer & { readonly is: Is },
    age: Age,
    most: number,
  ) => AnswerParts;
};

const told: Told = {
  regressed: changesAnswer,
  improved: changesAnswer,
  new: changesAnswer,
  changed: changesAnswer,
  score: scoreAnswer,
  trend: trendAnswer,
  undecided: undecidedAnswer,
  accepted: acceptancesAnswer,
  acceptedBy: acceptedByAnswer,
  overdue: acceptancesAnswer,
  expiring: acceptancesAnswer,
  why: whyAnswer,
  who: whyAnswer,
  waiting: waitingAnswer,
  noData: noAnswer,
  badPeriod: noAnswer,
};

const partsOf = (answer: Answer, most: number): AnswerParts =>
  (told[answer.is] as (answer: Answer, age: Age, most: number) => AnswerParts)(
    answer,
    answer.age,
    most,
  );

type Why = Extract<NoAnswer, { readonly is: 'badPeriod' }>['why'];

const refusals: Readonly<Record<Why, (words: string) => string>> = {
  future: (words) => `“${words}” has not begun yet.`,
  impossible: (words) =>
    `“${words}” is no period: it ends before it begins, or is longer than ten years.`,
  unread: (words) => `I cannot read “${words}” as a time, or there is no such day.`,
};

function noAnswer(answer: NoAnswer): AnswerParts {
  if (answer.is === 'noData') return noData(answer.since);
  const { why, words, today } = answer;
  const example = `since ${sayDay(plusDays(today, -14))}`;
  return {
    answer: refusals[why](shorten(words, 100)),
    lines: [
      line(
        run.plain(
          `Please say for example “what regressed this week” or “what regressed ${example}”.`,
        ),
      ),
    ],
    noLink: true,
  };
}

const noData = (since: string | undefined): AnswerParts => ({
  answer:
    since === undefined
      ? 'There is no data of Secure Score yet.'
      : `There is no data of that time: the record begins on ${sayDay(since)}.`,
  lines:
    since === undefined
      ? [line(run.plain('It is read every day at 09:00. Please ask again later.'))]
      : [],
});
