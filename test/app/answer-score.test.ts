import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { PeriodWords } from '../../src/domain/question.ts';
import { acceptance, control } from '../domain/examples.ts';
import { eve, mia, type World, world } from '../support/world.ts';
import { asked, brief, of, snapshot, thisWeek } from './answer-days.ts';

const controls = [
  control({ id: 'One', title: 'One', maxScore: 10, score: 4 }),
  control({ id: 'Two', title: 'Two', maxScore: 10, score: 8 }),
  control({ id: 'Three', title: 'Three', maxScore: 10, score: 10 }),
];

describe('an answer about the score', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ controls, policy: { baselinePercent: 82 } });
  });
  afterEach(() => w.end());

  const put = (...days: readonly (readonly [string, number])[]) =>
    w.store.saveSnapshots(
      days.map(([day, points]) => snapshot(day, { One: points, Two: 8, Three: 10 })),
    );
  const score = async () => of('score', await asked(w, { ask: 'score' }));

  it('splits the newest day into what is reached, accepted and undecided', async () => {
    await put(['2026-11-22', 4]);
    await w.approved({}, eve, { controlId: 'one' });
    await w.settle();
    await w.propose({}, eve, { controlId: 'two' });
    const answer = await score();
    assert.deepEqual(answer.totals, { day: '2026-11-22', current: 22, max: 30 });
    assert.deepEqual(answer.split, { reached: 22, planned: 0, accepted: 6, undecided: 2 });
    assert.equal(answer.acceptedCount, 1);
    assert.equal(answer.achievable, 80);
    assert.equal(answer.baseline, 82);
    assert.deepEqual(answer.target, [80, 85]);
  });

  it('counts as accepted what is decided as a risk, and nothing that ended or is resolved', async () => {
    await put(['2026-11-22', 4]);
    await w.revoke(await w.approved({}, eve, { controlId: 'one' }));
    const evidence = 'https://contoso.example/proof';
    await w.approved({ treatment: 'thirdParty', evidence }, eve, { controlId: 'two' });
    const answer = await score();
    assert.deepEqual([answer.acceptedCount, answer.split.accepted], [0, 0]);
    assert.equal(answer.achievable, 100);
  });

  it('counts nothing that is accepted for a part of the tenant alone', async () => {
    await put(['2026-11-22', 4]);
    const partial = acceptance({ state: 'Active', scope: 'partial', controlId: 'one' });
    const store = { ...w.store, list: async () => [partial] };
    const ports = { ...w.ports, store };
    const answer = of('score', await asked({ ...w, ports }, { ask: 'score' }));
    assert.deepEqual([answer.acceptedCount, answer.split.accepted], [0, 0]);
  });

  it('counts what somebody accepted in Secure Score alone, and says that it is none of ours', async () => {
    await put(['2026-11-22', 4]);
    w.graph.setByHand('One', 'Ignored');
    await readControls(w.ports);
    const answer = await score();
    assert.deepEqual([answer.acceptedCount, answer.split.accepted], [0, 6]);
    assert.deepEqual([answer.portalAccepted, answer.achievable], [6, 80]);
  });

  it('has the achievable score of the card of a proposal at that moment', async () => {
    await put(['2026-11-22', 4]);
    await w.approved({}, eve, { controlId: 'one' });
    w.graph.setByHand('Two', 'Ignored');
    w.graph.change('One', { score: 5 });
    w.graph.change('Three', { score: 9 });
    await readControls(w.ports);
    const rest = { points: 80, maxScore: 80 };
    await w.store.saveSnapshots([snapshot('2026-11-23', { One: 5, Two: 0, Three: rest })]);
    const proposed = await w.propose({}, eve, { controlId: 'three' });
    const { achievable } = await viewFor(w.ports, proposed, mia);
    const { split, ...answer } = await score();
    assert.equal(achievable?.now, answer.achievable);
    assert.equal(split.accepted - answer.portalAccepted, 5);
  });

  it('compares with the day a week before, or none', async () => {
    await put(['2026-11-16', 4], ['2026-11-22', 2]);
    assert.equal((await score()).week, undefined);
    await put(['2026-11-15', 10]);
    const { week } = await score();
    assert(week);
    assert.deepEqual([week.from.day, week.points], ['2026-11-15', -8]);
    assert.deepEqual(brief(week), ['one -8 fell']);
  });

  it('has the last 90 days, oldest first', async () => {
    const first = '2026-08-25';
    await put(...Array.from({ length: 91 }, (_, at) => [plusDays(first, at - 1), 4] as const));
    const { days } = await score();
    assert.equal(days.length, 90);
    assert.deepEqual([days[0]?.day, days.at(-1)?.day], [first, '2026-11-22']);
  });

  it('bears a day on which nothing can be earned', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-15', {}), snapshot('2026-11-22', {})]);
    const answer = await score();
    assert.deepEqual([answer.achievable, answer.week?.percent], [null, null]);
    assert.deepEqual(answer.split, { reached: 0, planned: 0, accepted: 0, undecided: 0 });
  });

  it('is none without data', async () => {
    of('noData', await asked(w, { ask: 'score' }));
    of('noData', await asked(w, { ask: 'trend', period: thisWeek }));
  });

  describe('over time', () => {
    const trend = (period: PeriodWords) => asked(w, { ask: 'trend', period });

    it('has the days of the period that are on record, and the baseline', async () => {
      await put(['2026-11-01', 1], ['2026-11-16', 2], ['2026-11-18', 3], ['2026-11-22', 4]);
      const answer = of('trend', await trend(thisWeek));
      assert.deepEqual(
        answer.days.map(({ day, current }) => `${day} ${String(current)}`),
        ['2026-11-16 20', '2026-11-18 21', '2026-11-22 22'],
      );
      assert.deepEqual([answer.period.name, answer.baseline], ['this week', 82]);
    });

    it('begins with the day before, as a change in the period does', async () => {
      await put(['2026-11-15', 1], ['2026-11-16', 2], ['2026-11-22', 4]);
      const { days } = of('trend', await trend(thisWeek));
      assert.equal(days[0]?.day, '2026-11-15');
    });

    it('is none before the record began, in the future, or on no day of the calendar', async () => {
      await put(['2026-11-16', 2], ['2026-11-22', 4]);
      const early = of('noData', await trend({ kind: 'last', unit: 'month' }));
      assert.equal(early.since, '2026-11-16');
      const year = of('trend', await trend({ kind: 'this', unit: 'year' }));
      assert.equal(year.days.length, 2);
      const edge = of('trend', await trend({ kind: 'on', words: '16 November' }));
      assert.equal(edge.days.length, 1);
      const future = of('badPeriod', await trend({ kind: 'on', words: '2026-12-24' }));
      assert.deepEqual([future.why, future.words], ['future', '2026-12-24']);
      const never = of('badPeriod', await trend({ kind: 'since', words: '31 February 2026' }));
      assert.deepEqual([never.why, never.today], ['unread', '2026-11-23']);
    });
  });
});
