import assert from 'node:assert/strict';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import type { Store } from '../../src/app/ports.ts';
import { inForce, undecided } from '../../src/domain/acceptance.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase, sqlStore } from '../../src/store/open.ts';

const [from, to] = ['2026-11-15', '2026-11-22'] as const;

/** What must not take longer the longer the record is, and how many queries it may take. */
const questions: Readonly<Record<string, readonly [number, (store: Store) => Promise<unknown>]>> = {
  'who changed in a span of days': [1, (store) => store.courses(from, to)],
  'the totals of a span of days': [1, (store) => store.totals(from, to)],
  'the nearest day': [1, (store) => store.dayAt(to)],
  'the lives of some controls': [1, (store) => store.lives(['mfa', 'dlp'])],
  'the statuses given in a span of time': [1, (store) => store.statusUpdates(from, to)],
  'the alerts that are open': [1, (store) => store.openAlerts()],
  'the alerts of what left scope': [1, (store) => store.leftAlerts()],
  'an alert': [1, (store) => store.alert('2026-11-22')],
  'some owners': [1, (store) => store.owners(['control:mfa', 'RA-2026-0001'])],
  'what somebody owns': [1, (store) => store.ownedBy('ada')],
  'the cards of an alert': [1, (store) => store.cardPosts('alert:2026-11-22')],
  'what was decided in a span of time': [
    1,
    (store) => store.list({ decidedFrom: from, decidedTo: to }),
  ],
  'what is undecided': [1, (store) => store.list({ states: undecided })],
  'what is in force': [1, (store) => store.list({ states: inForce })],
  'what was decided on some controls': [
    1,
    (store) => store.list({ controlKeys: ['mfa', 'dlp'], decidedTo: to }),
  ],
  'what is unseen': [2, (store) => store.unseen()],
  'what is due': [1, (store) => store.list({ states: inForce, reviewUntil: to })],
  'what a deputy approved': [1, (store) => store.list({ asDeputy: true })],
  'what waits to be in force, or for its review': [
    1,
    (store) => store.list({ states: [...undecided, 'Approved', 'ReviewDue'] }),
  ],
  'what was closed on some controls': [
    1,
    (store) => store.list({ states: ['Closed'], controlKeys: ['mfa', 'dlp'], endedTo: to }),
  ],
  // What it may be narrowed to is told as a query of its own.
  'a page of the register': [3, (store) => store.page({}, { offset: 8, count: 8 })],
  'a page of what fits words': [
    3,
    (store) => store.page({ states: inForce, words: ['mfa'] }, { offset: 0, count: 8 }),
  ],
  'for whom somebody may act on a day': [1, (store) => store.deputiesOf('ed', to)],
  'who stands in for others from a day on': [1, (store) => store.deputiesFrom(to)],
  'the lines about deputies': [1, (store) => store.deputyLines()],
  'the way to a card': [4, (store) => store.conversationById('19:gov;messageid=1')],
};

describe('on the embedded database', () => {
  for (const [what, [count, ask]] of Object.entries(questions))
    it(`${what}: found by index, in ${count === 1 ? 'one query' : `${String(count)} queries`}`, async () => {
      const db = openDatabase('sqlite::memory:');
      await migrate(db);
      const asked: CompiledQuery[] = [];
      const listening: KyselyPlugin = {
        transformQuery: ({ node, queryId }) => {
          asked.push(db.getExecutor().compileQuery(node, queryId));
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      await ask(sqlStore(db.withPlugin(listening)));
      assert.equal(asked.length, count);
      for (const { sql, parameters } of asked) {
        const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
        const { rows } = (await db.executeQuery(explain)) as { rows: { detail: string }[] };
        const plan = rows.map(({ detail }) => detail);
        // What was found by index may be gone through, and so may what is a handful of rows.
        const found =
          /^SCAN (changed|channel|team|alert USING INDEX alert_(open|left)|controlSync USING (COVERING )?INDEX control_unseen|acceptance USING INDEX acceptance_as_deputy|acceptance USING COVERING INDEX acceptance_(in_order|by_end))$/;
        const scans = plan.filter((step) => step.startsWith('SCAN') && !found.test(step));
        assert.deepEqual(scans, [], plan.join('\n'));
      }
      await db.destroy();
    });
});
