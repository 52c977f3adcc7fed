import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Store } from '../../src/app/ports.ts';
import {
  type Acceptance,
  decided,
  states,
  textFields,
  undecided,
} from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import { lineHash } from '../../src/domain/trail.ts';
import { sqlStore } from '../../src/store/open.ts';
import type { Database } from '../../src/store/schema.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { ada, at, misfit, opened, proposal, step, stepped } from './sample.ts';

const words = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll('\0', ''));
const randomStep = fc.record({
  what: fc.constantFrom('open', 'step', 'step', 'step', 'stale', 'draft', 'note'),
  which: fc.nat(99),
  controlId: fc.constantFrom('A', 'a', 'B', 'C', 'D'),
  fields: fc.record(
    {
      state: fc.constantFrom(...states),
      scope: fc.constantFrom('tenant', 'partial'),
      riskDescription: words,
      conditions: words,
      reason: words,
      residualRisk: fc.constantFrom('Low', 'High'),
      sodReduced: fc.boolean(),
      reviewOn: fc.constantFrom(null, '2027-11-23'),
      routeReasons: fc.array(words, { maxLength: 2 }),
      evidence: fc.array(fc.record({ url: fc.webUrl(), sha256: fc.constant('') }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: [] },
  ),
});
type RandomStep = typeof randomStep extends fc.Arbitrary<infer Value> ? Value : never;

async function take(store: Store, { what, which, controlId, fields }: RandomStep): Promise<void> {
  const all = await store.list({});
  const before = all.at(which % Math.max(1, all.length));
  if (what === 'note')
    await store.note({ at, event: 'said', by: theSystem, set: fields, policy: 1, effects: [] });
  else if (what === 'open' || what === 'draft' || !before)
    await store.open(proposal({ ...fields, controlId }), 2026, `${what} ${String(which)}`);
  else
    await store.commit(
      step(what === 'stale' ? { ...before, revision: before.revision - 1 } : before, fields),
    );
}

/** Per control and scope, how many are in one of these states. */
const places = (all: readonly Acceptance[], wanted: readonly string[]): readonly number[] => {
  const there = all.filter(({ state }) => wanted.includes(state));
  const byPlace = Map.groupBy(
    there,
    ({ controlId, scope }) => `${controlId.toLowerCase()} ${scope}`,
  );
  return [...byPlace.values()].map(({ length }) => length);
};

describe('the chain of the register', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  it('says what the record says after 200 steps of any kind', async function () {
    this.timeout(20_000);
    const twoHundred = fc.array(randomStep, { minLength: 200, maxLength: 200, size: 'max' });
    const holds = fc.asyncProperty(twoHundred, async (steps) => {
      for (const one of steps) await take(store, one);
      assert.equal(await misfit(store), undefined);
      const all = await store.list({});
      assert.deepEqual(
        all.map(({ id }) => id),
        all.map((_, i) => `RA-2026-${String(i + 1).padStart(4, '0')}`),
      );
      assert(places(all, undecided).every((one) => one === 1));
      assert(places(all, decided).every((one) => one === 1));
      for (const { id, revision } of all) assert.equal((await store.trail(id)).length, revision);
    });
    await fc.assert(holds, { numRuns: 1, endOnFailure: true });
  });

  it('is read in pieces as it was written', async () => {
    const first = await opened(store);
    await stepped(store, first, { state: 'Rejected', reason: 'No.' });
    await opened(store, { controlId: 'B' });
    const [one, ...others] = await store.lines(0, 10);
    assert.deepEqual(await store.lines(0, 1), [one]);
    assert.deepEqual(await store.lines(1, 10), others);
    assert.deepEqual(await store.lines(3, 10), []);
    assert.deepEqual(await store.trail(first.id), [one, others[0]]);
    assert.equal(await store.line(9), undefined);
    assert.equal(await store.find('RA-2026-0009'), undefined);
    assert.deepEqual(await store.head(), { seq: 3, hash: others[1]?.hash });
  });

  it('grows line by line when many write at once', async () => {
    const notes = Array.from({ length: 12 }, (_, i) =>
      store.note({ at, event: 'said', by: ada, set: { i }, policy: 1, effects: [] }),
    );
    const lines = await Promise.all([...notes, opened(store).then(() => store.line(13))]);
    assert.equal(new Set(lines.map((line) => line?.hash)).size, 13);
    assert.equal(await misfit(store), undefined);
  });

  describe('finds', () => {
    /** What somebody with the password of the database could do, and how it shows. */
    const tampered: Readonly<
      Record<string, readonly [(db: Database) => Promise<unknown>, string]>
    > = {
      'a line that was edited': [
        (db) => db.updateTable('trail').set({ by: 'eve' }).where('seq', '=', 2).execute(),
        'hash',
      ],
      'a line that was edited and hashed again': [
        async (db) => {
          const line = await sqlStore(db).line(2);
          assert(line);
          const hash = lineHash({ ...line, by: 'eve' });
          await db.updateTable('trail').set({ by: 'eve', hash }).where('seq', '=', 2).execute();
        },
        'link',
      ],
      'a line whose fields were edited': [
        (db) => db.updateTable('trail').set({ setFields: '{}' }).where('seq', '=', 3).execute(),
        'hash',
      ],
      'a line that was taken away': [
        async (db) => {
          await db.deleteFrom('trailText').where('seq', '=', 2).execute();
          await db.deleteFrom('trail').where('seq', '=', 2).execute();
        },
        'order',
      ],
      'the last line taken away': [
        async (db) => {
          await db.deleteFrom('trailText').where('seq', '=', 4).execute();
          await db.deleteFrom('trail').where('seq', '=', 4).execute();
        },
        'head',
      ],
      'two lines in another order': [
        async (db) => {
          await db.deleteFrom('trailText').where('seq', 'in', [3, 4]).execute();
          for (const [from, to] of [
            [3, 99],
            [4, 3],
            [99, 4],
          ] as const)
            await db.updateTable('trail').set({ seq: to }).where('seq', '=', from).execute();
        },
        'link',
      ],
      'a text that was edited': [
        (db) => db.updateTable('trailText').set({ text: 'Yes.' }).where('seq', '=', 2).execute(),
        'text',
      ],
      'a row of which the body was edited': [
        async (db) => {
          const [row] = await db.selectFrom('acceptance').selectAll().execute();
          assert(row);
          const body = row.body.replace('"residualRisk":"Low"', '"residualRisk":"High"');
          await db.updateTable('acceptance').set({ body }).where('id', '=', row.id).execute();
        },
        'record',
      ],
      'a row of which the words were edited': [
        async (db) => {
          const [row] = await db.selectFrom('acceptance').selectAll().execute();
          assert(row);
          const body = row.body.replace('No.', 'Yes.');
          await db.updateTable('acceptance').set({ body }).where('id', '=', row.id).execute();
        },
        'record',
      ],
      'a row that was taken away': [(db) => db.deleteFrom('acceptance').execute(), 'missing'],
      'a row that was put in': [
        async (db) => {
          const [row] = await db.selectFrom('acceptance').selectAll().execute();
          assert(row);
          const put = { ...row, id: 'RA-2026-0666', draftId: 'put in', controlKey: 'other' };
          await db.insertInto('acceptance').values(put).execute();
        },
        'unknown',
      ],
    };
    const columns = {
      revision: 1,
      state: 'Active',
      controlKey: 'other',
      scope: 'partial',
      proposerId: 'eve',
      previous: 'RA-2020-0001',
      decidedAt: at,
    } as const;

    beforeEach(async () => {
      const first = await opened(store);
      const second = await stepped(store, first, { state: 'ChangesRequested', reason: 'No.' });
      const third = await stepped(store, second, { state: 'InReview' });
      await stepped(store, third, { state: 'InApproval', businessContext: 'Known to us.' });
      assert.equal(await misfit(store), undefined);
    });

    for (const [what, [tamper, why]] of Object.entries(tampered))
      it(what, async () => {
        await tamper(database.db);
        assert.equal(await misfit(store), why);
      });

    for (const [column, value] of Object.entries(columns))
      it(`a row of which ${column} was edited`, async () => {
        await database.db
          .updateTable('acceptance')
          .set({ [column]: value })
          .execute();
        assert.equal(await misfit(store), 'record');
      });

    it('nothing where words and salts were blanked', async () => {
      const blank = { salt: null, text: null };
      await database.db.updateTable('trailText').set(blank).execute();
      const [row] = await store.list({});
      assert(row);
      const blank0 = Object.fromEntries(textFields.map((field) => [field, '']));
      const body = JSON.stringify({ ...row, ...blank0, evidence: [] });
      await database.db.updateTable('acceptance').set({ body }).execute();
      assert.equal(await misfit(store), undefined);
      assert.equal((await store.trail(row.id))[1]?.texts[0]?.text, null);
    });
  });
});
