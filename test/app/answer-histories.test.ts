import assert from 'node:assert/strict';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { answer, type RecordQuestion } from '../../src/app/answer.ts';
import type { AcceptanceFilter } from '../../src/app/acceptance-filter.ts';
import type { ControlsRead, Ports, Store } from '../../src/app/ports.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { controlKey } from '../../src/domain/control.ts';
import type { Measurement, Snapshot } from '../../src/domain/history.ts';
import { sqlStore } from '../../src/store/open.ts';
import { control } from '../domain/examples.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { eve, world } from '../support/world.ts';
import { snapshot } from './answer-days.ts';

const today = '2026-11-23';
const first = plusDays(today, -29);

/** The second and the third are called the same: one may pass for the other under a new name. */
const controls = ['One', 'Two', 'Three', 'Four', 'Five'].map((id) =>
  control({ id, title: id === 'Three' ? 'Two' : id, maxScore: 10, score: 0 }),
);

/** How one control may stand on a day; undefined: not in scope. */
const measured = (id: string, day: string): fc.Arbitrary<Measurement | undefined> =>
  fc.option(
    fc.record({
      id: fc.constantFrom(id, id.toUpperCase(), id.toLowerCase()),
      points: fc.constantFrom(0, 0, 4, 10, 12),
      maxScore: fc.constantFrom(10, 10, 10, 12),
      measuredOn: fc.constantFrom(day, day, plusDays(day, -7), plusDays(day, -12), null),
    }),
    { nil: undefined, freq: 8 },
  );

/** A day that a tenant may have; on many days a control stands as on the day before. */
const days: fc.Arbitrary<readonly Snapshot[]> = fc
  .tuple(
    ...Array.from({ length: 30 }, (_, at) => {
      const day = plusDays(first, at);
      return fc.record({
        day: fc.constant(day),
        isThere: fc.boolean(),
        stays: fc.array(fc.nat(3), { minLength: controls.length, maxLength: controls.length }),
        fresh: fc.tuple(...controls.map(({ id }) => measured(id, day))),
      });
    }),
  )
  .map((drawn) => {
    let stand: readonly (Measurement | undefined)[] = controls.map(() => undefined);
    const all = drawn.map(({ day, isThere, stays, fresh }) => {
      stand = stand.map((one, at) => (stays[at] === 0 ? fresh[at] : one));
      const scored = stand.filter((one) => one !== undefined);
      return { isThere, snapshot: snapshot(day, Object.fromEntries(scored.map((m) => [m.id, m]))) };
    });
    return all.filter(({ isThere }) => isThere).map((one) => one.snapshot);
  });

const updates: fc.Arbitrary<ControlsRead['updates']> = fc.array(
  fc.record({
    key: fc.constantFrom(...controls.map(({ id }) => controlKey(id))),
    at: fc.nat(29).map((at) => `${plusDays(first, at)}T12:00:00.000Z`),
    state: fc.constantFrom('Default', 'Ignored', 'ThirdParty', 'Reviewed'),
    by: fc.constant('pat@contoso.example'),
    comment: fc.constantFrom('', 'RA-2026-0001'),
  }),
  { maxLength: 6 },
);

/** Ways in which the same days come. */
const ways: Readonly<
  Record<string, (store: Store, all: readonly Snapshot[], by: number) => Promise<void>>
> = {
  'day by day': async (store, all) => {
    for (const one of all) await store.saveSnapshots([one]);
  },
  'in bulk': (store, all) => store.saveSnapshots(all),
  'newest first': (store, all) => store.saveSnapshots(all.toReversed()),
  'with gaps that are filled later': async (store, all, by) => {
    const isLate = (_: Snapshot, at: number): boolean => (at * 7 + by) % 3 === 0;
    await store.saveSnapshots(all.filter((one, at) => !isLate(one, at)));
    for (const one of all.filter(isLate)) await store.saveSnapshots([one]);
  },
  'twice, and first with other points': async (store, all, by) => {
    const wrong = all.filter((_, at) => (at + by) % 4 === 0);
    await store.saveSnapshots(
      wrong.map((one) => ({
        ...one,
        current: 1,
        measurements: one.measurements.slice(1).map((it) => ({ ...it, points: 7 })),
      })),
    );
    await store.saveSnapshots(all);
    await store.saveSnapshots(all.toReversed());
  },
  'in no order': (store, all, by) =>
    store.saveSnapshots(all.toSorted((a, b) => shuffled(a.day, by) - shuffled(b.day, by))),
};

const shuffled = (day: string, by: number): number => (Number(day.slice(-2)) * (2 * by + 7)) % 31;

const periods = [
  { kind: 'today' },
  { kind: 'yesterday' },
  { kind: 'this', unit: 'week' },
  { kind: 'last', unit: 'week' },
  { kind: 'this', unit: 'month' },
  { kind: 'last', unit: 'month' },
  { kind: 'this', unit: 'quarter' },
  { kind: 'days', count: 14 },
  { kind: 'on', words: '2026-11-10' },
  { kind: 'since', words: '2026-11-16' },
] as const;

const questions: readonly RecordQuestion[] = periods.flatMap((period) =>
  (['regressed', 'improved', 'new', 'changed'] as const).map((ask) => ({ ask, period })),
);

/** What is kept of Secure Score. */
const kept = ['history', 'scoreDay', 'statusUpdate', 'controlName', 'control'] as const;

describe('the answers about changes', () => {
  let record: TestDatabase;
  let ports: Ports;
  let acceptances: readonly Acceptance[];
  before(async () => {
    const w = await world({ controls });
    w.clock.at = Date.parse('2026-11-10T10:00:00Z');
    await w.approved({}, eve, { controlId: 'One' });
    w.clock.at = Date.parse('2026-11-23T10:00:00Z');
    acceptances = await w.store.list({});
    ({ ports } = w);
    await w.end();
    record = await emptyDatabase();
  });
  after(() => record.drop());

  /** All answers from an empty record to which the days came in one of the ways. */
  async function answersAfter(load: (store: Store) => Promise<void>, read: ControlsRead) {
    for (const table of kept) await record.db.deleteFrom(table).execute();
    const list = async ({ controlKeys = [] }: AcceptanceFilter) =>
      acceptances.filter(({ controlId }) => controlKeys.includes(controlKey(controlId)));
    const store = { ...sqlStore(record.db), list };
    await store.saveControls(read, '2026-11-23T09:00:00.000Z');
    await load(store);
    const asker = { person: eve, texts: false };
    const answers = [];
    for (const question of questions)
      answers.push(await answer({ ...ports, store }, question, asker));
    return answers;
  }

  it('are the same in whatever order, with gaps and twice the days came', async () => {
    await fc.assert(
      fc.asyncProperty(days, updates, fc.nat(30), async (all, set, by) => {
        const read: ControlsRead = { controls, score: undefined, updates: set };
        const [[, plain], ...others] = Object.entries(ways) as [
          [string, (typeof ways)[string]],
          ...[string, (typeof ways)[string]][],
        ];
        const expected = await answersAfter((store) => plain(store, all, by), read);
        for (const [name, way] of others) {
          const given = await answersAfter((store) => way(store, all, by), read);
          assert.deepEqual(given, expected, name);
        }
      }),
      { numRuns: 20 },
    );
  }).timeout(60_000);

  it('hold changes that add up to what the totals say', async () => {
    await fc.assert(
      fc.asyncProperty(days, updates, async (all, set) => {
        const read: ControlsRead = { controls, score: undefined, updates: set };
        const given = await answersAfter((store) => store.saveSnapshots(all), read);
        for (const one of given) {
          if (!('comparison' in one)) continue;
          const { from, to, parts, points, percent } = one.comparison;
          assert.equal(points, to.current - from.current);
          const sum = parts.reduce((whole, part) => whole + part.points, 0);
          assert(Math.abs(sum - points) < 1e-9, `${String(sum)} ${String(points)}`);
          if (percent === null) continue;
          const percents = parts.reduce((whole, part) => whole + (part.percent ?? NaN), 0);
          assert(Math.abs(percents - percent) < 1e-9, `${String(percents)} ${String(percent)}`);
        }
      }),
      { numRuns: 25 },
    );
  }).timeout(60_000);
});
