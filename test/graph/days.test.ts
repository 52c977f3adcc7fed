import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SecureScore } from '../../src/app/graph-ports.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { Snapshot } from '../../src/domain/history.ts';
import { graphClient } from '../../src/graph/client.ts';
import { secureScore } from '../../src/graph/secure-score.ts';
import { tenantServer } from '../../src/sandbox/tenant-server.ts';
import { fakeGraph, fakeLog, type FakeGraph } from './fake-graph.ts';

const NEWEST = '2026-11-23';
const unavailable = { ok: false, trouble: 'unavailable' };
const none: ReadonlyMap<string, number> = new Map();

const entry = (facts: object = {}) => ({
  controlName: 'AdminMFAV2',
  score: 10,
  scoreInPercentage: 100,
  lastSynced: '2026-11-22T13:58:47Z',
  implementationStatus: '<p>much to read</p>',
  ...facts,
});
const day = (date: string, facts: object = {}) => ({
  createdDateTime: `${date}T00:00:00Z`,
  currentScore: 10,
  maxScore: 20,
  controlScores: [entry()],
  ...facts,
});
const back = (days: number): string => plusDays(NEWEST, -days);
const held = (count: number) => Array.from({ length: count }, (_, at) => day(back(at)));

describe('the days of Secure Score through Graph', () => {
  let graph: FakeGraph;
  let score: SecureScore;
  let log: ReturnType<typeof fakeLog>;
  let now: Date;

  beforeEach(async () => {
    graph = await fakeGraph();
    log = fakeLog();
    now = new Date(`${NEWEST}T09:00:00Z`);
    score = secureScore(graphClient({ baseUrl: graph.baseUrl, log }), log, () => now);
  });
  afterEach(() => graph.close());

  /** Serves these objects as Graph does: `$top` is the size of a page, a link leads on. */
  const serve = (items: readonly unknown[]): void => {
    graph.answer(({ path }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const size = Number(query.get('$top'));
      const to = Number(query.get('$skip') ?? 0) + size;
      const next = `${graph.baseUrl}/v1.0/security/secureScores?$top=${String(size)}&$skip=${String(to)}`;
      const value = items.slice(to - size, to);
      return { body: { value, ...(to < items.length ? { '@odata.nextLink': next } : {}) } };
    });
  };
  const days = async (since?: string): Promise<readonly Snapshot[]> => {
    const answer = await score.days(since, none);
    assert.ok(answer.ok);
    return answer.value;
  };
  const dates = async (since?: string): Promise<readonly string[]> =>
    (await days(since)).map((one) => one.day);
  describe('of which it asks for', () => {
    it('all that there are, in pages', async () => {
      serve(held(90));
      const all = await dates();
      assert.deepEqual([all.length, all[0], all[89]], [90, NEWEST, back(89)]);
      assert.equal(graph.asked.length, 15);
    });

    it('no more than are missing', async () => {
      serve(held(90));
      assert.deepEqual(await dates(back(4)), [0, 1, 2, 3, 4].map(back));
      assert.deepEqual(
        graph.asked.map(({ path }) => path),
        ['/security/secureScores?$top=5'],
      );
    });

    it('one page after another where many are missing, until an older one comes', async () => {
      serve(held(90));
      assert.equal((await dates(back(24))).length, 25);
      assert.equal(graph.asked.length, 5);
    });

    it('some, though the clock be wrong', async () => {
      serve(held(5));
      for (const wrong of ['1999-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
        now = new Date(wrong);
        assert.deepEqual(await dates(back(1)), [NEWEST, back(1)]);
      }
    });

    it('the rest, where a page is in no order to rely on', async () => {
      serve(held(30).reverse());
      assert.deepEqual(await dates(back(1)), [NEWEST, back(1)]);
      const [first, second, third, ...others] = held(30);
      serve([third, first, ...others.slice(0, 10), second, ...others.slice(10)]);
      assert.deepEqual(await dates(back(1)), [NEWEST, back(1)]);
    });

    it('fails as Graph fails, on the first page and on a later one', async () => {
      graph.answer(() => ({ status: 403 }));
      assert.deepEqual(await score.days(undefined, none), { ok: false, trouble: 'forbidden' });
      serve(held(90));
      const answered = graph.asked.length;
      const { fetch } = globalThis;
      globalThis.fetch = async (...args) =>
        graph.asked.length > answered + 2 ? new Response('', { status: 503 }) : fetch(...args);
      try {
        assert.deepEqual(await score.days(undefined, none), unavailable);
      } finally {
        globalThis.fetch = fetch;
      }
    });
  });

  describe('are read', () => {
    it('with totals and measurements, and nothing else', async () => {
      serve([day(NEWEST)]);
      const measurement = {
        id: 'AdminMFAV2',
        points: 10,
        maxScore: 10,
        measuredOn: '2026-11-22',
      };
      assert.deepEqual(await days(), [
        { day: NEWEST, current: 10, max: 20, measurements: [measurement] },
      ]);
      assert.deepEqual(log.lines, []);
    });

    it('where numbers are text', async () => {
      const controlScores = [entry({ score: ' 2.50', scoreInPercentage: '50.0' })];
      serve([day(NEWEST, { currentScore: '342.94', maxScore: '1717', controlScores })]);
      const [one] = await days();
      assert.deepEqual([one?.current, one?.max], [342.94, 1717]);
      assert.deepEqual(one?.measurements[0]?.points, 2.5);
      assert.deepEqual(one.measurements[0].maxScore, 5);
    });

    it('newest first, whatever the order, one of each day: the one made last', async () => {
      const made = (at: string, currentScore: number) =>
        day(NEWEST, { createdDateTime: at, currentScore });
      serve([
        day(back(2)),
        made(`${NEWEST}T03:00:00Z`, 3),
        day(back(5)),
        made(`${NEWEST}T05:00:00Z`, 5),
        made(`${NEWEST}T04:00:00Z`, 4),
        day(back(1)),
      ]);
      const all = await days();
      assert.deepEqual(
        all.map((one) => [one.day, one.current]),
        [
          [NEWEST, 5],
          [back(1), 10],
          [back(2), 10],
          [back(5), 10],
        ],
      );
    });

    it('dated in UTC, with a zone or without', async () => {
      serve([
        day('', { createdDateTime: '2026-11-23T01:00:00+02:00' }),
        day('', { createdDateTime: '2026-11-21T23:59:59' }),
      ]);
      assert.deepEqual(await dates(), ['2026-11-22', '2026-11-21']);
    });

    it('but for those that the calendar does not have', async () => {
      serve([day('2026-11-21'), day('', { createdDateTime: '2026-02-31T00:00:00Z' })]);
      assert.deepEqual(await dates(), ['2026-11-21']);
    });

    it('with the first of two spellings, and Microsoft’s own', async () => {
      const twice = [entry({ controlName: ' ADMINmfav2', score: 4 }), entry({ score: 7 })];
      serve([day(NEWEST, { controlScores: twice })]);
      const [one] = await days();
      assert.deepEqual(
        one?.measurements.map(({ id, points }) => [id, points]),
        [['ADMINmfav2', 4]],
      );
      assert.deepEqual(log.lines, []);
    });

    it('without what the tenant does not measure', async () => {
      const controlScores = [
        entry(),
        entry({ controlName: 'a', score: null }),
        { controlName: 'b' },
      ];
      serve([day(NEWEST, { controlScores })]);
      assert.equal((await days())[0]?.measurements.length, 1);
      assert.deepEqual(log.lines, []);
    });

    it('without what cannot be read, which is counted', async () => {
      const bad = [7, null, { score: 1 }, entry({ controlName: ' ' }), entry({ controlName: 5 })];
      const worse = ['many', -1, true, '1e3', '-2', ''].map((given, at) =>
        entry({ controlName: `c${String(at)}`, score: given }),
      );
      const others = [
        null,
        'day',
        day('never'),
        day(back(1), { currentScore: 'x' }),
        day(back(2), { maxScore: -1 }),
      ];
      serve([day(NEWEST, { controlScores: [...bad, ...worse, entry()] }), ...others]);
      const all = await days();
      assert.deepEqual(
        all.map((one) => [one.day, one.measurements.length]),
        [[NEWEST, 1]],
      );
      assert.deepEqual(log.lines, ['graph.leftOut {"count":16}']);
    });

    it('but not as a day on which everything was lost', async () => {
      serve([
        day(NEWEST, { controlScores: [] }),
        day(back(1), { controlScores: null }),
        day(back(2), { controlScores: [{ points: 5 }] }),
        day(back(3)),
      ]);
      assert.deepEqual(await dates(), [back(3)]);
    });

    it('of a tenant that is worth nothing yet, and of one without data', async () => {
      serve([day(NEWEST, { currentScore: 0, maxScore: 0, controlScores: [] })]);
      assert.deepEqual(await days(), [{ day: NEWEST, current: 0, max: 0, measurements: [] }]);
      serve([]);
      assert.deepEqual(await days(), []);
      assert.deepEqual(await days(back(3)), []);
    });

    it('as unavailable where nothing can be read at all', async () => {
      serve([{ points: 5 }]);
      assert.deepEqual(await score.days(undefined, none), unavailable);
      graph.answer(() => ({ body: { error: 'no' } }));
      assert.deepEqual(await score.days(undefined, none), unavailable);
    });
  });

  it('are all there within 3 s, of a tenant with 460 controls, each read once', async () => {
    const tenant = await tenantServer({ now: () => now });
    try {
      const real = secureScore(graphClient({ baseUrl: tenant.url, log }), log, () => now);
      const began = performance.now();
      const answer = await real.days(undefined, none);
      const took = performance.now() - began;
      assert.ok(answer.ok);
      assert.equal(answer.value.length, 90);
      assert.ok(answer.value.every(({ measurements }) => measurements.length > 350));
      assert.ok(took < 3_000, `${took.toFixed(0)} ms`);
      assert.deepEqual(log.lines, []);
    } finally {
      await tenant.close();
    }
  });
});
