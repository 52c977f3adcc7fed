import assert from 'node:assert/strict';
import type { Answer, TakenStep } from '../../src/app/answers.ts';
import { answerCard } from '../../src/cards/answer-card.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Period } from '../../src/domain/question.ts';
import { acceptanceFor } from './examples.ts';
import { age, identity, names, thisWeek } from './monitor-examples.ts';
import { control, nasty, today } from './texts.ts';
import { titlesOf, verbsOf, wordsOf } from './walk.ts';

const linesOf = (answer: Answer): readonly string[] => wordsOf(answerCard(answer)).split('\n');
const active = acceptanceFor({ state: 'Active' });
const late = acceptanceFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } });

describe('the answer to what is undecided', () => {
  const ask = (count: number, area?: typeof identity): readonly string[] =>
    linesOf({
      age,
      is: 'undecided',
      area,
      items: Array.from({ length: count }, () => ({ control, since: '2026-08-12' })),
      points: 4.5 * count,
    });

  it('counts them, with their points, the oldest first', () => {
    assert.deepEqual(ask(7).slice(0, 4), [
      '7 recommendations are undecided: 31.50 points at risk.',
      'To address, without plan, owner or acceptance on 23 Nov 2026; the oldest first.',
      'Cloud Discovery',
      '4.50 of 4.50 points at risk · Apps · since 12 Aug 2026',
    ]);
    assert.equal(
      ask(7).at(-2),
      'And 2 more: “recommendations open” lists them, with what is proposed or has an owner.',
    );
    assert.equal(ask(1)[0], '1 recommendation is undecided: 4.50 points at risk.');
    assert.match(ask(1)[1] ?? '', /on 23 Nov 2026\.$/);
  });

  it('says so when nothing is', () => {
    assert.equal(ask(0)[0], 'Nothing is undecided.');
    assert.equal(ask(0, identity)[0], 'Nothing is undecided in Identity.');
  });
});

describe('the answers from the register', () => {
  const ask = (
    is: 'accepted' | 'overdue' | 'expiring',
    items: readonly Acceptance[],
    more: { readonly days?: number; readonly period?: Period } = {},
  ): Answer => ({
    age,
    is,
    period: is === 'accepted' ? thisWeek : more.period,
    days: more.days,
    items,
    names,
    today,
  });

  it('count what was accepted in the period, with ids, titles, states, dates and names', () => {
    assert.deepEqual(linesOf(ask('accepted', [active])), [
      '1 acceptance was approved this week.',
      'This week: 17 Nov 2026 to 23 Nov 2026.',
      'Cloud Discovery',
      'RA-2026-0042 · Active · approved 22 Nov 2026 · review 23 May 2027',
      'Proposed by Eve Engel, approved by Carl Cato',
      'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.',
    ]);
    assert.equal(
      linesOf(ask('accepted', [active, late]))[0],
      '2 acceptances were approved this week.',
    );
    assert.equal(linesOf(ask('accepted', []))[0], 'Nothing was accepted this week.');
    assert.deepEqual(verbsOf(answerCard(ask('accepted', [active]))), []);
    assert.doesNotMatch(wordsOf(answerCard(ask('accepted', [active]))), /points|risk/i);
  });

  it('say what is overdue, and since when', () => {
    const lines = linesOf(ask('overdue', [late]));
    assert.equal(lines[0], '1 acceptance is overdue.');
    assert.match(lines[3] ?? '', /Review due · .* · overdue since 12 Nov 2026$/);
    assert.equal(linesOf(ask('overdue', [late, late]))[0], '2 acceptances are overdue.');
    assert.equal(linesOf(ask('overdue', []))[0], 'Nothing is overdue.');
    assert.equal(
      linesOf(ask('overdue', Array<Acceptance>(6).fill(late))).at(-2),
      'And 1 more: say “register overdue” to see all.',
    );
  });

  it('say what falls due, within how many days', () => {
    const lines = linesOf(ask('expiring', [active, active], { days: 30 }));
    assert.equal(lines[0], '2 acceptances fall due within 30 days.');
    assert.equal(lines[1], 'Review dates from 23 Nov 2026 to 23 Dec 2026.');
    assert.equal(
      linesOf(ask('expiring', [active], { days: 1 }))[0],
      '1 acceptance falls due within 1 day.',
    );
    assert.equal(
      linesOf(ask('expiring', [], { days: 7 }))[0],
      'No acceptance falls due within 7 days.',
    );
    const period = { from: '2026-12-01', to: '2026-12-31', name: 'December 2026' };
    assert.deepEqual(linesOf(ask('expiring', [active], { period })).slice(0, 2), [
      '1 acceptance falls due in December 2026.',
      'December 2026: 1 Dec 2026 to 31 Dec 2026.',
    ]);
  });

  it('say who waits', () => {
    const waiting = (...items: readonly Acceptance[]) =>
      linesOf({ age, is: 'waiting', items, names });
    const [one, two] = [
      acceptanceFor({ state: 'InReview' }),
      acceptanceFor({ state: 'InApproval', acceptance: { proposerId: 'mia' } }),
    ];
    assert.equal(waiting(one)[0], 'Eve Engel waits for you, with a proposal.');
    assert.equal(waiting(one, two)[0], 'Eve Engel and Mia Maro wait for you, with 2 proposals.');
    assert.match(waiting(one)[2] ?? '', /^RA-2026-0042 · In review · proposed 20 Nov 2026$/);
    assert.equal(waiting()[0], 'Nobody waits for you.');
  });
});

describe('the answers to why and who', () => {
  const ask = (
    is: 'why' | 'who',
    items: readonly Acceptance[],
    more: {
      readonly texts?: boolean;
      readonly control?: typeof control;
      readonly steps?: readonly TakenStep[];
    } = {},
  ): Answer => ({
    age,
    is,
    words: 'cloud discovery',
    items,
    control: more.control,
    names,
    steps: more.steps ?? [],
    texts: more.texts ?? false,
    today,
  });
  const first = (...asked: Parameters<typeof ask>): string => linesOf(ask(...asked))[0] ?? '';

  it('name who approved it, when, and by which role', () => {
    assert.equal(
      first('who', [active]),
      'RA-2026-0042 was approved by Carl Cato (CISO) on 22 Nov 2026.',
    );
    assert.equal(
      first('why', [active]),
      '“Cloud Discovery” is accepted with RA-2026-0042, approved by Carl Cato (CISO) on 22 Nov 2026.',
    );
    const ended = acceptanceFor({ state: 'Expired' });
    assert.match(first('why', [ended]), /^“Cloud Discovery” was accepted with /);
    assert(linesOf(ask('why', [ended])).includes('Its review date passed without a renewal.'));
    const third = acceptanceFor({ state: 'Active', acceptance: { treatment: 'thirdParty' } });
    assert.match(first('why', [third]), / is set to “Resolved through third party” with /);
  });

  it('name everybody who had a hand in it, and who ended it', () => {
    const step = (event: string, byId: string, role: TakenStep['role']): TakenStep => ({
      ...{ event, byId, role, at: '2026-11-22T09:00:00.000Z' },
    });
    const steps = [step('propose', 'eve', 'engineer'), step('reject', 'mia', 'itManager')];
    const rejected = [acceptanceFor({ state: 'Rejected' })];
    const lines = linesOf(
      ask('who', rejected, { steps: [...steps, step('verified', 'system', null)] }),
    );
    assert.equal(
      first('who', rejected, { steps }),
      'Nobody approved RA-2026-0042: Mia Maro (IT manager) rejected it on 22 Nov 2026.',
    );
    assert.ok(lines.includes('Eve Engel (engineer) proposed it on 22 Nov 2026.'), lines.join());
    assert.ok(!lines.some((words) => words.includes('saw it')));
    assert.ok(
      !linesOf(ask('why', rejected, { steps })).some((words) => words.includes('proposed it on')),
    );
  });

  it('say so where nobody approved', () => {
    const state = (name: 'InReview' | 'Rejected') => [acceptanceFor({ state: name })];
    assert.equal(
      first('who', state('InReview')),
      'Nobody has approved RA-2026-0042 yet: in review.',
    );
    assert.equal(first('who', state('Rejected')), 'Nobody approved RA-2026-0042: rejected.');
    assert.equal(
      first('why', state('InReview')),
      '“Cloud Discovery” is not accepted: RA-2026-0042 is in review.',
    );
    assert.equal(first('why', [], { control }), '“Cloud Discovery” has no acceptance.');
    assert.equal(first('why', []), 'There is no acceptance for “cloud discovery”.');
  });

  it('let choose where the words fit several recommendations', () => {
    const other = acceptanceFor({
      state: 'Rejected',
      acceptance: {
        id: 'RA-2026-0043',
        controlId: 'other',
        facts: { ...active.facts, title: 'B' },
      },
    });
    const several = linesOf(ask('why', [active, other]));
    assert.deepEqual(several.slice(0, 4), [
      '“cloud discovery” fits 2 recommendations with an acceptance.',
      'Please say which one, for example “why was RA-2026-0042 accepted”.',
      'Cloud Discovery',
      'RA-2026-0042 · Active · approved 22 Nov 2026 · review 23 May 2027',
    ]);
    assert.deepEqual(several.slice(5, 6), ['B']);
    assert.match(several[6] ?? '', /^RA-2026-0043 · Rejected · /);
    assert.match(linesOf(ask('who', [active, other]))[1] ?? '', /“who approved RA-2026-0042”\.$/);
    const shown = wordsOf(answerCard(ask('why', [active, other], { texts: true })));
    assert.doesNotMatch(shown, /Business justification/);
    const spelt = acceptanceFor({
      state: 'Expired',
      acceptance: { controlId: active.controlId.toUpperCase() },
    });
    assert.match(first('why', [active, spelt]), / is accepted with /);
  });

  it('say when one person endorsed and approved', () => {
    const one = acceptanceFor({ state: 'Active', acceptance: { sodReduced: true } });
    assert.match(linesOf(ask('who', [one])).join('\n'), /The same person endorsed and approved it/);
  });

  it('give the reasons only where they may be shown', () => {
    const told = answerCard(ask('why', [active], { texts: true }));
    assert.match(
      wordsOf(told),
      /\nBusiness justification\nThe proxy already blocks them\. .*\nBusiness context\nSales needs the apps\. /,
    );
    assert.deepEqual(titlesOf(told), ['Show', 'Open in Microsoft Defender']);
    const untold = answerCard(ask('why', [active]));
    assert.doesNotMatch(JSON.stringify(untold), /proxy|Sales|blocks/);
    assert.match(
      wordsOf(untold),
      /The reasons are not shown here\. Whoever holds a role finds them/,
    );
    assert.deepEqual(titlesOf(untold), ['Open in Microsoft Defender']);
    assert.doesNotMatch(
      wordsOf(answerCard(ask('who', [active], { texts: true }))),
      /justification/,
    );
  });
});

describe('an answer that cannot be given', () => {
  it('says what is wrong with the period, with an example', () => {
    const ask = (why: 'future' | 'impossible' | 'unread') =>
      linesOf({ age, is: 'badPeriod', why, words: '31 November', today });
    assert.equal(ask('future')[0], '“31 November” has not begun yet.');
    assert.match(ask('unread')[0] ?? '', /^I cannot read “31 November” as a time, or there is no/);
    assert.match(
      ask('impossible')[0] ?? '',
      /^“31 November” is no period: it ends before it begins/,
    );
    assert.match(ask('future')[1] ?? '', /“what regressed since 9 Nov 2026”\.$/);
  });

  it('says that there is no data yet', () => {
    const none = { ...age, day: undefined, asOf: '' };
    const lines = linesOf({ age: none, is: 'noData' });
    assert.equal(lines[0], 'There is no data of Secure Score yet.');
    assert.equal(lines.at(-1), 'No data of Secure Score yet; not read yet.');
  });

  it('says where the record begins, when asked for days before it', () => {
    const lines = linesOf({ age, is: 'noData', since: '2026-08-26' });
    assert.equal(lines[0], 'There is no data of that time: the record begins on 26 Aug 2026.');
    assert.equal(lines.at(-1), 'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.');
  });

  it('is still said where a client cannot draw it, with the words escaped', () => {
    const card = answerCard({ age, is: 'badPeriod', why: 'future', words: nasty, today });
    assert.match(String(card['fallbackText']), /^“§user§ \\\*\\\*bold\\\*\\\*/);
  });
});
