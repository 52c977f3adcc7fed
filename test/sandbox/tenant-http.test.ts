import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sandboxPeople, sandboxRoles } from '../../src/sandbox/tenant-directory.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { tenantServer, type TenantServer } from '../../src/sandbox/tenant-server.ts';
import {
  get,
  pagesOf,
  profiles,
  scores,
  send,
  type Got,
  type Page,
  type Profile,
  type Score,
} from './ask-tenant.ts';

const vendorInformation = { provider: 'SecureScore', vendor: 'Microsoft' };

describe("the simulated tenant's Graph", () => {
  let server: TenantServer;
  beforeEach(async () => {
    server = await tenantServer({ now: () => new Date('2026-11-23T09:00:00Z') });
  });
  afterEach(() => server.close());

  const at = (path: string): string => server.url + path;
  const newestScore = async (): Promise<Score> => {
    const [newest] = (await get<Page<Score>>(at(`${scores}?$top=1`))).value;
    assert.ok(newest);
    return newest;
  };
  const patch = (id: string, body: object, prefer?: string): Promise<Got> =>
    send('PATCH', at(`${profiles}/${id}`), { vendorInformation, ...body }, prefer);
  const codeOf = ({ body }: Got): string => (body as { error: { code: string } }).error.code;

  describe('scores', () => {
    it('lead through all days, however small the page', async () => {
      const pages = await pagesOf<Score>(at(`${scores}?$top=1&$select=createdDateTime`));
      assert.equal(pages.length, 90);
      assert.deepEqual(pages[1], [{ createdDateTime: '2026-11-22T00:00:00Z' }]);
    });

    it('can be filtered by date', async () => {
      const filter = encodeURIComponent('createdDateTime ge 2026-11-20T00:00:00Z');
      const pages = await pagesOf(at(`${scores}?$filter=${filter}&$top=3`));
      assert.deepEqual(
        pages.map(({ length }) => length),
        [3, 1],
      );
      const odd = encodeURIComponent('createdDateTime ge yesterday');
      assert.equal((await send('GET', at(`${scores}?$filter=${odd}`))).status, 400);
    });

    it('are found by the id of their day', async () => {
      const { id } = await newestScore();
      assert.equal((await get<Score>(at(`${scores}/${id}`))).id, id);
      const tooOld = id.replace('2026', '2020');
      assert.equal((await send('GET', at(`${scores}/${tooOld}`))).status, 404);
    });

    it('have the quirks of the real ones', async () => {
      const { controlScores: items } = await newestScore();
      const known = (await pagesOf<Profile>(at(profiles))).flat();
      const ids = new Set(known.map(({ id }) => id));
      const keys = new Set(known.map(({ id }) => id.toLowerCase()));
      assert.ok(items.some(({ score }) => typeof score === 'string'));
      assert.ok(items.some(({ score }) => typeof score === 'number'));
      assert.ok(items.some(({ controlName }) => !ids.has(controlName)));
      assert.ok(items.every(({ controlName }) => keys.has(controlName.toLowerCase())));
      assert.ok(items.some(({ implementationStatus }) => implementationStatus.startsWith('<')));
      assert.ok(items.some(({ implementationStatus }) => implementationStatus === ''));
      const texts = items.flatMap(({ on = '', count = '' }) => [typeof on, typeof count]);
      assert.deepEqual([...new Set(texts)], ['string']);
    });

    it('lack comparisons, or say -1, now and then', async () => {
      const days = (await pagesOf<Score>(at(scores))).flat();
      const items = days.map((one) => one.averageComparativeScores);
      assert.ok(items.some(({ length }) => length === 1));
      assert.ok(items.flat().some(({ averageScore }) => averageScore === -1));
    });
  });

  describe('directory', () => {
    it('tells of a user what was asked for', async () => {
      const select = '$select=id,displayName,accountEnabled,userType';
      const eve = await get<object>(at(`/v1.0/users/sandbox-eve?${select}`));
      assert.deepEqual(eve, {
        '@odata.context': `${server.url}/v1.0/$metadata#users/$entity`,
        id: 'sandbox-eve',
        displayName: 'Eve Engel',
        accountEnabled: true,
        userType: 'Member',
      });
      const gus = await get<Record<string, unknown>>(at('/v1.0/users/sandbox-gus'));
      assert.match(String(gus['userPrincipalName']), /#EXT#/);
      assert.equal('userType' in gus, false);
      assert.equal(codeOf(await send('GET', at('/v1.0/users/nobody'))), 'Request_ResourceNotFound');
    });

    it('checks 20 groups at most, nested ones included', async () => {
      const check = (id: string, groupIds: readonly string[]): Promise<Got> =>
        send('POST', at(`/v1.0/users/${id}/checkMemberGroups`), { groupIds });
      const { body } = await check('sandbox-ed', ['sandbox-engineers', 'sandbox-cisos', 'other']);
      assert.deepEqual((body as Page<string>).value, ['sandbox-engineers']);
      const many = Array.from({ length: 21 }, (_, at) => `group-${String(at)}`);
      assert.equal((await check('sandbox-ed', many)).status, 400);
      assert.equal((await check('nobody', ['sandbox-cisos'])).status, 404);
    });

    it('lists the members of a group page by page', async () => {
      const members = '/v1.0/groups/sandbox-engineers/transitiveMembers/microsoft.graph.user';
      const pages = await pagesOf<{ readonly id: string }>(at(`${members}?$top=1`));
      assert.deepEqual(
        pages.map((page) => page.map(({ id }) => id)),
        [['sandbox-eve'], ['sandbox-ed']],
      );
      assert.equal(
        (await get<{ readonly displayName: string }>(at('/v1.0/groups/sandbox-cisos'))).displayName,
        'CISOs',
      );
      assert.equal((await send('GET', at(members.replace('engineers', 'nobodies')))).status, 404);
    });

    it('knows everyone who holds a role', async () => {
      const ids = new Set(sandboxPeople.map(({ id }) => `user:${id}`));
      assert.equal(ids.size, 7);
      assert.deepEqual(
        Object.values(sandboxRoles)
          .flat()
          .filter((one) => !ids.has(one)),
        [],
      );
    });
  });

  describe('on demand', () => {
    it('throttles for as many answers as were asked for', async () => {
      server.tenant.fail('throttle', 2);
      const got = [
        await send('GET', at(scores)),
        await send('GET', at(scores)),
        await send('GET', at(scores)),
      ];
      assert.deepEqual(
        got.map(({ status, headers }) => [status, headers.get('retry-after')]),
        [
          [429, '1'],
          [429, '1'],
          [200, null],
        ],
      );
    });

    it('refuses writes alone, until that is ended', async () => {
      server.tenant.fail('refuse');
      assert.equal((await send('GET', at(scores))).status, 200);
      const got = await patch('UserRiskPolicy', { state: 'Ignored' });
      assert.deepEqual([got.status, codeOf(got)], [403, 'accessDenied']);
      server.tenant.fail('none');
      assert.equal((await patch('UserRiskPolicy', { state: 'Ignored' })).status, 204);
    });

    it('is down', async () => {
      server.tenant.fail('down');
      assert.equal((await send('GET', at(scores))).status, 503);
    });

    it('has no scores for a while, and everything else', async () => {
      server.tenant.fail('scores-down', 2);
      assert.equal((await send('GET', at(profiles))).status, 200);
      assert.equal((await send('GET', at(scores))).status, 503);
      assert.equal((await send('GET', at(`${scores}?$top=1`))).status, 503);
      assert.equal((await send('GET', at(scores))).status, 200);
    });

    it('takes writes and forgets them', async () => {
      server.tenant.fail('ignore-writes', 1);
      assert.equal((await patch('UserRiskPolicy', { state: 'Ignored' })).status, 204);
      assert.deepEqual(server.tenant.portal(), []);
    });

    it('hangs', async () => {
      server.tenant.fail('hang', 1);
      const signal = AbortSignal.timeout(50);
      await assert.rejects(fetch(at(scores), { signal }), { name: 'TimeoutError' });
      assert.equal((await send('GET', at(scores))).status, 200);
    });
  });

  it('says what it does not know', async () => {
    assert.equal((await send('GET', at('/v1.0/me'))).status, 400);
    assert.equal((await send('GET', at('/v1.0/users/%zz'))).status, 400);
    assert.equal((await send('DELETE', at(scores))).status, 405);
    assert.deepEqual(server.tenant.requests.at(-1), { method: 'DELETE', path: scores });
  });

  it('remembers the last thousand requests', async () => {
    for (let turn = 0; turn < 1_001; turn++) {
      const req = new IncomingMessage(new Socket());
      req.method = 'GET';
      await server.tenant.handle(
        req,
        new ServerResponse(req),
        `/v1.0/users/sandbox-eve?${String(turn)}`,
      );
    }
    assert.equal(server.tenant.requests.length, 1_000);
    assert.equal(server.tenant.requests[0]?.path, '/v1.0/users/sandbox-eve?1');
  });

  it('takes a body that a server in front has read already', async () => {
    for (const body of [{ groupIds: ['sandbox-cisos'] }, '{"groupIds":["sandbox-cisos"]}']) {
      const req = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', body });
      const res = new ServerResponse(req);
      const { end, text } = sinkOf(res);
      await server.tenant.handle(req, res, '/v1.0/users/sandbox-carl/checkMemberGroups');
      assert.equal(end(), 200);
      assert.deepEqual(JSON.parse(text()), { value: ['sandbox-cisos'] });
    }
  });

  it('answers 500 where its own shelf fails, and forgets the write', async () => {
    const put = (): Promise<never> => Promise.reject(new Error('full'));
    const kept = { ...memoryShelf(), get: () => Promise.resolve({ at: '2026-11-23T09:00:00Z' }) };
    const failing = await tenantServer({ shelf: { ...kept, put } });
    const url = `${failing.url}${profiles}/UserRiskPolicy`;
    const got = await send('PATCH', url, { vendorInformation, state: 'Ignored' });
    assert.equal(got.status, 500);
    assert.deepEqual(failing.tenant.portal(), []);
    await failing.close();
  });

  it('can do without the quirks, in pages of any size', async () => {
    const plain = await tenantServer({ quirks: false, profilePage: 460, scorePage: 1 });
    const ids = (await pagesOf<Profile>(plain.url + profiles)).flat().map(({ id }) => id);
    const [score] = (await get<Page<Score>>(plain.url + scores)).value;
    assert.ok(score);
    assert.ok(score.controlScores.every(({ controlName }) => ids.includes(controlName)));
    assert.ok(score.controlScores.every((one) => typeof one.score === 'number'));
    await plain.close();
  });
});

/** What a response that leads nowhere was given. */
function sinkOf(res: ServerResponse): { readonly end: () => number; readonly text: () => string } {
  let sent = '';
  res.end = ((chunk: Buffer) => {
    sent = chunk.toString('utf8');
    return res;
  }) as typeof res.end;
  return { end: () => res.statusCode, text: () => sent };
}
