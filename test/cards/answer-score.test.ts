import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerCard } from '../../src/cards/answer-card.ts';
import { plusDays, sayDay } from '../../src/domain/calendar.ts';
import type { DayTotals } from '../../src/domain/history.ts';
import { age, comparison, day, days, score, thisWeek } from './monitor-examples.ts';
import { today } from './texts.ts';
import { ofType, wordsOf } from './walk.ts';

const linesOf = (...fields: Parameters<typeof score>): readonly string[] =>
  wordsOf(answerCard(score(...fields))).split('\n');

type Facts = readonly { readonly title: string; readonly value: string }[];
const factsOf = (...fields: Parameters<typeof score>): Facts =>
  ofType(answerCard(score(...fields)), /^FactSet$/)[0]?.['facts'] as Facts;

interface ChartJson {
  readonly title: string;
  readonly yMin: number;
  readonly yMax: number;
  readonly data: readonly {
    readonly legend: string;
    readonly color: string;
    readonly values: readonly { readonly x: string; readonly y: number }[];
  }[];
  readonly fallback: { readonly type: string; readonly text: string };
}
const trend = (some: readonly DayTotals[], baseline: number | null = null) =>
  answerCard({ age, is: 'trend', period: thisWeek, days: some, baseline });
const chartOf = (card: object): ChartJson =>
  ofType(card, /^Chart\.Line$/)[0] as unknown as ChartJson;

describe('the answer to how the score is', () => {
  it('comes first, then the distances to baseline and target, and what is achievable', () => {
    assert.deepEqual(linesOf().slice(0, 6), [
      'Secure Score is 69.9\u00a0%, −0.3 percentage points in a week.',
      'On 23 Nov 2026: 699.00 of 1000.00 points.',
      '2.1 percentage points under the baseline of 72\u00a0%.',
      'Target 80 to 85\u00a0%: 10.1 percentage points to go.',
      'Achievable with what is accepted: 96.2\u00a0% (14 acceptances, 38.50 points).',
      'Since 16 Nov 2026: Score 70.2\u00a0% →\u00a069.9\u00a0% (−0.3): fell −0.8, rose +0.5.',
    ]);
    assert.match(linesOf({ acceptedCount: 1 })[4] ?? '', /\(1 acceptance, /);
  });

  it('says on which side of baseline and target it is', () => {
    const at = (percent: number) => linesOf({ totals: day(today, percent * 10) });
    assert.equal(at(72.03)[2], 'At the baseline of 72\u00a0%.');
    assert.equal(at(74)[2], '2.0 percentage points over the baseline of 72\u00a0%.');
    assert.match(at(80)[3] ?? '', /: reached\.$/);
    assert.match(at(86)[3] ?? '', /: passed\.$/);
    assert.match(linesOf({ baseline: 82.5 })[2] ?? '', /82\.5.%/);
    assert.match(linesOf({ target: [85, 85] })[3] ?? '', /^Target 85.%: /);
  });

  it('leaves out what is not known', () => {
    const bare = linesOf({ baseline: null, week: undefined, achievable: null, days: [] });
    assert.equal(bare[0], 'Secure Score is 69.9\u00a0%.');
    assert.match(bare[2] ?? '', /^Target/);
    assert.doesNotMatch(bare.join('\n'), /baseline|Achievable|Since/i);
    const none = { split: { reached: 0, planned: 0, accepted: 0, undecided: 0 }, days: [] };
    const empty = linesOf({ ...none, totals: day(today, 0, 0), achievable: null, week: undefined });
    assert.equal(empty[0], 'Secure Score has no percentage: there are no points to earn.');
    assert.doesNotMatch(empty.join('\n'), /%/);
    const facts = factsOf({ ...none, totals: day(today, 0, 0), week: undefined });
    assert.deepEqual(facts[0], { title: 'Reached', value: '0.00 points' });
  });

  it('tells apart what is accepted in the portal alone', () => {
    const split = { reached: 699, planned: 0, accepted: 13.5, undecided: 287.5 };
    const said = linesOf({ split, portalAccepted: 9, acceptedCount: 1 }).join('\n');
    assert.match(
      said,
      /\(1 acceptance, 4\.50 points; 9\.00 points accepted in the portal alone\)\./,
    );
  });

  it('says nothing of a week without a percentage', () => {
    const week = comparison([], { from: day('2026-11-16', 0, 0), percent: null });
    assert.equal(linesOf({ week })[0], 'Secure Score is 69.9\u00a0%.');
  });

  it('splits the maximum into four', () => {
    assert.deepEqual(factsOf(), [
      { title: 'Reached', value: '699.00 points · 69.9\u00a0%' },
      { title: 'Planned', value: '0.00 points · 0.0\u00a0%' },
      { title: 'Accepted', value: '38.50 points · 3.9\u00a0%' },
      { title: 'Undecided', value: '262.50 points · 26.2\u00a0%' },
      { title: 'Maximum', value: '1000.00 points · 100.0\u00a0%' },
    ]);
  });

  it('splits it so that points and percent add up, whatever they are', () => {
    const part = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(part, part, part, (reached, accepted, undecided) => {
        const max = reached + accepted + undecided;
        fc.pre(max > 1);
        const split = { reached, planned: 0, accepted, undecided };
        const facts = factsOf({ split, totals: day(today, reached, max) });
        const first = linesOf({ split, totals: day(today, reached, max), week: undefined });
        assert.match(
          String(first[0]),
          new RegExp(`${String(facts[0]?.value.split(' · ')[1])}\\.$`),
        );
        for (const [at, decimals] of [
          [0, 2],
          [1, 1],
        ] as const) {
          const values = facts.map(({ value }) =>
            Math.round(parseFloat(value.split(' · ')[at] ?? '') * 10 ** decimals),
          );
          const whole = values.pop();
          assert.equal(
            values.reduce((sum, value) => sum + value, 0),
            whole,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('draws the last 90 days with the baseline, and tells them in words where nobody can draw', () => {
    const { title, data, yMin, yMax, fallback } = chartOf(answerCard(score()));
    assert.equal(title, 'Secure Score, last 90 days');
    assert.deepEqual(
      data.map(({ legend, color, values }) => [legend, color, values.length]),
      [
        ['Secure Score', 'categoricalBlue', 90],
        ['Baseline', 'neutral', 2],
      ],
    );
    assert.deepEqual(data[1]?.values, [
      { x: '2026-08-26', y: 72 },
      { x: today, y: 72 },
    ]);
    assert.deepEqual([yMin, yMax], [65, 75]);
    assert.equal(fallback.type, 'TextBlock');
    assert.match(
      fallback.text,
      /^Secure Score: 70\.0.% on 26 Aug 2026, 66\.7.% on 23 Nov 2026; lowest 66\.7.% on 23 Nov 2026, highest 73\.6.% on 8 Sept? 2026\. Baseline 72.%\. [▁▂▃▄▅▆▇█]{30}$/,
    );
  });
});

describe('the answer to the trend', () => {
  it('says how far the score moved, between which days, and how far it went', () => {
    const lines = wordsOf(trend(days(90), 72)).split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      'The score fell from 70.0\u00a0% to 66.7\u00a0% (−3.3 percentage points).',
      'This week: 26 Aug 2026 → 23 Nov 2026.',
      `Lowest 66.7\u00a0% on 23 Nov 2026, highest 73.6\u00a0% on ${sayDay('2026-09-08')}.`,
      '5.3 percentage points under the baseline of 72\u00a0%.',
    ]);
    const up = [day('2026-11-01', 700), day(today, 710)];
    assert.match(wordsOf(trend(up)), /^The score rose from 70\.0.% to 71\.0.% \(\+1\.0 /);
    const still = [day('2026-11-01', 700), day(today, 700)];
    assert.match(chartOf(trend(still)).fallback.text, / ▄▄$/);
    assert.match(
      wordsOf(trend(still)),
      /^The score stands at 70\.0.%, as it did at the beginning\./,
    );
  });

  it('says so where there is a day, or none', () => {
    assert.match(wordsOf(trend([])), /^There is no data of Secure Score this week\.\n/);
    assert.match(wordsOf(trend([day(today, 1, 0)])), /^There is no data/);
    const one = trend([day(today, 700)]);
    assert.match(wordsOf(one), /^The score was 70\.0.% on 23 Nov 2026\.\n/);
    assert.equal(ofType(one, /^Chart/).length, 0);
  });

  it('thins out many days, the newest of each week, and always ends with the newest', () => {
    const values = (count: number) => chartOf(trend(days(count))).data[0]?.values ?? [];
    assert.equal(values(90).length, 90);
    const season = values(91);
    assert.deepEqual(
      season.slice(-2).map(({ x }) => x),
      [plusDays(today, -7), today],
    );
    assert.equal(season.length, 13);
    for (const count of [365, 1826, 3650]) {
      const some = values(count);
      assert(some.length <= 90 && some.length > 40, `${String(count)}: ${String(some.length)}`);
      assert.equal(some.at(-1)?.x, today);
    }
  });

  it('leaves out days without a maximum, and stays on the scale', () => {
    const some = [day('2026-11-20', 1000), day('2026-11-21', 5, 0), day(today, 5)];
    const { data, yMin, yMax } = chartOf(trend(some));
    assert.deepEqual(
      data[0]?.values.map(({ y }) => y),
      [100, 0.5],
    );
    assert.deepEqual([yMin, yMax], [0, 100]);
  });
});
