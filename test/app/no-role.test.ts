import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DirectorySilent } from '../../src/app/directory-silent.ts';
import { act } from '../../src/app/act.ts';
import { refreshNow } from '../../src/app/read-controls.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import { eve, mia, refusal, type World, world } from '../support/world.ts';

describe('while the directory does not say who holds a role', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const without = (error: Error) => {
    const { directory } = w.ports;
    return { ...w.ports, directory: { ...directory, holders: () => Promise.reject(error) } };
  };

  it('a press is refused, and nothing is lost', async () => {
    const acceptance = await w.propose();
    const press = { on: 'reject', revision: 1, reason: 'Not like this.' } as const;
    const acted = await act(without(new DirectorySilent()), acceptance.id, press, mia.id);
    assert.deepEqual(refusal(acted), { refusal: 'unreachable' });
    assert.equal((await w.find(acceptance)).revision, 1);
  });

  it('a proposal is refused', async () => {
    const silent = w.with({ directory: without(new DirectorySilent()).directory });
    assert.deepEqual(refusal(await silent.submit()), { refusal: 'unreachable' });
  });

  it('any other fault stays one', async () => {
    const acceptance = await w.propose();
    const press = { on: 'reject', revision: 1, reason: 'Not like this.' } as const;
    const broken = without(new TypeError('broken'));
    await assert.rejects(act(broken, acceptance.id, press, mia.id), TypeError);
  });
});

describe('somebody who has lost every role', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('is told so in place of the card, and reads nobody’s words any more', async () => {
    const acceptance = await w.propose();
    await w.settle();
    w.entra.put({ ...mia, grants: [] });
    w.entra.put({ ...eve, grants: [] });
    const ed = await w.reject(acceptance, (await w.ports.directory.holders('itManager'))[0] ?? mia);
    assert.equal(ed.state, 'Rejected');
    await w.settle();
    const closed = w.teams.updates.filter(({ text }) => text.includes('no role'));
    assert.deepEqual([...new Set(closed.map(({ to }) => to))], ['mia']);
    const told = w.teams.posts.filter(({ to }) => to === eve.id).at(-1)?.text ?? '';
    assert.match(told, /rejected by/);
    assert.doesNotMatch(told, />/, 'the reason is for the four roles');
  });
});

describe('the record of the policy', () => {
  it('is compared with its line', async () => {
    const w = await world();
    const { policy } = w.ports;
    const at = w.ports.now().toISOString();
    await w.store.savePolicy({ version: 1, at, deployedAt: at, policy }, []);
    assert.equal((await verifyRegister(w.ports)).misfit, undefined);
    const body = JSON.stringify({ ...policy, minDistinctPeople: 2 });
    await w.db.updateTable('policy').set({ body }).execute();
    assert.deepEqual((await verifyRegister(w.ports)).misfit?.why, 'record');
    await w.db.deleteFrom('policy').execute();
    assert.deepEqual((await verifyRegister(w.ports)).misfit?.why, 'record');
    assert.equal(
      (await w.store.newestPolicy())?.policy.minDistinctPeople,
      policy.minDistinctPeople,
    );
    await w.end();
  });
});

describe('a reading that somebody waits for', () => {
  it('is waited for two seconds, whatever Graph does', async () => {
    const w = await world();
    const hanging = { ...w.ports.secureScore, read: () => new Promise<never>(() => undefined) };
    const before = performance.now();
    await refreshNow({ ...w.ports, secureScore: hanging });
    assert(performance.now() - before < 4_000);
    const broken = { ...hanging, read: () => Promise.reject(new Error('no')) };
    await refreshNow({ ...w.ports, secureScore: broken });
    await w.end();
  });
});
