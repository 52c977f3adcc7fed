import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openDownload } from '../../src/app/open-download.ts';
import { openPage, type PageView } from '../../src/app/register-page.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { witness } from '../../src/domain/trail.ts';
import { proposal } from '../domain/examples.ts';
import { aude, carl, discovery, ed, eve, mia, type World, world, zed } from '../support/world.ts';

describe('the page of an acceptance', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const pageOf = async ({ id }: Pick<Acceptance, 'id'>, viewer = aude): Promise<PageView> => {
    const opened = await openPage(w.ports, id, viewer.id);
    assert.ok(opened.ok);
    return opened.value;
  };
  const why = async (id: string, personId: string): Promise<string> => {
    const opened = await openPage(w.ports, id, personId);
    return opened.ok ? 'opened' : opened.why;
  };

  it('opens for each of the four roles, asked of the directory each time', async () => {
    const { id } = await w.propose();
    const before = w.entra.directory.person.callCount;
    for (const who of [eve, mia, carl, aude]) assert.equal(await why(id, who.id), 'opened');
    assert.equal(w.entra.directory.person.callCount, before + 4);
  });

  it('stays closed for whoever has no role now, is unknown, or cannot be asked about', async () => {
    const { id } = await w.propose();
    assert.equal(await why(id, zed.id), 'noRole');
    assert.equal(await why(id, 'nobody'), 'noRole');
    w.entra.put({ ...aude, grants: [] });
    assert.equal(await why(id, aude.id), 'noRole');
    w.entra.state.silent = true;
    assert.equal(await why(id, mia.id), 'silent');
  });

  it('tells nobody without a role which entries there are', async () => {
    assert.equal(await why('RA-2026-0099', zed.id), 'noRole');
    assert.equal(await why('RA-2026-0099', mia.id), 'unknown');
  });

  it('logs who opened what, by ids alone', async () => {
    const { id } = await w.propose();
    await why(id, aude.id);
    await why(id, zed.id);
    const said = w.log.info.args.filter(([event]) => event === 'page-opened');
    assert.deepEqual(said, [
      ['page-opened', { acceptance: id, person: 'aude', outcome: 'opened' }],
      ['page-opened', { acceptance: id, person: 'zed', outcome: 'noRole' }],
    ]);
  });

  it('names everybody, by which right they acted, and every line with its hash', async () => {
    const approved = await w.approved({ riskOwnerId: ed.id });
    const page = await pageOf(approved);
    assert.deepEqual(page.names, { eve: 'Eve', ed: 'Ed', mia: 'Mia', carl: 'Carl' });
    const [engineer, itManager, ciso] = [eve, mia, carl].map(({ grants }) => grants[0]);
    assert.deepEqual(page.rights, { proposed: engineer, endorsed: itManager, approved: ciso });
    const trail = await w.trail(approved);
    assert.deepEqual(
      page.history.map(({ seq, at, event, byId, hash }) => [seq, at, event, byId, hash]),
      trail.map(({ seq, at, event, by, hash }) => [seq, at, event, by, hash]),
    );
    assert.deepEqual(page.history[2]?.grant, ciso);
    const last = trail.at(-1);
    assert.equal(page.head, last && witness(last));
    assert.equal(page.at, w.ports.now().toISOString());
    assert.deepEqual([page.control?.id, page.zone], [discovery.id, 'UTC']);
  });

  it('names whom a deputy acted for', async () => {
    const acceptance = await w.propose();
    await w.store.savePeople([carl]);
    const roleFrom = 'deputy:2026-11-01:2026-11-30:carl';
    const trail = await w.trail(acceptance);
    const store = {
      ...w.store,
      trail: async () => trail.map((line) => ({ ...line, roleFrom })),
    };
    const opened = await openPage({ ...w.ports, store }, acceptance.id, aude.id);
    assert.ok(opened.ok);
    assert.deepEqual(opened.value.names, { eve: 'Eve', carl: 'Carl' });
  });

  it('tells no right for what was not done, and nothing of Secure Score before it was read', async () => {
    const acceptance = await w.requestChanges(await w.endorse(await w.propose()), carl);
    await w.press(acceptance, 'resubmit', eve, {
      revision: acceptance.revision,
      proposal: proposal(),
    });
    await w.db.deleteFrom('controlReading').execute();
    const page = await pageOf(acceptance);
    assert.deepEqual([page.rights.endorsed, page.rights.approved], [undefined, undefined]);
    assert.equal(page.controlAsOf, '');
  });

  it('tells what each step changed, and the words that stand nowhere else', async () => {
    const first = await w.propose({ residualRisk: 'Low' });
    const { riskDescription } = first;
    const asked = await w.requestChanges(first, mia, { reason: 'How long?' });
    await w.press(asked, 'resubmit', eve, {
      revision: asked.revision,
      proposal: proposal({
        riskDescription: `${riskDescription} Until March.`,
        residualRisk: 'High',
      }),
    });
    const changes = (await pageOf(first)).history.map((line) =>
      line.changes.filter(({ field }) => /^(reason|r.*Risk|riskD.*|justification)$/.test(field)),
    );
    assert.deepEqual(changes, [
      [
        { field: 'riskDescription', is: 'words', words: riskDescription },
        { field: 'residualRisk', is: 'value', value: 'Low' },
      ],
      [{ field: 'reason', is: 'words', words: 'How long?' }],
      [
        { field: 'riskDescription', is: 'asItStands' },
        { field: 'residualRisk', is: 'value', value: 'High' },
      ],
    ]);
  });

  it('knows what came after it, and who proposed what it renews', async () => {
    const first = await w.reject(await w.propose());
    const second = await w.propose({}, ed);
    await w.store.savePeople([carl]);
    const renewal = { ...second, previous: first.id, earlierProposerId: 'carl' };
    const store = {
      ...w.store,
      find: async (id: string) => (id === second.id ? renewal : first),
      list: async () => [first, renewal],
    };
    const read = async (id: string) => {
      const opened = await openPage({ ...w.ports, store }, id, aude.id);
      assert.ok(opened.ok);
      return opened.value;
    };
    assert.deepEqual((await read(first.id)).followedBy, [renewal]);
    const { followedBy, names } = await read(second.id);
    assert.deepEqual([followedBy, names['carl']], [[], 'Carl']);
  });

  it('keeps a comment with the step that made it', async () => {
    const acceptance = await w.propose();
    await w.press(acceptance, 'comment', mia, { comment: 'Have a look at the logs.' });
    const { history } = await pageOf(acceptance);
    const comment = history[1]?.changes.find(({ field }) => field === 'comment');
    assert.deepEqual(comment, { field: 'comment', is: 'words', words: 'Have a look at the logs.' });
  });

  it('says of words that are no longer kept that there were some', async () => {
    const rejected = await w.reject(await w.propose());
    await w.db.updateTable('trailText').set({ salt: null, text: null }).execute();
    const { history } = await pageOf(rejected);
    const reason = history[1]?.changes.find(({ field }) => field === 'reason');
    assert.deepEqual(reason, { field: 'reason', is: 'words', words: null });
  });
});

describe('the register as a file', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const file = { contentType: 'text/csv', fileName: 'register.csv', body: 'a' };

  it('is made for whoever holds a role now, and for nobody else', async () => {
    let made = 0;
    const exports = { csv: async () => ({ ...file, body: `made ${String(++made)}` }) };
    const opened = await openDownload(w.ports, exports, 'csv', aude.id);
    assert.deepEqual(opened, { ok: true, value: { ...file, body: 'made 1' } });
    for (const [personId, why] of [
      [zed.id, 'noRole'],
      ['nobody', 'noRole'],
    ] as const)
      assert.deepEqual(await openDownload(w.ports, exports, 'csv', personId), { ok: false, why });
    w.entra.state.silent = true;
    const silent = await openDownload(w.ports, exports, 'csv', aude.id);
    assert.deepEqual([silent, made], [{ ok: false, why: 'silent' }, 1]);
  });

  it('is not there in a format that nobody makes, and each try is logged', async () => {
    const opened = await openDownload(w.ports, {}, 'xlsx', mia.id);
    assert.deepEqual(opened, { ok: false, why: 'unknown' });
    assert.deepEqual(w.log.info.lastCall.args, [
      'register-downloaded',
      { format: 'xlsx', person: 'mia', outcome: 'unknown' },
    ]);
  });
});
