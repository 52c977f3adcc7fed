import { dayOf } from '../domain/calendar.ts';
import type { DayTotals } from '../domain/history.ts';
import type { Person } from '../domain/person.ts';
import type { Question } from '../domain/question.ts';
import type { Acceptance, TextField } from '../domain/acceptance.ts';
import { acceptedBy } from './answer-accepted-by.ts';
import { acceptedIn, expiring, overdue } from './answer-acceptances.ts';
import { changesIn } from './answer-changes.ts';
import { newestDay } from './answer-present.ts';
import { howIsTheScore, trendOf } from './answer-score.ts';
import { undecidedNow } from './answer-undecided.ts';
import { waitingFor } from './answer-waiting.ts';
import { whyAccepted } from './answer-why.ts';
import type { Answer, Finding } from './answers.ts';
import { withoutComment } from './comparing.ts';
import type { Ports } from './ports.ts';

/** What the record answers: what waits for somebody is their queue. */
export type RecordQuestion = Exclude<Question, { readonly ask: 'mine' }>;

/** Who asks, and whether the register's texts may be shown where they ask. */
export interface Asker {
  readonly person: Person;
  readonly texts: boolean;
}

/** Answers a question from the record alone; no text of the register is in it where the asker may see none. */
export async function answer(
  ports: Ports,
  question: RecordQuestion,
  asker: Asker,
): Promise<Answer> {
  const { store, policy, now } = ports;
  const zone = policy.timeZone;
  const [newest, reading] = await Promise.all([newestDay(ports), store.controlsAsOf()]);
  const today = dayOf(now(), zone);
  const finding = isOfTheScore(question)
    ? await fromTheScore(ports, question, { today, newest })
    : await fromTheRegister(ports, question, { today, asker });
  const age = { day: newest?.day, asOf: reading?.asOf ?? '', zone };
  return { ...(asker.texts ? finding : withoutTexts(finding)), age };
}

const scoreAsks = [
  'regressed',
  'improved',
  'new',
  'changed',
  'score',
  'trend',
  'undecided',
] as const;
type ScoreQuestion = Extract<RecordQuestion, { readonly ask: (typeof scoreAsks)[number] }>;

const isOfTheScore = (question: RecordQuestion): question is ScoreQuestion =>
  scoreAsks.some((ask) => ask === question.ask);

async function fromTheScore(
  ports: Ports,
  question: ScoreQuestion,
  { today, newest }: { readonly today: string; readonly newest: DayTotals | undefined },
): Promise<Finding> {
  if (!newest) return { is: 'noData' };
  switch (question.ask) {
    case 'score':
      return howIsTheScore(ports, newest);
    case 'trend':
      return trendOf(ports, question.period, { today, newest });
    case 'undecided':
      return undecidedNow(ports, question.area, newest);
    case 'regressed':
    case 'improved':
    case 'new':
    case 'changed':
      return changesIn(ports, question, { today, newest });
  }
}

async function fromTheRegister(
  ports: Ports,
  question: Exclude<RecordQuestion, ScoreQuestion>,
  { today, asker }: { readonly today: string; readonly asker: Asker },
): Promise<Finding> {
  switch (question.ask) {
    case 'accepted':
      return acceptedIn(ports, question.period, today);
    case 'acceptedBy':
      return acceptedBy(ports, question, today);
    case 'overdue':
      return overdue(ports, today);
    case 'expiring':
      return expiring(ports, question, today);
    case 'waiting':
      return waitingFor(ports, asker.person);
    case 'why':
    case 'who':
      return { ...(await whyAccepted(ports, question)), texts: asker.texts, today };
  }
}

const blank: Pick<Acceptance, TextField> = {
  riskDescription: '',
  justification: '',
  compensatingControls: '',
  businessContext: '',
  conditions: '',
  scopeDetail: '',
  riskChange: '',
  mitigationsNow: '',
  reasonsHold: '',
  comment: '',
  reason: '',
  evidence: [],
};

/** What leaves the app without the register's words, and what people wrote in Secure Score, cannot be shown by mistake. */
function withoutTexts(finding: Finding): Finding {
  if ('names' in finding)
    return { ...finding, items: finding.items.map((one) => ({ ...one, ...blank })) };
  if (!('changes' in finding)) return finding;
  const { comparison, changes } = finding;
  return {
    ...finding,
    changes: changes.map(withoutComment),
    comparison: { ...comparison, changes: comparison.changes.map(withoutComment) },
  };
}
