import { appoint } from './deputy-world.ts';
import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { viewFor } from '../../src/app/acceptance-view.ts';
import { remindedOf } from '../../src/app/responsible.ts';
import { takeIt } from '../../src/app/take-it.ts';
import {
  carl,
  complaints,
  day,
  done,
  ed,
  eve,
  max,
  mia,
  type World,
  world,
} from '../support/world.ts';

const answers = {
  riskChange: 'Nothing has changed.',
  mitigationsNow: 'The proxy.',
  reasonsHold: 'Yes, they do.',
};

describe('The review card', () => {
  let w: World;
  let active: Acceptance;
  beforeEach(async () => {
    w = await world();
    const approved = await w.approved({ riskOwnerId: carl.id });
    await w.settle();
    active = await w.find(approved);
    w.quiet();
  });
  afterEach(() => w.end());

  const forward = async (): Promise<Acceptance> => {
    const reviewed = done(await w.press(active, 'bringForward', ed));
    await w.settle();
    return reviewed;
  };
  const renew = async (of: Acceptance, draftId: string): Promise<Acceptance> => {
    const renewal = done(await w.press(of, 'renew', ed, { answers, draftId }));
    await w.settle();
    return renewal;
  };
  const came = (who: typeof eve) =>
    w.cards(who).filter(({ view }) => view?.acceptance.id === active.id);

  it('comes by itself to its proposer and its risk owner, once each', async () => {
    await forward();
    await w.settle();
    assert.deepEqual(
      [eve, carl, ed, mia].map((who) => came(who).length),
      [1, 1, 0, 0],
    );
    const view = came(eve)[0]?.view;
    assert.deepEqual([view?.acceptance.state, view?.asked], ['ReviewDue', false]);
    assert.ok(view?.choices.includes('renew'));
  });

  it('says how its renewal stands, offers no second one, and comes anew when that came to nothing', async () => {
    const reviewed = await forward();
    const renewal = await renew(reviewed, 'a-first-renewal');
    const seen = await viewFor(w.ports, await w.find(active), eve, { asked: true });
    assert.deepEqual(seen.succession.next, { id: renewal.id, state: 'InReview', is: 'renewal' });
    assert.ok(!seen.choices.includes('renew'));
    w.quiet();
    await w.reject(renewal);
    await w.settle();
    const updated = w.teams.updates.filter(({ view }) => view?.acceptance.id === active.id);
    assert.ok(updated.some(({ view }) => view?.succession.next?.state === 'Rejected'));
    const after = await viewFor(w.ports, await w.find(active), eve);
    assert.ok(after.choices.includes('renew'));
    assert.equal(after.succession.renewalDraft, `${active.id}-renew-1`);
  });

  it('of a renewal that waits already comes to nobody', async () => {
    await renew(active, 'a-first-renewal');
    await forward();
    assert.deepEqual(
      [eve, carl].map((who) => came(who).length),
      [0, 0],
    );
  });

  it('is the renewal of one, where two renew it at the same moment', async () => {
    const draftId = 'the-same-draft';
    const store: typeof w.store = {
      ...w.store,
      open: async (...change) => {
        done(await w.press(active, 'renew', eve, { answers, draftId }));
        return w.store.open(...change);
      },
    };
    const late = await w.with({ store }).press(active, 'renew', ed, { answers, draftId });
    assert.match(String(complaints(late)['form']), /^Somebody was faster: RA-2026-0002 renews it/);
    assert.equal((await w.store.list({})).length, 2);
  });

  it('is over once its renewal is in force, and the two name each other', async () => {
    const renewal = await renew(await forward(), 'a-first-renewal');
    await w.approve(await w.endorse(renewal));
    await w.settle();
    const closed = await w.find(active);
    assert.deepEqual([closed.state, closed.endReason], ['Closed', 'renewed']);
    const views = [closed, await w.find(renewal)].map((one) => viewFor(w.ports, one, eve));
    const [before, after] = await Promise.all(views);
    assert.deepEqual(before?.succession.next, { id: renewal.id, state: 'Active', is: 'renewal' });
    assert.deepEqual(after?.succession.previous, { id: active.id, state: 'Closed', is: 'renewal' });
  });
});

describe('What one of several took', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('reminds them alone, and shows all others who it was', async () => {
    const waiting = await w.propose();
    await w.settle();
    assert.deepEqual(await remindedOf(w.ports, waiting), [max.id, mia.id]);
    w.quiet();
    assert.ok((await takeIt(w.ports, waiting.id, mia.id)).ok);
    await w.settle();
    assert.deepEqual(await remindedOf(w.ports, waiting), [mia.id]);
    const shown = w.teams.updates.filter(({ view }) => view?.takenBy === mia.id);
    assert.ok(shown.length >= 2, String(shown.length));
    assert.deepEqual(w.cards(max), []);
  });

  it('waits for all of them again once it comes back to them', async () => {
    const waiting = await w.propose();
    assert.ok((await takeIt(w.ports, waiting.id, mia.id)).ok);
    await w.requestChanges(waiting);
    w.clock.at += day;
    const form = { justification: 'A longer justification that says who watches.' };
    const { revision } = await w.find(waiting);
    const resubmits = { id: waiting.id, revision };
    const again = done(await w.submit(form, eve, { resubmits }));
    const { takenBy, mayTake } = await viewFor(w.ports, again, mia);
    assert.deepEqual([takenBy, mayTake], [undefined, true]);
  });

  it('is refused where the directory knows nobody, or has no such role for them any more', async () => {
    const waiting = await w.propose();
    const why = async (id: string): Promise<string> => {
      const taken = await takeIt(w.ports, waiting.id, id);
      return taken.ok ? 'ok' : taken.why;
    };
    assert.equal(await why('elsewhere'), 'stranger');
    assert.equal(await why(carl.id), 'notTurn');
    // Who holds a role is remembered for five minutes; who presses is asked of now.
    const { directory } = w.ports;
    const engineer = { ...mia, grants: [{ role: 'engineer' as const, from: 'group:engineer' }] };
    const late = { ...directory, person: async () => ({ ok: true as const, person: engineer }) };
    const taken = await takeIt({ ...w.ports, directory: late }, waiting.id, mia.id);
    assert.equal(taken.ok ? 'ok' : taken.why, 'notTurn');
    let asked = 0;
    const person: typeof directory.person = async (id) =>
      ++asked === 1 ? directory.person(id) : { ok: false, why: 'unreachable' };
    const fallen = { ...w.ports, directory: { ...directory, person } };
    const untaken = await takeIt(fallen, waiting.id, mia.id);
    assert.equal(untaken.ok ? 'ok' : untaken.why, 'unreachable');
    assert.deepEqual(await w.events(waiting), 'propose');
  });
});

describe('The names of an acceptance', () => {
  it('are also those for whom a deputy acted', async () => {
    const w = await world();
    const roleFrom = `deputy:2026-11-23:2026-12-06:${mia.id}`;
    try {
      const acceptance = await w.propose();
      await appoint(w, { role: 'itManager', principalId: mia.id }, mia);
      await w.endorse(acceptance, ed);
      const view = await viewFor(w.ports, await w.find(acceptance), carl);
      assert.equal(view.names[mia.id], 'Mia');
      assert.equal(view.acceptance.reviewerRoleFrom, roleFrom);
      assert.equal(view.history.at(-1)?.roleFrom, roleFrom);
    } finally {
      await w.end();
    }
  });
});
