import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { tenantServer, type TenantServer } from '../../src/sandbox/tenant-server.ts';
import { get, pagesOf, profiles, send, type Got, type Page, type Profile } from './ask-tenant.ts';

const vendorInformation = { provider: 'SecureScore', vendor: 'Microsoft' };
const badRequest = {
  error: { code: '', message: 'Http request failed with statusCode=BadRequest' },
};

describe("the simulated tenant's control profiles", () => {
  let server: TenantServer;
  beforeEach(async () => {
    server = await tenantServer({ now: () => new Date('2026-11-23T09:00:00Z') });
  });
  afterEach(() => server.close());

  const at = (path: string): string => server.url + path;
  const patch = (id: string, body: object, prefer?: string): Promise<Got> =>
    send('PATCH', at(`${profiles}/${id}`), { vendorInformation, ...body }, prefer);

  describe('profiles', () => {
    it('join from three pages to 460, the retired ones among them', async () => {
      const pages = await pagesOf<Profile>(at(profiles));
      assert.deepEqual(
        pages.map(({ length }) => length),
        [200, 200, 60],
      );
      const ids = new Set(pages.flat().map(({ id }) => id));
      assert.equal(ids.size, 460);
      assert.equal(pages.flat().filter(({ deprecated }) => deprecated).length, 18);
    });

    it('take $top as the size of a page', async () => {
      assert.equal((await pagesOf(at(`${profiles}?$top=999`))).length, 1);
      assert.equal((await pagesOf(at(`${profiles}?$top=230`))).length, 2);
      assert.equal((await send('GET', at(`${profiles}?$top=none`))).status, 400);
    });

    it('can be filtered, until there are too many alternatives', async () => {
      const by = (filter: string): Promise<Page<Profile>> =>
        get(at(`${profiles}?$filter=${encodeURIComponent(filter)}`));
      const { value } = await by("id eq 'AdminMFAV2' or id eq 'OneAdmin'");
      assert.deepEqual(value.map(({ id }) => id).sort(), ['AdminMFAV2', 'OneAdmin']);
      const many = Array.from({ length: 17 }, () => "id eq 'OneAdmin'").join(' or ');
      assert.deepEqual((await by(many)).value, []);
    });

    it('are found in any spelling and both forms of a key', async () => {
      const one = await get<Profile>(at(`${profiles}/adminmfav2`));
      assert.equal(one.id, 'AdminMFAV2');
      assert.equal(one.maxScore, 10);
      assert.deepEqual(await get(at(`${profiles}('AdminMFAV2')`)), one);
      assert.equal((await send('GET', at(`${profiles}/no_such_thing`))).status, 404);
    });

    it('say unknown in more than one way, and never a state of their own', async () => {
      const items = (await pagesOf<Profile>(at(profiles))).flat();
      const said = new Set(items.map(({ userImpact }) => userImpact));
      assert.ok(said.has('Unknown') && said.has(null));
      assert.equal(items.filter((one) => 'state' in one).length, 0);
      assert.deepEqual(items[0]?.controlStateUpdates, [
        {
          assignedTo: null,
          comment: null,
          state: 'Default',
          updatedBy: null,
          updatedDateTime: null,
        },
      ]);
    });
  });

  describe('PATCH of a profile', () => {
    it('puts a state on top of the history', async () => {
      const { status, body } = await patch('userriskpolicy', { state: 'ignored', comment: 'why' });
      assert.deepEqual([status, body], [204, undefined]);
      const { controlStateUpdates: updates } = await get<Profile>(at(`${profiles}/UserRiskPolicy`));
      const written = updates.find(({ updatedDateTime }) => updatedDateTime !== null);
      assert.equal(written?.state, 'Ignored');
      assert.equal(written.comment, 'why');
      assert.match(written.updatedBy ?? '', /application/);
      assert.equal(server.tenant.control('UserRiskPolicy')?.status, 'Risk accepted');
    });

    it('answers with the profile where that is preferred', async () => {
      const prefer = 'return=representation';
      const { status, body } = await patch('UserRiskPolicy', { state: 'ThirdParty' }, prefer);
      assert.equal(status, 200);
      assert.equal((body as Profile).id, 'UserRiskPolicy');
    });

    it('appends the same state again, later by a moment, in an order that means nothing', async () => {
      const orders = new Set<string>();
      for (const id of ['UserRiskPolicy', 'PWAgePolicyNew', 'OneAdmin', 'IntegratedApps']) {
        for (const comment of ['1', '2', '3', '4']) await patch(id, { state: 'Ignored', comment });
        const { controlStateUpdates: updates } = await get<Profile>(at(`${profiles}/${id}`));
        const dated = updates.filter(({ updatedDateTime }) => updatedDateTime !== null);
        const times = dated.map(({ updatedDateTime }) => updatedDateTime ?? '');
        assert.equal(new Set(times).size, 4);
        orders.add(dated.map(({ comment }) => comment).join(''));
      }
      assert.ok(orders.size > 1, [...orders].join());
    });

    it('keeps the order of writes that come at once', async () => {
      const states = ['Ignored', 'ThirdParty', 'Default', 'Ignored'];
      await Promise.all(states.map((state) => patch('UserRiskPolicy', { state })));
      const { history = [] } = server.tenant.control('UserRiskPolicy') ?? {};
      assert.equal(new Set(history.map((one) => one.at)).size, 4);
      assert.deepEqual(
        history.map((one) => one.at),
        history
          .map((one) => one.at)
          .sort()
          .reverse(),
      );
    });

    it('keeps the state where only a comment comes', async () => {
      await patch('UserRiskPolicy', { state: 'ThirdParty' });
      await patch('UserRiskPolicy', { comment: 'said later' });
      const [newest] = server.tenant.control('UserRiskPolicy')?.history ?? [];
      assert.deepEqual([newest?.state, newest?.comment], ['ThirdParty', 'said later']);
    });

    const refusals: readonly (readonly [string, string, object])[] = [
      ['without vendorInformation', 'UserRiskPolicy', { vendorInformation: undefined }],
      [
        'from another vendor',
        'UserRiskPolicy',
        { vendorInformation: { provider: 'x', vendor: 'y' } },
      ],
      ['to Reviewed', 'UserRiskPolicy', { state: 'Reviewed' }],
      ['to a state that is none', 'UserRiskPolicy', { state: 'Planned' }],
      ['of a device control', 'scid_10000', { state: 'Ignored' }],
      ['of a completed control', 'AdminMFAV2', { state: 'Ignored' }],
    ];
    for (const [what, id, body] of refusals) {
      it(`is refused ${what}`, async () => {
        const got = await patch(id, { state: 'Ignored', ...body });
        assert.equal(got.status, 400);
        assert.deepEqual(got.body, badRequest);
        assert.deepEqual(server.tenant.portal(), []);
      });
    }

    it('is refused where the body is no JSON', async () => {
      const url = at(`${profiles}/UserRiskPolicy`);
      assert.equal((await fetch(url, { method: 'PATCH', body: '{"state":' })).status, 400);
    });

    it('finds neither unknown nor retired controls', async () => {
      assert.equal((await patch('no_such_thing', { state: 'Ignored' })).status, 404);
      assert.equal((await patch('MDA_GitHub_MFA', { state: 'Ignored' })).status, 404);
    });

    it('takes a status back from a control that is in place', async () => {
      const change = {
        controlId: 'AdminMFAV2',
        state: 'ThirdParty',
        comment: '',
        by: 'x',
      } as const;
      await server.tenant.setByHand(change);
      assert.equal((await patch('AdminMFAV2', { state: 'Default' })).status, 204);
      assert.equal((await patch('AdminMFAV2', { state: 'Ignored' })).status, 400);
    });
  });
});
