import assert from 'node:assert/strict';
import { as } from '../domain/examples.ts';
import { endDeputy } from '../../src/app/end-deputy.ts';
import { nameDeputy } from '../../src/app/name-deputy.ts';
import type { Directory } from '../../src/app/people-ports.ts';
import type { Store } from '../../src/app/ports.ts';
import { carl, cora, ed, eve, mia, people, type World, world, zed } from '../support/world.ts';
import { appoint, asks, tryToAppoint } from './deputy-world.ts';

const why = async (done: ReturnType<typeof tryToAppoint>): Promise<string> => {
  const { ok, ...rest } = await done;
  assert.equal(ok, false);
  return 'complaint' in rest ? rest.complaint : 'why' in rest ? rest.why : '';
};

describe('Naming a deputy', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('is on record with the right by which it was done, and tells both and the CISOs once', async () => {
    const deputy = await appoint(w);
    assert.deepEqual(await w.store.deputy(deputy.id), deputy);
    const [line] = await w.store.deputyLines();
    assert.deepEqual([line?.by, line?.role, line?.roleFrom], [carl.id, 'ciso', 'group:ciso']);
    await w.settle();
    assert.equal(people(w.teams.posts), 'cora ed');
    assert.match(
      w.told(ed)[0]?.text ?? '',
      /^You are deputy for Carl as CISO, 23 Nov to 6 Dec 2026\. Carl said so\./,
    );
    assert.match(w.told(cora)[0]?.text ?? '', /^Ed is deputy for Carl as CISO/);
    await w.store.arm(
      [{ kind: 'announceDeputy', deputy: deputy.id, what: 'named' }],
      w.ports.now(),
    );
    await w.settle();
    assert.equal(w.teams.posts.length, 2);
  });

  it('by a CISO tells the principal', async () => {
    await appoint(w, { role: 'itManager', principalId: mia.id }, carl);
    await w.settle();
    assert.equal(people(w.teams.posts), 'cora ed mia');
    assert.match(w.told(mia)[0]?.text ?? '', /^Ed is deputy for you as IT manager/);
  });

  it('delivered twice at one moment finds itself, and is not in its own way', async () => {
    const asked = asks();
    const store: Store = { ...w.store };
    // The other delivery is on record between two of our looks.
    store.deputiesFrom = async (day) => {
      store.deputiesFrom = (later) => w.store.deputiesFrom(later);
      assert.ok((await nameDeputy(w.ports, asked, carl.id)).ok);
      return w.store.deputiesFrom(day);
    };
    const done = await nameDeputy({ ...w.ports, store }, asked, carl.id);
    assert.ok(done.ok && done.line === undefined);
    assert.equal((await w.store.deputyLines()).length, 1);
  });

  it('is one press where two people press the same card at once', async () => {
    const asked = asks();
    const both = await Promise.all([carl, cora].map(({ id }) => nameDeputy(w.ports, asked, id)));
    assert.deepEqual(both.map(({ ok }) => ok).sort(), [false, true]);
    assert.equal((await w.store.deputyLines()).length, 1);
  });

  it('waits for the directory to know everybody in it', async () => {
    const directory: Directory = {
      ...w.ports.directory,
      person: async (id) =>
        id === ed.id ? { ok: false, why: 'unreachable' } : w.ports.directory.person(id),
    };
    assert.equal(await why(nameDeputy({ ...w.ports, directory }, asks(), carl.id)), 'unreachable');
    assert.equal(await why(nameDeputy(w.ports, asks({ deputyId: 'nobody' }), carl.id)), 'unknown');
  });

  it('delivered twice is done once', async () => {
    const asked = asks();
    for (const times of [1, 2]) {
      const done = await nameDeputy(w.ports, asked, carl.id);
      assert.equal(done.ok && done.line !== undefined, times === 1);
    }
    const both = await Promise.all(
      [1, 2].map(() =>
        nameDeputy(w.ports, asks({ ...asked, id: 'deputy-at-once', deputyId: eve.id }), carl.id),
      ),
    );
    assert.deepEqual(
      both.map(({ ok }) => ok),
      [true, true],
    );
    assert.equal((await w.store.deputyLines()).length, 2);
    const other = { ...asked, validTo: '2026-12-07' };
    assert.match(await why(nameDeputy(w.ports, other, carl.id)), /used already/);
    assert.match(await why(nameDeputy(w.ports, { ...asked }, cora.id)), /used already/);
  });

  it('is refused, with a word for each, and leaves nothing', async () => {
    w.entra.put(as(zed));
    const refusals = [
      [await why(tryToAppoint(w, {}, ed)), /^notYou$/],
      [await why(tryToAppoint(w, { role: 'itManager', principalId: mia.id }, ed)), /^notYou$/],
      [await why(tryToAppoint(w, { deputyId: carl.id })), /their own deputy/],
      [await why(tryToAppoint(w, { validFrom: '2026-11-22' })), /is past/],
      [await why(tryToAppoint(w, { validTo: '2026-11-22' })), /before/],
      [await why(tryToAppoint(w, { validTo: '2027-01-22' })), /61 days/],
      [await why(tryToAppoint(w, { principalId: mia.id })), /Mia is no CISO/],
      [await why(tryToAppoint(w, { reason: ' ' })), /Please give a reason/],
      [await why(tryToAppoint(w, { deputyId: 'nobody' })), /^unknown$/],
      [await why(nameDeputy(w.ports, asks(), 'nobody')), /^stranger$/],
    ] as const;
    for (const [said, expected] of refusals) assert.match(said, expected);
    assert.equal((await w.store.head()).seq, 0);
    assert.equal(w.log.info.args.filter(([event]) => event === 'refused').length, refusals.length);
  });

  it('is refused to a deputy: no chains', async () => {
    await appoint(w);
    assert.equal(await why(tryToAppoint(w, { deputyId: eve.id }, ed)), 'notYou');
    assert.match(
      await why(tryToAppoint(w, { principalId: ed.id, deputyId: eve.id }, ed)),
      /a deputy cannot have a deputy/,
    );
    assert.match(
      await why(tryToAppoint(w, { principalId: ed.id, deputyId: eve.id }, cora)),
      /a deputy cannot have a deputy/,
    );
  });

  it('is refused for the disabled and for guests, and to them', async () => {
    const directory = {
      ...w.ports.directory,
      person: async (id: string) => {
        const answer = await w.ports.directory.person(id);
        return answer.ok && id === ed.id ? { ...answer, barred: true as const } : answer;
      },
    };
    const ports = { ...w.ports, directory };
    assert.match(await why(nameDeputy(ports, asks(), carl.id)), /disabled or a guest/);
    const byEd = asks({ principalId: ed.id, deputyId: eve.id, role: 'engineer' });
    assert.equal(await why(nameDeputy(ports, byEd, ed.id)), 'notYou');
  });

  it('is refused where the directory is silent, with nothing lost', async () => {
    w.entra.state.silent = true;
    assert.equal(await why(tryToAppoint(w)), 'unreachable');
    w.entra.state.silent = false;
    await appoint(w);
  });

  it('can be ended by the principal, the deputy and a CISO, once, and by nobody else', async () => {
    for (const by of [carl, ed, cora]) {
      const { id } = await appoint(w);
      const nobody = await endDeputy(w.ports, id, eve.id);
      assert.deepEqual(nobody, { ok: false, why: 'notYou' });
      const ended = await endDeputy(w.ports, id, by.id);
      assert.ok(ended.ok && ended.line);
      assert.equal(ended.deputy.endedById, by.id);
      const again = await endDeputy(w.ports, id, carl.id);
      assert.ok(again.ok && !again.line);
      await w.settle();
    }
    // Who is told late is told how it stands: that they are no longer, and not that they are.
    assert.equal(w.told(ed).filter(({ text }) => text.startsWith('You are deputy')).length, 0);
    assert.match(
      w.told(ed).at(-1)?.text ?? '',
      /^You are no longer deputy for Carl as CISO: Cora ended it\./,
    );
    assert.deepEqual(await endDeputy(w.ports, 'deputy-none', carl.id), {
      ok: false,
      why: 'unknown',
    });
    assert.deepEqual(await endDeputy(w.ports, 'deputy-none', 'who'), {
      ok: false,
      why: 'stranger',
    });
  });
});
