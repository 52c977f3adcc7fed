import assert from 'node:assert/strict';
import type { SecureScore } from '../../src/app/graph-ports.ts';
import { graphClient } from '../../src/graph/client.ts';
import { secureScore } from '../../src/graph/secure-score.ts';
import { fakeGraph, fakeLog, type FakeGraph } from './fake-graph.ts';

const PROFILES = '/security/secureScoreControlProfiles';
const unavailable = { ok: false, trouble: 'unavailable' };

describe('a control in Secure Score', () => {
  let graph: FakeGraph;
  let score: SecureScore;

  beforeEach(async () => {
    graph = await fakeGraph();
    score = secureScore(graphClient({ baseUrl: graph.baseUrl }), fakeLog());
  });
  afterEach(() => graph.close());

  describe('its update', () => {
    const at = (state: unknown, updatedDateTime: unknown = null) => ({ state, updatedDateTime });
    const stateOf = async (...controlStateUpdates: unknown[]) => {
      graph.answer(() => ({ body: { id: 'adminmfav2', controlStateUpdates } }));
      const answer = await score.update('AdminMFAV2');
      return answer.ok ? answer.value.state : answer.trouble;
    };

    it('is the newest one, whatever the order', async () => {
      const old = at('Ignored', '2026-11-01T00:00:00Z');
      const young = at('ThirdParty', '2026-11-01T00:00:00.5Z');
      const never = at('Reviewed');
      const min = at('Planned', '0001-01-01T00:00:00Z');
      assert.equal(await stateOf(old, young, never, min), 'ThirdParty');
      assert.equal(await stateOf(min, young, old), 'ThirdParty');
      assert.equal(await stateOf(never, old), 'Ignored');
      assert.equal(
        await stateOf(at('a', '2026-11-02T01:00:00+02:00'), at('b', '2026-11-01T23:30:00')),
        'b',
      );
      assert.equal(await stateOf(at('first'), at('last')), 'last');
    });

    it('is Default where there is none, or one that says nothing', async () => {
      assert.equal(await stateOf(), 'Default');
      assert.equal(await stateOf(at(null)), 'Default');
      assert.equal(await stateOf(at(' ')), 'Default');
    });

    it('keeps a state that is unknown to us as it is spelled', async () => {
      assert.equal(await stateOf(at('AlternateMitigation')), 'AlternateMitigation');
      assert.equal(await stateOf(at('ignored')), 'ignored');
    });

    it('says who, when and why', async () => {
      const updatedDateTime = '2019-03-19T22:37:14.628799Z';
      const update = {
        state: 'Reviewed',
        updatedBy: 'a@b.example',
        updatedDateTime,
        comment: ' ok ',
      };
      graph.answer(() => ({ body: { id: 'x y/z', controlStateUpdates: [update] } }));
      assert.deepEqual(await score.update('x y/z'), {
        ok: true,
        value: {
          state: 'Reviewed',
          by: 'a@b.example',
          at: '2019-03-19T22:37:14.628Z',
          comment: 'ok',
        },
      });
      assert.equal(graph.asked[0]?.path, `${PROFILES}/x%20y%2Fz`);
    });

    it('is not taken from another control, nor from what is none', async () => {
      for (const body of [{ id: 'other' }, { value: [] }, 'none', '']) {
        graph.answer(() => ({ body }));
        assert.deepEqual(await score.update('AdminMFAV2'), unavailable);
      }
      graph.answer(() => ({ status: 404 }));
      assert.deepEqual(await score.update('AdminMFAV2'), { ok: false, trouble: 'notFound' });
    });
  });

  describe('its state, written', () => {
    it('sends state, comment and vendor, and asks for the profile back', async () => {
      graph.answer(() => ({ body: { id: 'Admin/MFA' } }));
      const done = { ok: true, value: undefined };
      assert.deepEqual(
        await score.write('Admin/MFA', 'Ignored', 'Risk accepted RA-2026-0042'),
        done,
      );
      const [asked] = graph.asked;
      assert.equal(asked?.method, 'PATCH');
      assert.equal(asked.path, `${PROFILES}/Admin%2FMFA`);
      assert.equal(asked.headers['prefer'], 'return=representation');
      assert.equal(asked.headers['content-type'], 'application/json');
      assert.deepEqual(asked.body, {
        state: 'Ignored',
        comment: 'Risk accepted RA-2026-0042',
        vendorInformation: { provider: 'SecureScore', vendor: 'Microsoft' },
      });
    });

    it('takes 204 for done too, and a failure for what it is, once', async () => {
      graph.answer(() => ({ status: 204 }));
      assert.equal((await score.write('a', 'Default', '')).ok, true);
      graph.answer(() => ({ status: 400, body: { error: { code: '' } } }));
      const refused = { ok: false, trouble: 'badRequest' };
      assert.deepEqual(await score.write('a', 'ThirdParty', ''), refused);
      assert.equal(graph.asked.length, 2);
    });
  });
});
