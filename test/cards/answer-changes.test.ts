import assert from 'node:assert/strict';
import type { ChangedControl } from '../../src/domain/comparison.ts';
import { answerCard } from '../../src/cards/answer-card.ts';
import {
  byPerson,
  change,
  changes,
  comparison,
  day,
  entered,
  identity,
  left,
  ours,
  rose,
  stale,
} from './monitor-examples.ts';
import { today } from './texts.ts';
import { ofType, titlesOf, wordsOf } from './walk.ts';

type Parameters3 = Parameters<typeof changes>;
const linesOf = (...answer: Parameters3): readonly string[] =>
  wordsOf(answerCard(changes(...answer))).split('\n');
const first = (...answer: Parameters3): string => linesOf(...answer)[0] ?? '';
const linkOf = (...answer: Parameters3) =>
  ofType(answerCard(changes(...answer)), /^Action\.OpenUrl$/).map(({ url }) => url);

describe('the answer to what regressed', () => {
  it('comes first in one line, then the period, the score, the rows, and the age of the data', () => {
    assert.deepEqual(linesOf('regressed', [change(), byPerson, ours]), [
      '3 fell: −17.50 points, −1.7 percentage points; 1 is our own decision.',
      'This week: 16 Nov 2026 → 23 Nov 2026.',
      'Score 70.2\u00a0% →\u00a068.5\u00a0% (−1.7): fell −0.8, status set by a person −0.5, our own decisions −0.4.',
      'Ensure multifactor authentication is enabled for all users',
      '8.00 → 0.00 of 8.00 points · Identity · since 20 Nov',
      'Ensure mailbox auditing is enabled',
      '5.00 → 0.00 of 5.00 points · Apps · since 20 Nov',
      'Carl Cato set it to “Risk accepted” on 20 Nov 2026. Comment: “The archive does it for us”',
      'Cloud Discovery',
      '4.50 → 0.00 of 4.50 points · Apps · since 20 Nov',
      'Scorekeeper set it to “Risk accepted” on 20 Nov 2026. Explained by RA-2026-0042.',
      'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.',
    ]);
  });

  it('says which falls we decided ourselves, one or more, some or all', () => {
    assert.match(first('regressed', [ours]), /^1 fell: .*; it is our own decision\.$/);
    assert.match(first('regressed', [ours, ours]), /^2 fell: .*; all 2 are our own decisions\.$/);
    assert.match(first('regressed', [change(), ours, ours]), /; 2 are our own decisions\.$/);
    assert.match(
      first('regressed', [change()]),
      /^1 fell: −8\.00 points, −0\.8 percentage points\.$/,
    );
  });

  it('says so when nothing regressed, for the period and the area', () => {
    assert.equal(first('regressed', []), 'Nothing regressed this week.');
    assert.equal(
      first('regressed', [], { area: identity }),
      'Nothing regressed in Identity this week.',
    );
    assert.equal(linesOf('regressed', [])[2], 'Score unchanged at 70.2\u00a0%.');
    const names = {
      today: 'today',
      'since 1 Nov 2026': 'since 1 Nov 2026',
      '3 Nov 2026': 'on 3 Nov 2026',
      '3 to 9 Nov 2026': 'from 3 to 9 Nov 2026',
      '28 Oct to 3 Nov 2026': 'from 28 Oct to 3 Nov 2026',
      'October 2026': 'in October 2026',
      'Q3 2026': 'in Q3 2026',
      '2025': 'in 2025',
      'last week': 'last week',
      'last 30 days': 'in the last 30 days',
      'the week of 2 Nov 2026': 'in the week of 2 Nov 2026',
    };
    for (const [name, said] of Object.entries(names))
      assert.equal(
        first('regressed', [], { period: { from: today, to: today, name } }),
        `Nothing regressed ${said}.`,
      );
  });

  it('names what is stale and does not count it', () => {
    const lines = linesOf('regressed', [change(), stale]);
    assert.match(
      lines[0] ?? '',
      /^1 fell: −8\.00 points, −0\.8 percentage points; 1 measured too long ago to say\.$/,
    );
    assert(lines.includes('Last measured on 2 Nov 2026: too long ago to call it a regression.'));
    assert.equal(
      first('regressed', [stale]),
      'Nothing regressed this week; 1 measured too long ago to say.',
    );
    const unknown = linesOf('regressed', [change({ cause: 'stale', measuredOn: null })]);
    assert.match(unknown.join('\n'), /Microsoft does not say when it measured this/);
  });

  it('keeps what is not our doing out of the count, and says it beside', () => {
    const all = comparison([change(), entered, entered, left, stale]);
    const lines = linesOf('regressed', [change()], { comparison: all });
    assert.match(lines[0] ?? '', /^1 fell: −8\.00 points/);
    assert.equal(
      lines.at(-2),
      'Not counted as regressions: 2 new recommendations, 1 no longer recommended, 1 measured too long ago to say.',
    );
    const inArea = linesOf('regressed', [], { comparison: all, area: identity });
    assert.match(inArea.at(-2) ?? '', /^Not counted as regressions in all of Secure Score: /);
    assert.equal(inArea[1], 'This week: 16 Nov 2026 → 23 Nov 2026, Identity only.');
    assert.match(inArea[2] ?? '', /^All of Secure Score: Score /);
  });

  it('tells a fall that is confirmed once, and not as an old measurement too', () => {
    const again = change({ cause: 'stale', points: 3, measuredOn: '2026-11-02' });
    const all = [change(), again];
    const lines = linesOf('changed', all, { comparison: comparison(all) });
    assert.match(lines[0] ?? '', /^1 change: /);
    assert.equal(lines.filter((words) => words.includes('too long ago')).length, 0);
    const improved = linesOf('improved', [], { comparison: comparison(all) });
    assert.doesNotMatch(improved.join('\n'), /too long ago/);
  });

  it('names what fell and came back, where nothing else fell as well', () => {
    const { control } = change();
    const days = { fellOn: '2026-11-18', backOn: '2026-11-20' };
    const one = { control, before: 8, lowest: 7.5, maxScore: 8, ...days };
    const lines = linesOf('regressed', [], { cameBack: Array.from({ length: 5 }, () => one) });
    assert.equal(lines[0], 'Nothing regressed this week; 5 fell and came back.');
    const told = lines.filter((words) => words.startsWith('Fell and came back: '));
    assert.equal(told.length, 3);
    assert.match(
      told[0] ?? '',
      /, 8\.00 → 7\.50 of 8\.00 points on 18 Nov 2026, back on 20 Nov 2026\.$/,
    );
    assert.ok(lines.includes('And 2 more that fell and came back.'));
  });

  it('shows five rows, and what the others come to', () => {
    const many = Array.from({ length: 7 }, (_, at) => change({ what: `c${String(at)}` }));
    const lines = linesOf('regressed', many);
    assert.equal(lines.filter((words) => words.startsWith('Recommendation c')).length, 5);
    assert(lines.includes('And 2 more: −16.00 points.'));
    const five = linesOf('regressed', many.slice(0, 5));
    assert.doesNotMatch(five.join('\n'), /more/);
  });

  it('leads to the one recommendation, or to the list of all', () => {
    const base = 'https://security.microsoft.com/securescore?viewid=actions';
    assert.deepEqual(linkOf('regressed', [change()]), [`${base}&actionId=MFARegistrationV2`]);
    assert.deepEqual(linkOf('regressed', [change(), ours]), [base]);
    assert.deepEqual(linkOf('regressed', []), [base]);
    assert.deepEqual(titlesOf(answerCard(changes('regressed', []))), [
      'Open in Microsoft Defender',
    ]);
  });

  it('adds up: each part, the whole, and the line above them', () => {
    const third = (what: string) => change({ what, points: -1, percent: -1 / 3 });
    const some = [third('a'), third('b'), change({ ...rose, percent: 0.05 })];
    const fell = some.slice(0, 2);
    const words = linesOf('regressed', fell, { comparison: comparison(some) });
    const all = /Score ([\d.]+).% →.([\d.]+).% \((.*?)\): fell (.*?), rose (.*)\.$/.exec(
      words[2] ?? '',
    );
    const [before, after, whole, down, up] = (all ?? [])
      .slice(1)
      .map((text) => Number(text.replace('−', '-')));
    assert(before && after && whole && down !== undefined && up !== undefined, words[2]);
    assert.equal((after - before).toFixed(1), whole.toFixed(1));
    assert.equal((down + up).toFixed(1), whole.toFixed(1));
    assert.match(
      words[0] ?? '',
      new RegExp(`, −${Math.abs(down).toFixed(1)} percentage points\\.$`),
    );
  });

  it('adds up on its own where only some of the falls are asked for', () => {
    const some = [change(), change({ what: 'other', points: -1, percent: -0.12 })];
    const [said] = linesOf('regressed', some.slice(1), { comparison: comparison(some) });
    assert.equal(said, '1 fell: −1.00 points, −0.1 percentage points.');
  });

  it('tells small changes with two decimals', () => {
    const small = change({ points: -0.4, percent: -0.04 });
    assert.match(first('regressed', [small]), /−0\.04 percentage points\.$/);
    assert.match(
      linesOf('regressed', [small])[2] ?? '',
      /70\.20.% →.70\.16.% \(−0\.04\): fell −0\.04\.$/,
    );
  });

  it('speaks of points where there is no percentage', () => {
    const none = { from: day('2026-11-16', 0, 0), to: day(today, 12, 20), percent: null };
    const all = comparison([change({ ...entered, points: 12, percent: null })], none);
    const lines = linesOf('regressed', [change({ percent: null })], { comparison: all });
    assert.equal(lines[0], '1 fell: −8.00 points.');
    assert.equal(
      lines[2],
      'Score 0.00 points →\u00a012.00 points (+12.00): new recommendations +12.00.',
    );
  });

  it('says where the data begin, and when there is nothing to compare', () => {
    assert.match(
      linesOf('regressed', [], { shortened: true })[2] ?? '',
      /^Data begin on 16 Nov 2026: there is nothing older to compare with\.$/,
    );
    const one = comparison([], { from: day(today, 700), to: day(today, 700) });
    const lines = linesOf('regressed', [], { comparison: one, shortened: true });
    assert.equal(lines[0], 'There is only one day of data yet: nothing to compare it with.');
    assert.equal(lines[1], 'This week: 23 Nov 2026.');
  });

  it('says so where the record has nothing of the period, and what it has', () => {
    const at = (date: string) => comparison([], { from: day(date, 700), to: day(date, 700) });
    const said = (date: string, from: string, to: string, shortened = false) =>
      linesOf('regressed', [], {
        comparison: at(date),
        period: { from, to, name: 'since 23 Nov 2026' },
        shortened,
      });
    assert.deepEqual(said(today, '2026-11-24', '2026-11-24'), [
      'There are no data of that time yet: the newest are of 23 Nov 2026.',
      'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.',
    ]);
    assert.equal(
      said('2026-11-18', '2026-11-19', '2026-11-19')[0],
      'There are no data of 19 Nov 2026: the nearest before it are of 18 Nov 2026.',
    );
    assert.equal(
      said('2026-11-18', '2026-11-19', '2026-11-20')[0],
      'There are no data from 19 Nov 2026 to 20 Nov 2026: the nearest before them are of 18 Nov 2026.',
    );
    assert.equal(
      said('2026-08-26', '2026-08-26', '2026-08-26', true)[0],
      'The record begins on 26 Aug 2026: there is nothing older to compare that day with.',
    );
  });

  it('tells a day of another year with its year', () => {
    const lines = linesOf('regressed', [change({ since: '2025-12-30' })]);
    assert.equal(lines[4], '8.00 → 0.00 of 8.00 points · Identity · since 30 Dec 2025');
  });
});

describe('the answers to what improved and what is new', () => {
  it('count what rose', () => {
    assert.equal(first('improved', [rose]), '1 rose: +5.00 points, +0.5 percentage points.');
    assert.equal(first('improved', []), 'Nothing improved this week.');
    const apart = (old: ChangedControl): string =>
      linesOf('improved', [rose], { comparison: comparison([rose, old]) }).at(-2) ?? '';
    const said = /^Not counted as improvements: 1 measured too long ago to say\.$/;
    assert.match(apart({ ...stale, points: 2 }), said);
    assert.doesNotMatch(apart(stale), said);
  });

  it('tell all that changed, what was gained and what was lost', () => {
    assert.equal(
      first('changed', [change(), rose, ours]),
      '3 changes: +5.00 points and −12.50 points; 1 is our own decision.',
    );
    assert.equal(first('changed', []), 'Nothing changed this week.');
    assert.ok(!linesOf('changed', [rose, stale]).some((one) => one.startsWith('Not counted')));
  });

  it('tell new recommendations by what they can earn', () => {
    assert.equal(
      first('new', [entered]),
      '1 new recommendation: 9.00 points to earn, −0.6 percentage points.',
    );
    assert.match(
      first('new', [entered, entered], { area: identity }),
      /^2 new recommendations in Identity: 18\.00 points/,
    );
    assert.equal(first('new', []), 'No new recommendations this week.');
    assert.match(linesOf('new', [entered])[4] ?? '', /^new: 0\.00 of 9\.00 points/);
    const back = { ...entered, last: { points: 9, maxScore: 9 } };
    assert.match(linesOf('new', [back])[4] ?? '', /^measured again: 0\.00 of 9\.00 points/);
  });

  it('tell what left, was renamed, or is worth something else', () => {
    const words = (some: ReturnType<typeof change>) => linesOf('improved', [some])[4] ?? '';
    assert.match(words(left), /^no longer recommended, had 3\.00 of 3\.00 points/);
    assert.match(
      words(change({ cause: 'maximum', after: { points: 8, maxScore: 10 } })),
      /^worth 10\.00 points, before 8\.00/,
    );
    assert.match(
      words(change({ cause: 'renamed', formerly: 'An older title' })),
      /^called “An older title” before; 0\.00 of 8\.00 points/,
    );
    assert.match(
      words(change({ after: { points: 5, maxScore: 10 } })),
      /^8\.00 of 8\.00 → 5\.00 of 10\.00 points/,
    );
  });
});
