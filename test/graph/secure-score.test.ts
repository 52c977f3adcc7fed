import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SecureScore } from '../../src/app/graph-ports.ts';
import type { ControlsRead } from '../../src/app/ports.ts';
import { graphClient } from '../../src/graph/client.ts';
import { secureScore } from '../../src/graph/secure-score.ts';
import { withData } from '../support/shared-data.ts';
import { fakeGraph, fakeLog, type FakeGraph } from './fake-graph.ts';

const PROFILES = '/security/secureScoreControlProfiles';
const SCORES = '/security/secureScores?$top=1';
const unavailable = { ok: false, trouble: 'unavailable' };

const profile = (facts: object = {}) => ({
  id: 'AdminMFAV2',
  title: 'MFA',
  maxScore: 10,
  ...facts,
});
const day = (facts: object = {}) => ({
  createdDateTime: '2026-11-23T00:00:00Z',
  currentScore: 5,
  maxScore: 10,
  controlScores: [],
  ...facts,
});

describe('Secure Score through Graph', () => {
  let graph: FakeGraph;
  let score: SecureScore;
  let log: ReturnType<typeof fakeLog>;

  beforeEach(async () => {
    graph = await fakeGraph();
    log = fakeLog();
    score = secureScore(graphClient({ baseUrl: graph.baseUrl, log }), log);
  });
  afterEach(() => graph.close());

  const serve = (profiles: readonly unknown[], days: readonly unknown[]) => {
    graph.answer(({ path }) => ({ body: { value: path === SCORES ? days : profiles } }));
  };
  const reading = async (): Promise<ControlsRead> => {
    const answer = await score.read();
    assert.ok(answer.ok);
    return answer.value;
  };
  const one = async (facts: object, scored: object = {}) => {
    const controlScores = [{ controlName: 'adminmfav2', ...scored }];
    serve([profile(facts)], [day({ controlScores })]);
    const [control] = (await reading()).controls;
    assert.ok(control);
    return control;
  };

  describe('reading', () => {
    it('reads 460 profiles on three pages and the newest score on one', async () => {
      const ids = Array.from({ length: 460 }, (_, n) => `Control${String(n)}`);
      graph.answer(({ path }) => {
        if (path === SCORES) {
          const more = { '@odata.nextLink': `${graph.baseUrl}/v1.0/security/secureScores?$skip=1` };
          return { body: { value: [day()], ...more } };
        }
        const at = Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? 0);
        const value = ids.slice(at, at + 200).map((id) => profile({ id }));
        const next = `${graph.baseUrl}/v1.0${PROFILES}?$skiptoken=${String(at + 200)}`;
        return { body: { value, ...(at < 400 ? { '@odata.nextLink': next } : {}) } };
      });
      const { controls, score: totals } = await reading();
      assert.deepEqual(
        controls.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(totals, { day: '2026-11-23', current: 5, max: 10 });
      assert.equal(graph.asked.length, 4);
    });

    it('joins the two without regard to case, and keeps Microsoft’s spelling', async () => {
      serve(
        [profile({ id: 'MDO_SafeLinks' }), profile({ id: 'mdo_safelinks', title: 'again' })],
        [
          day({
            controlScores: [
              { controlName: 'mdo_SAFElinks', score: 2 },
              { controlName: 'mdo_safelinks', score: 3 },
              { controlName: 'unknown_to_profiles', score: 9 },
            ],
          }),
        ],
      );
      const { controls } = await reading();
      assert.deepEqual(
        controls.map(({ id, title, score: points }) => [id, title, points]),
        [['MDO_SafeLinks', 'MFA', 2]],
      );
    });

    it('reads numbers that are strings', async () => {
      const control = await one({ maxScore: '8.5', rank: ' 7 ' }, { score: '0.0' });
      assert.deepEqual([control.maxScore, control.rank, control.score], [8.5, 7, 0]);
      serve([], [day({ currentScore: '342.94', maxScore: '1717' })]);
      assert.deepEqual((await reading()).score, { day: '2026-11-23', current: 342.94, max: 1717 });
    });

    it('does without whatever is null or absent', async () => {
      const nothing = {
        category: '',
        service: '',
        score: null,
        update: { state: 'Default', by: '', at: null, comment: '' },
        rank: null,
        tier: '',
        implementationCost: '',
        userImpact: '',
        threats: [],
        actionUrl: '',
        deprecated: false,
        implementationStatus: '',
        lastSynced: null,
      };
      const bare = { id: 'scid_118', title: 'scid_118', maxScore: 1, ...nothing };
      serve([{ id: 'scid_118', maxScore: 1, unheardOf: {} }], []);
      assert.deepEqual(await reading(), { controls: [bare], score: undefined, updates: [] });
      const names = ['title', 'controlCategory', 'service', 'rank', 'tier', 'implementationCost'];
      const more = ['userImpact', 'threats', 'actionUrl', 'deprecated', 'controlStateUpdates'];
      const nulls = Object.fromEntries([...names, ...more].map((name) => [name, null]));
      const controlScores = [{ controlName: 'scid_118', score: null, implementationStatus: null }];
      serve([{ ...nulls, id: 'scid_118', maxScore: 1 }], [day({ controlScores })]);
      assert.deepEqual((await reading()).controls, [bare]);
    });

    it('says unknown, spelled as it may be, as nothing', async () => {
      const control = await one({
        tier: 'unknown',
        implementationCost: 'Unknown',
        userImpact: 'tba',
      });
      assert.deepEqual(
        [control.tier, control.implementationCost, control.userImpact],
        ['', '', ''],
      );
    });

    it('spells levels and threats in one way', async () => {
      const control = await one({
        implementationCost: 'low',
        userImpact: 'Medium',
        threats: ['Account Breach', ' Account breach', 'Unknown', 'DDoS Attack', ''],
        actionUrl: ' https://docs.example.org/x',
      });
      assert.deepEqual([control.implementationCost, control.userImpact], ['Low', 'Moderate']);
      assert.deepEqual(control.threats, ['Account breach', 'DDoS attack']);
      assert.equal(control.actionUrl, 'https://docs.example.org/x');
      assert.equal((await one({ actionUrl: 'javascript:alert(1)' })).actionUrl, '');
    });

    it('shows the status of the measurement as plain text', async () => {
      const scored = {
        implementationStatus: '<p> 100% of users&nbsp;</p><ul><li>Default</li></ul>',
        lastSynced: '2024-01-01T13:58:47Z',
      };
      const control = await one({ deprecated: true }, scored);
      assert.equal(control.implementationStatus, '100% of users Default');
      assert.equal(control.lastSynced, '2024-01-01T13:58:47.000Z');
      assert.equal(control.deprecated, true);
    });

    it('takes the newest day, wherever it stands', async () => {
      const at = (createdDateTime: unknown, currentScore: number) =>
        day({ createdDateTime, currentScore });
      serve(
        [],
        [at('2026-11-21T00:00:00Z', 1), at('2026-11-23T00:00:00Z', 3), at('2026-11-22', 2)],
      );
      assert.deepEqual((await reading()).score, { day: '2026-11-23', current: 3, max: 10 });
      serve([], [at('never', 1), at('2026-11-22T00:00:00Z', 2)]);
      assert.equal((await reading()).score?.day, '2026-11-22');
    });

    it('leaves out and counts what is malformed', async () => {
      const bad = [{ maxScore: 1 }, profile({ id: 'a', maxScore: 'many' }), 7, null];
      const worse = [
        profile({ id: 'b', maxScore: -1 }),
        profile({ id: 'c', controlStateUpdates: 'x' }),
      ];
      const state = profile({ id: 'd', controlStateUpdates: [{ state: 5 }] });
      const controlScores = [{ score: 1 }, { controlName: 'adminmfav2', score: 4 }];
      serve([...bad, profile(), ...worse, state], [day({ controlScores })]);
      const { controls } = await reading();
      assert.deepEqual(
        controls.map(({ id, score: points }) => [id, points]),
        [['AdminMFAV2', 4]],
      );
      assert.deepEqual(log.lines, ['graph.leftOut {"count":8}']);
    });

    it('is unavailable where nothing can be read, so that nothing known is lost', async () => {
      serve([{ name: 'renamed' }], [day()]);
      assert.deepEqual(await score.read(), unavailable);
      serve([profile()], [{ points: 5 }]);
      assert.deepEqual(await score.read(), unavailable);
      graph.answer(({ path }) => ({ body: path === SCORES ? { error: 'no' } : { value: [] } }));
      assert.deepEqual(await score.read(), unavailable);
      assert.equal(log.lines.filter((line) => line.startsWith('graph.unreadable')).length, 3);
    });

    it('fails as Graph fails, on profiles and on the score', async () => {
      graph.answer(() => ({ status: 403 }));
      assert.deepEqual(await score.read(), { ok: false, trouble: 'forbidden' });
      const headers = { 'retry-after': '3' };
      graph.answer(({ path }) =>
        path === SCORES ? { status: 429, headers } : { body: { value: [] } },
      );
      const throttled = { ok: false, trouble: 'throttled', retryAfterMs: 3_000 };
      assert.deepEqual(await score.read(), throttled);
    });

    it('reads every dated entry of each history, once a control', async () => {
      const at = (state: string, updatedDateTime: string | null) => ({
        state,
        updatedDateTime,
        updatedBy: ' a@b.example ',
        comment: null,
      });
      const updated = { updatedBy: 'Admin', comment: 'ours' };
      const controlStateUpdates = [
        at('Ignored', '2026-11-01T00:00:00Z'),
        at('Default', null),
        at('Default', '0001-01-01T00:00:00Z'),
        { ...at('ThirdParty', '2026-11-02T00:00:00'), ...updated },
      ];
      serve(
        [
          profile({ controlStateUpdates }),
          profile({ id: 'ADMINMFAV2', controlStateUpdates }),
          profile({ id: 'b' }),
        ],
        [],
      );
      const { updates, controls } = await reading();
      const key = 'adminmfav2';
      assert.deepEqual(updates, [
        { key, at: '2026-11-01T00:00:00.000Z', state: 'Ignored', by: 'a@b.example', comment: '' },
        { key, at: '2026-11-02T00:00:00.000Z', state: 'ThirdParty', by: 'Admin', comment: 'ours' },
      ]);
      assert.equal(controls[0]?.update.state, 'ThirdParty');
    });

    it('reads a tenant without data', async () => {
      serve([], []);
      assert.deepEqual(await reading(), { controls: [], score: undefined, updates: [] });
      assert.deepEqual(log.lines, []);
    });
  });

  describe('real payloads', () => {
    const json = (name: string, raw: URL) =>
      JSON.parse(readFileSync(new URL(name, raw), 'utf8')) as { value: unknown[] };

    withData('raw/', 'are read without loss', async (raw) => {
      const profiles = json('heimdall2-msft-profiles.json', raw).value;
      serve(profiles, json('heimdall2-msft-secureScore.json', raw).value);
      const { controls, score: totals } = await reading();
      assert.deepEqual(totals, { day: '2024-01-01', current: 128, max: 274 });
      assert.equal(controls.length, 200);
      assert.equal(controls.filter(({ score: points }) => points !== null).length, 41);
      const statuses = controls.map((control) => control.implementationStatus);
      assert.ok(statuses.every((status) => !/[<>]|&\w+;/.test(status) && status.length <= 300));
      const threats = new Set(controls.flatMap((control) => control.threats));
      assert.ok(threats.has('Account breach') && !threats.has('Account Breach'));
      assert.ok(controls.every(({ update }) => update.state === 'Default'));
      assert.deepEqual(log.lines, []);
    });

    withData('raw/', 'are read as the documentation has them', async (raw) => {
      const samples = json('msgraph-docs-samples.json', raw) as unknown as Record<
        string,
        { value: unknown[] }
      >;
      const { listSecureScoreControlProfiles: profiles, listSecureScores: scores } = samples;
      assert.ok(profiles && scores);
      serve(profiles.value, scores.value);
      const { controls, score: totals } = await reading();
      assert.deepEqual(totals, { day: '2019-03-19', current: 387, max: 697 });
      assert.deepEqual(
        controls.map(({ id, score: points, userImpact }) => [id, points, userImpact]),
        [['DLPEnabled', 20, 'Moderate']],
      );
    });
  });
});
