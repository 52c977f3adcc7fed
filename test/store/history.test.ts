import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Store } from '../../src/app/ports.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { controlKey } from '../../src/domain/control.ts';
import type { HistoryRow, Snapshot } from '../../src/domain/history.ts';
import { sqlStore } from '../../src/store/open.ts';
import {
  kept,
  measured,
  randomDays,
  reordered,
  rowsOf,
  snapshot,
  standing,
  standingOf,
  told,
} from '../domain/days.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { at, control } from './sample.ts';

const [before, monday, tuesday, thursday] = [
  '2026-11-15',
  '2026-11-16',
  '2026-11-17',
  '2026-11-19',
] as const;
const ever = ['0000-00-00', '9999-99-99'] as const;
const row = (key: string, day: string, fields: Partial<HistoryRow> = {}): HistoryRow => ({
  ...{ key, day, points: 3, maxScore: 5, measuredOn: null, stale: false },
  ...fields,
});

describe('the history on record', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  const startOver = async () => {
    for (const table of ['history', 'scoreDay', 'controlName'] as const)
      await database.db.deleteFrom(table).execute();
  };
  const all = async () => (await store.courses(...ever)).flatMap(({ rows }) => rows);
  const courses = async (from: string, to: string) =>
    (await store.courses(from, to)).toSorted((one, other) =>
      one.control.key < other.control.key ? -1 : 1,
    );

  it('has the totals of every day, and finds the nearest before a day', async () => {
    assert.equal(await store.oldestDay(), undefined);
    assert.equal(await store.dayAt(ever[1]), undefined);
    const days = [snapshot(thursday, measured('Mfa')), snapshot(monday), snapshot(before)];
    await store.saveSnapshots(days);
    const empty = { current: 0, max: 0 };
    const last = { day: thursday, current: 3, max: 5 };
    assert.deepEqual(await store.totals(monday, thursday), [{ day: monday, ...empty }, last]);
    assert.deepEqual(await store.totals(tuesday, tuesday), []);
    assert.deepEqual(await store.dayAt(thursday), last);
    assert.deepEqual(await store.dayAt('2026-11-18'), { day: monday, ...empty });
    assert.equal(await store.dayAt('2026-11-14'), undefined);
    assert.deepEqual(await store.oldestDay(), { day: before, ...empty });
  });

  it('tells of a span who changed in it, and how they stood before', async () => {
    await store.saveSnapshots([
      snapshot(before, measured('Mfa'), measured('Same')),
      snapshot(monday, measured('Mfa'), measured('Same'), measured('New', { points: 0 })),
      snapshot(thursday, measured('MFA', { points: 0.25 }), measured('Same')),
    ]);
    const [mfa, fresh, ...others] = await courses(before, thursday);
    assert.deepEqual(others, []);
    assert.deepEqual(mfa, {
      control: { key: 'mfa', id: 'MFA', title: 'MFA', category: '', service: '' },
      before: row('mfa', before),
      confirmed: row('mfa', before),
      rows: [row('mfa', thursday, { points: 0.25 })],
    });
    assert.deepEqual(fresh, {
      control: { key: 'new', id: 'New', title: 'New', category: '', service: '' },
      before: undefined,
      confirmed: undefined,
      rows: [
        row('new', monday, { points: 0 }),
        row('new', thursday, { points: null, maxScore: 0 }),
      ],
    });
    assert.deepEqual(
      (await courses(before, monday)).map(({ control: { id } }) => id),
      ['New'],
      'the end of the span belongs to it, its beginning does not',
    );
    assert.deepEqual(await courses(thursday, ever[1]), []);
    assert.deepEqual(await courses(thursday, before), []);
  });

  it('tells how a control stood when that was last confirmed', async () => {
    const old = { measuredOn: '2026-11-01' };
    await store.saveSnapshots([
      snapshot('2026-11-02', measured('Mfa', old)),
      snapshot('2026-11-10', measured('Mfa', { ...old, points: 1 }), measured('Dlp', old)),
      snapshot('2026-11-11', measured('Mfa', { ...old, points: 2 }), measured('Dlp', old)),
      snapshot(tuesday, measured('Mfa'), measured('Dlp')),
    ]);
    const [dlp, mfa] = await courses(before, tuesday);
    const stale = { measuredOn: '2026-11-01', stale: true };
    assert.deepEqual(mfa?.before, row('mfa', '2026-11-11', { ...stale, points: 2 }));
    assert.deepEqual(mfa.confirmed, row('mfa', '2026-11-02'));
    assert.deepEqual(mfa.rows, [row('mfa', tuesday)]);
    assert.deepEqual(dlp?.before, row('dlp', '2026-11-10', stale));
    assert.deepEqual(dlp.confirmed, dlp.before, 'where nothing ever was, the last must do');
  });

  it('tells how a control stood before it left, however long ago', async () => {
    await store.saveSnapshots([
      snapshot(before, measured('Mfa')),
      snapshot(monday, measured('Mfa', { points: 1, measuredOn: '2026-11-01' })),
      snapshot(tuesday),
      snapshot(thursday, measured('Mfa', { points: 0 })),
    ]);
    const [mfa] = await courses(tuesday, thursday);
    assert.equal(mfa?.before?.points, null);
    assert.deepEqual(mfa.confirmed, row('mfa', before));
    assert.deepEqual(mfa.rows, [row('mfa', thursday, { points: 0 })]);
  });

  it('knows the controls that are called as another, and none without a name', async () => {
    const named = (id: string, title: string, category = 'Identity') => ({
      ...control(id),
      title,
      category,
    });
    const controls = [
      ...[named('Old', 'Turn it on'), named('New', ' turn IT on'), named('Third', 'Turn it on')],
      ...[named('Apps', 'Turn it on', 'Apps'), named('Blank', ' '), named('None', '')],
    ];
    await store.saveControls({ controls, score: undefined, updates: [] }, at);
    await store.saveSnapshots([snapshot(monday, measured('New'))]);
    const keys = async (...of: readonly string[]) =>
      (await store.namesakes(of)).map(({ control: { key }, rows }) => [key, rows.length]);
    assert.deepEqual(await keys('old', 'old', 'third'), [
      ['new', 1],
      ['old', 0],
      ['third', 0],
    ]);
    assert.deepEqual(await keys('third'), [
      ['new', 1],
      ['old', 0],
    ]);
    assert.deepEqual(await keys('blank'), []);
    assert.deepEqual(await keys('apps', 'unknown'), []);
    assert.deepEqual(await keys(), []);
  });

  it('has the whole life of a control, and its name where it never was measured', async () => {
    const read = { controls: [control('Idle'), control('Mfa')], score: undefined, updates: [] };
    await store.saveControls(read, at);
    await store.saveSnapshots([
      snapshot(before, measured('MFA')),
      snapshot(monday, measured('mfa', { points: 0 })),
    ]);
    assert.deepEqual(await store.lives([]), []);
    const lives = await store.lives(['mfa', 'idle', 'unknown', 'mfa']);
    const named = { category: 'Apps', service: 'MCAS' };
    assert.deepEqual(lives, [
      { control: { key: 'idle', id: 'Idle', title: 'Title of Idle', ...named }, rows: [] },
      {
        control: { key: 'mfa', id: 'Mfa', title: 'Title of Mfa', ...named },
        rows: [row('mfa', before), row('mfa', monday, { points: 0 })],
      },
    ]);
  });

  it('is the same whatever the order in which days come, and tells every day exactly', async function () {
    this.timeout(60_000);
    const ways = randomDays.chain((days) =>
      fc.tuple(fc.constant(days), reordered(days), fc.boolean()),
    );
    const holds = fc.asyncProperty(ways, async ([days, others, inBulk]) => {
      await startOver();
      for (const one of days) await store.saveSnapshots([one]);
      const said = await store.courses(...ever);
      const rows = said.flatMap((one) => one.rows);
      assert.deepEqual(told(rows), rowsOf(days));
      for (const one of kept(days)) await tellsExactly(one, rows);
      await startOver();
      if (inBulk) await store.saveSnapshots(others);
      else for (const one of others) await store.saveSnapshots([one]);
      assert.deepEqual(told(await all()), told(rows));
      const { current, max } = days.at(-1) ?? {};
      const last = (await store.totals(...ever)).find(({ day }) => day === days.at(-1)?.day);
      assert.deepEqual([last?.current, last?.max], [current, max]);
    });
    await fc.assert(holds, { numRuns: 60 });
  });

  /** Read with the store's own words for how a control stands. */
  async function tellsExactly(one: Snapshot, rows: readonly HistoryRow[]): Promise<void> {
    for (const { control, before: last } of await store.courses(one.day, ever[1]))
      assert.equal(standingOf(last ? [last] : [], one.day), standing(one, control.key));
    for (const key of new Set(one.measurements.map(({ id }) => controlKey(id)))) {
      const ofIt = rows.filter((own) => own.key === key);
      assert.equal(standingOf(ofIt, one.day), standing(one, key));
    }
  }

  it('lacks a week without a trace, and has it as soon as it comes', async () => {
    const early = snapshot(before, measured('Mfa'));
    const late = snapshot('2026-11-23', measured('Mfa'));
    await store.saveSnapshots([late, early]);
    assert.deepEqual(await courses(before, '2026-11-23'), []);
    const week = Array.from({ length: 7 }, (_, i) =>
      snapshot(plusDays(monday, i), measured('Mfa', { points: i < 5 ? i : 3 })),
    );
    await store.saveSnapshots(week.toReversed());
    const [mfa] = await courses(before, '2026-11-23');
    assert.deepEqual(
      mfa?.rows.map(({ day, points }) => [day.slice(-2), points]),
      [
        ['16', 0],
        ['17', 1],
        ['18', 2],
        ['19', 3],
        ['20', 4],
        ['21', 3],
      ],
    );
  });

  it('has a day once, as it was said last', async () => {
    await store.saveSnapshots([
      snapshot(monday, measured('Mfa')),
      snapshot(monday, measured('Mfa', { points: 1, maxScore: 0 })),
    ]);
    assert.deepEqual(await all(), [row('mfa', monday, { points: 1, maxScore: 0 })]);
    assert.deepEqual(await store.totals(...ever), [{ day: monday, current: 1, max: 0 }]);
    await store.saveSnapshots([snapshot(monday)]);
    assert.deepEqual(await all(), []);
    assert.deepEqual(await store.totals(...ever), [{ day: monday, current: 0, max: 0 }]);
    await store.saveSnapshots([]);
  });

  it('has a tenant without data, which loses and gets everything', async () => {
    await store.saveSnapshots([snapshot(before), snapshot(monday, measured('Mfa'))]);
    await store.saveSnapshots([snapshot(tuesday), snapshot(thursday, measured('Mfa'))]);
    const points = (await all()).map((one) => one.points);
    assert.deepEqual(points, [3, null, 3]);
  });

  it('takes a tenant of thousands', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) => measured(`control_${String(i)}`));
    await store.saveSnapshots([snapshot(monday, ...many), snapshot(tuesday)]);
    assert.equal((await all()).length, 5_000);
    await store.saveSnapshots([snapshot(monday)]);
    assert.deepEqual(await all(), []);
  });

  it('is well for several who put the same days on record at once', async () => {
    // Whoever looks at the days around theirs too early sees a change where there is none.
    const days = Array.from({ length: 20 }, (_, i) =>
      snapshot(
        plusDays(monday, i),
        ...['Mfa', 'Dlp', 'Geo', 'Atp'].map((id, n) => measured(id, { points: i < 10 ? 0 : n })),
      ),
    );
    const read = { controls: [control('MFA'), control('Dlp')], score: undefined, updates: [] };
    await Promise.all([
      ...days.map((one) => store.saveSnapshots([one])),
      store.saveControls(read, at),
    ]);
    assert.deepEqual(told(await all()), rowsOf(days));
    await Promise.all([store.saveSnapshots(days), store.saveSnapshots(days.toReversed())]);
    assert.deepEqual(told(await all()), rowsOf(days));
    assert.equal((await store.totals(...ever)).length, 20);
    const [mfa] = await store.lives(['mfa']);
    assert.equal(mfa?.control.title, 'Title of MFA');
  });
});
