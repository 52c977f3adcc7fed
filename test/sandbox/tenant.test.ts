import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { catalogue, factOf } from '../../src/sandbox/catalogue.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { tenantServer, type TenantServer } from '../../src/sandbox/tenant-server.ts';
import { secureScore } from '../../src/sandbox/tenant-score.ts';
import { openWorld } from '../../src/sandbox/tenant-world.ts';
import type { TenantOptions } from '../../src/sandbox/tenant.ts';
import { get, pagesOf, scores, type Page, type Score } from './ask-tenant.ts';
import { script, starts } from '../../src/sandbox/tenant-story.ts';
import { withData } from '../support/shared-data.ts';

const epoch = new Date('2026-11-23T09:00:00Z');
const DAY_MS = 86_400_000;
const onDay = (day: number): Date => new Date(epoch.getTime() + day * DAY_MS);

interface World extends TenantServer {
  clock: Date;
}

async function withTenant(
  use: (world: World) => Promise<void>,
  options: Partial<TenantOptions> = {},
): Promise<void> {
  const world = { clock: epoch } as World;
  Object.assign(world, await tenantServer({ now: () => world.clock, ...options }));
  try {
    await use(world);
  } finally {
    await world.close();
  }
}

const scoresUrl = ({ url }: World): string => url + scores;

async function newest(world: World): Promise<Score> {
  const [score] = (await get<Page<Score>>(`${scoresUrl(world)}?$top=1`)).value;
  assert.ok(score);
  return score;
}

const points = (score: Score | undefined, id: string): number | undefined => {
  const name = id.toLowerCase();
  const found = score?.controlScores.find((one) => one.controlName.toLowerCase() === name);
  return found && Number(found.score);
};

const statusOf = (world: World, id: string): string | undefined => world.tenant.control(id)?.status;

describe('the catalogue of the simulated tenant', () => {
  it('holds 441 live controls, Cloud Discovery and 18 retired ones', () => {
    assert.equal(catalogue.length, 460);
    assert.equal(catalogue.filter(({ retired }) => retired).length, 18);
    assert.deepEqual(
      [factOf('MCAS_Cloud_Discovery')].map((fact) => [fact?.title, fact?.category, fact?.maxScore]),
      [['Cloud Discovery', 'Apps', 4.5]],
    );
  });

  withData('catalogue.json', 'says the published facts', async (source) => {
    const published = JSON.parse(await readFile(source, 'utf8')) as readonly Record<
      string,
      unknown
    >[];
    assert.equal(published.length, 459);
    for (const { id, controlCategory, sources, retired, maxScore, ...rest } of published) {
      assert.ok(sources);
      const fact = factOf(String(id));
      assert.deepEqual(fact, {
        ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? ''])),
        id,
        category: controlCategory,
        maxScore: maxScore ?? 5,
        rank: rest['rank'] ?? null,
        retired: retired ?? false,
      });
    }
  });

  it('knows every control of the story', () => {
    const told = [...starts.keys(), ...script.map(({ id }) => id)];
    assert.deepEqual(
      told.filter((id) => factOf(id)?.retired !== false),
      [],
    );
  });
});

describe('a shelf in memory', () => {
  it('keeps copies, by kind and id, until they are taken away', async () => {
    const shelf = memoryShelf();
    const body = { words: ['one'] };
    await shelf.put('tenant', 'a', body);
    body.words.push('two');
    assert.deepEqual(await shelf.get('tenant', 'a'), { words: ['one'] });
    assert.deepEqual(await shelf.list('tenant'), [{ id: 'a', body: { words: ['one'] } }]);
    await shelf.remove('tenant', 'a');
    assert.equal(await shelf.get('tenant', 'a'), undefined);
    assert.deepEqual(await shelf.list('chat'), []);
  });
});

describe('the life of the simulated tenant', () => {
  it('holds 90 days, newest first, the newest being today from six in the morning on', async () => {
    await withTenant(async (world) => {
      const pages = await pagesOf<Score>(scoresUrl(world));
      const items = pages.flat();
      assert.equal(items.length, 90);
      assert.ok(pages.length > 1);
      assert.equal(items[0]?.createdDateTime, '2026-11-23T00:00:00Z');
      assert.equal(items[89]?.createdDateTime, '2026-08-26T00:00:00Z');
      world.clock = new Date('2026-11-23T05:59:00Z');
      assert.equal((await newest(world)).createdDateTime, '2026-11-22T00:00:00Z');
    });
  });

  it('earns 60 to 70 percent, which are the sum of its controls', async () => {
    await withTenant(async (world) => {
      const score = await newest(world);
      const sum = score.controlScores.reduce((total, one) => total + Number(one.score), 0);
      assert.equal(score.currentScore, Math.round(sum * 100) / 100);
      const percent = (100 * score.currentScore) / score.maxScore;
      assert.ok(percent > 60 && percent < 70, String(percent));
      assert.deepEqual(world.tenant.score(), { current: score.currentScore, max: score.maxScore });
      // A tenth of the controls is not measured.
      assert.ok(score.controlScores.length > 380 && score.controlScores.length < 420);
    });
  });

  it('has a story behind it', async () => {
    await withTenant(async (world) => {
      const items = (await pagesOf<Score>(scoresUrl(world))).flat();
      const seen = (id: string, ...days: readonly number[]): unknown[] =>
        days.map((day) => points(items[-day], id));
      assert.deepEqual(seen('mdo_safelinksforemail', -71, -70, -66), [1.8, 5.4, 9]);
      assert.deepEqual(seen('mip_DLP_policies_Teams', -42, -41), [undefined, 0]);
      assert.deepEqual(seen('MDA_Dropbox_InactiveTimeoutMins', -31, -30), [6, undefined]);
      assert.deepEqual(seen('mdo_bulkspamaction', -21, -20), [5, 3]);
      assert.deepEqual(seen('MFARegistrationV2', -13, -12, -9, -8), [9, 8.58, 8.58, 9]);
      assert.deepEqual(seen('mcas_cloud_discovery', -89, 0), [0, 0]);
      const fallen = items[10]?.controlScores.find((one) => /mfareg/i.test(one.controlName));
      assert.equal(fallen?.count, '162');
    });
  });

  it('says for some days of one control that it was measured long before', async () => {
    await withTenant(async (world) => {
      const synced: string[] = [];
      for (const day of [-5, -4, 0, 3, 4]) {
        world.clock = onDay(day);
        const one = (await newest(world)).controlScores.find(({ controlName }) =>
          /^exo_oauth2clientprofileenabled$/i.test(controlName),
        );
        synced.push(`${String(one?.score)} ${String(one?.lastSynced.slice(0, 10))}`);
      }
      assert.deepEqual(
        synced.map((said) => said.replace('.0 ', ' ')),
        ['3 2026-11-18', '0 2026-11-07', '0 2026-11-07', '0 2026-11-07', '0 2026-11-27'],
      );
    });
  });

  it('goes on with the story after the epoch', async () => {
    await withTenant(async (world) => {
      const seen = async (id: string, ...days: readonly number[]): Promise<unknown[]> => {
        const found: unknown[] = [];
        for (const day of days) {
          world.clock = onDay(day);
          found.push(points(await newest(world), id));
        }
        return found;
      };
      assert.deepEqual(await seen('BlockLegacyAuthentication', 2, 3, 8, 9), [8, 0, 0, 8]);
      assert.deepEqual(await seen('SigninRiskPolicy', 4, 5, 12), [7, 4.9, 7]);
      const fresh = await seen('AppG_unusual_activity_with_priority_account', 5, 6);
      assert.deepEqual(fresh, [undefined, 0]);
    });
  });

  it('lives on for years, in small steps, and had quiet years before', async () => {
    await withTenant(async (world) => {
      const totals: number[] = [];
      const shares: number[] = [];
      for (let day = 14; day < 14 + 730; day++) {
        world.clock = onDay(day);
        const { current, max } = world.tenant.score();
        totals.push(current);
        shares.push((100 * current) / max);
      }
      const changes = totals.filter((total, at) => at > 0 && total !== totals[at - 1]).length;
      assert.ok(changes > 90 && changes < 200, String(changes));
      assert.ok(Math.min(...shares) > 50 && Math.max(...shares) < 80);
      assert.equal(statusOf(world, 'mcas_cloud_discovery'), 'To address');
      world.clock = onDay(-365);
      const before = world.tenant.score();
      world.clock = onDay(-100);
      assert.deepEqual(world.tenant.score(), before);
    });
  });

  it('is the same each time, however the clock was moved', async () => {
    const read = async (days: readonly number[]): Promise<unknown> => {
      let last: unknown;
      await withTenant(async (world) => {
        for (const day of days) {
          world.clock = onDay(day);
          last = await newest(world);
        }
      });
      return last;
    };
    assert.deepEqual(await read([-365, 500, 3, 200]), await read([0, 200]));
  });

  it('works out 90 days in less than 300 ms', async () => {
    const world = await openWorld(memoryShelf(), epoch);
    const newest = world.newestDay(epoch);
    const began = performance.now();
    for (let back = 0; back < 90; back++) secureScore(world.day(newest - back), true);
    assert.ok(performance.now() - began < 300);
  });

  it('has things to do, small and large, and things done', async () => {
    await withTenant(async (world) => {
      const open = catalogue.filter(({ id }) => statusOf(world, id) === 'To address');
      assert.ok(open.filter(({ maxScore }) => maxScore <= 2).length >= 5);
      assert.ok(open.filter(({ maxScore }) => maxScore >= 6).length >= 5);
      const done = ['AdminMFAV2', 'MFARegistrationV2', 'BlockLegacyAuthentication'];
      for (const id of done) assert.equal(statusOf(world, id), 'Completed', id);
    });
  });

  it('shows a status in the points from the next day on', async () => {
    await withTenant(async (world) => {
      const set = (controlId: string, state: 'Ignored' | 'ThirdParty'): Promise<boolean> =>
        world.tenant.setByHand({ controlId, state, comment: 'by hand', by: 'sandbox-carl' });
      assert.equal(await set('userriskpolicy', 'ThirdParty'), true);
      assert.equal(await set('AdminMFAV2', 'Ignored'), true);
      assert.equal(await set('scid_10000', 'ThirdParty'), true);
      assert.equal(await set('no_such_control', 'Ignored'), false);
      assert.equal(points(await newest(world), 'UserRiskPolicy'), 0);
      world.clock = onDay(1);
      assert.equal(points(await newest(world), 'UserRiskPolicy'), 7);
      assert.equal(points(await newest(world), 'AdminMFAV2'), 0);
    });
  });

  it('shows in the portal what was touched, the newest first', async () => {
    await withTenant(async (world) => {
      const { tenant } = world;
      let told = 0;
      const stop = tenant.onChange(() => (told += 1));
      const by = 'sandbox-carl';
      await tenant.setByHand({ controlId: 'UserRiskPolicy', state: 'Ignored', comment: 'one', by });
      await tenant.setByHand({ controlId: 'AdminMFAV2', state: 'Reviewed', comment: 'two', by });
      await tenant.setByHand({ controlId: 'UserRiskPolicy', state: 'Default', comment: '', by });
      stop();
      await tenant.setByHand({ controlId: 'AdminMFAV2', state: 'Reviewed', comment: 'six', by });
      assert.equal(told, 3);
      assert.deepEqual(
        tenant.portal().map(({ id, status }) => [id, status]),
        [
          ['AdminMFAV2', 'Resolved through alternate mitigation'],
          ['UserRiskPolicy', 'To address'],
        ],
      );
      const [newer, older] = tenant.control('userriskpolicy')?.history ?? [];
      assert.equal(newer?.state, 'Default');
      assert.equal(older?.by, 'carl.cato@sandbox.example');
      assert.ok(newer.at > older.at);
    });
  });

  it('is as it was after a restart, and new after the shelf was emptied', async () => {
    const shelf = memoryShelf();
    const by = 'Portal';
    await withTenant(
      ({ tenant }) =>
        tenant
          .setByHand({ controlId: 'UserRiskPolicy', state: 'Ignored', comment: 'kept', by })
          .then(() => undefined),
      { shelf },
    );
    await withTenant(
      async (world) => {
        world.clock = onDay(3);
        assert.equal(statusOf(world, 'UserRiskPolicy'), 'Risk accepted');
        assert.equal(statusOf(world, 'BlockLegacyAuthentication'), 'To address');
        await shelf.startOver();
        await world.tenant.reload();
        assert.deepEqual(world.tenant.portal(), []);
        assert.equal(statusOf(world, 'BlockLegacyAuthentication'), 'Completed');
      },
      { shelf },
    );
  });
});
