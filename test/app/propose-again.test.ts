import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import {
  carl,
  complaints,
  done,
  ed,
  eve,
  mia,
  minute,
  refusal,
  small,
  type World,
  world,
} from '../support/world.ts';

describe('a form that is delivered twice', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('becomes one acceptance, and is answered with it each time', async () => {
    const first = await w.propose({}, eve, { draftId: 'd' });
    await w.requestChanges(first);
    const acted = await w.submit({ riskDescription: 'n/a' }, eve, { draftId: 'd' });
    assert.equal(done(acted).id, first.id);
    assert.ok(acted.ok && acted.line === undefined);
    assert.equal(await w.events(first), 'propose requestChanges');
  });

  it('becomes one acceptance where both deliveries come at once', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => done(await w.submit({}, eve, { draftId: 'd' })).id),
    );
    assert.deepEqual(new Set(ids), new Set(['RA-2026-0001']));
    assert.equal((await w.store.head()).seq, 1);
  });

  it('becomes one acceptance where the first is put on record just before the second', async () => {
    const { store } = w;
    let first: Promise<unknown> | undefined;
    // The first delivery overtakes the second between its looking and its deciding.
    const overtaken = {
      ...store,
      controlsAsOf: async () => {
        first ??= w.submit({}, eve, { draftId: 'd' });
        await first;
        return store.controlsAsOf();
      },
    };
    const acted = await w.with({ store: overtaken }).submit({}, eve, { draftId: 'd' });
    assert.equal(done(acted).id, 'RA-2026-0001');
    assert.equal((await store.list({})).length, 1);
  });

  it('is nobody else’s', async () => {
    await w.reject(await w.propose({}, eve, { draftId: 'd' }));
    const acted = await w.submit({}, ed, { draftId: 'd' });
    assert.match(complaints(acted)['form'] ?? '', /used already/);
    assert.equal((await w.store.list({})).length, 1);
  });
});

describe('submitting again', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    acceptance = await w.requestChanges(await w.endorse(await w.propose()), carl);
  });
  afterEach(() => w.end());

  const again = (
    fields: Parameters<World['submit']>[0],
    who = eve,
    { id, revision }: Acceptance = acceptance,
  ) => w.submit(fields, who, { resubmits: { id, revision } });

  it('puts it before the IT managers anew, without the earlier endorsement', async () => {
    const { state, reviewerId, revision } = done(await again({ residualRisk: 'Medium' }));
    assert.deepEqual([state, reviewerId, revision], ['InReview', null, acceptance.revision + 1]);
    assert.equal(await w.events(acceptance), 'propose endorse requestChanges resubmit');
  });

  it('names what was changed', async () => {
    const changed = done(
      await again({ residualRisk: 'Medium', justification: 'Another reason, and a longer one.' }),
    );
    const view = await viewFor(w.ports, changed, mia);
    assert.deepEqual([...view.changed].toSorted(), ['justification', 'residualRisk']);
    assert.deepEqual((await viewFor(w.ports, acceptance, mia)).changed.length, 2);
  });

  it('names nothing before there was a second submission', async () => {
    const fresh = await w.propose({}, eve, { controlId: small.id });
    assert.deepEqual((await viewFor(w.ports, fresh, mia)).changed, []);
  });

  it('takes newer facts', async () => {
    w.clock.at += 16 * minute;
    w.graph.change(acceptance.controlId, { score: 2 });
    assert.equal(done(await again({})).facts.pointsAtRisk, 2.5);
  });

  it('is success once, however often it is delivered', async () => {
    const first = await again({});
    assert.equal(done(await again({})).revision, done(first).revision);
    assert.equal(await w.events(acceptance), 'propose endorse requestChanges resubmit');
  });

  it('is for its proposer', async () => {
    assert.deepEqual(refusal(await again({}, ed)), {
      refusal: 'notYou',
      who: 'whoever proposed it',
    });
  });

  it('complains about fields, and not of an empty form', async () => {
    const acted = await again({ justification: '-', riskDescription: '' });
    assert.deepEqual(Object.keys(complaints(acted)).toSorted(), [
      'justification',
      'riskDescription',
    ]);
    assert.ok(!acted.ok && acted.acceptance?.state === 'ChangesRequested');
  });

  it('is refused on an old card, and where there is nothing to submit again', async () => {
    const [{ id }, revision] = [acceptance, acceptance.revision - 1];
    assert.deepEqual(refusal(await again({}, eve, { ...acceptance, revision })), {
      refusal: 'stale',
    });
    await w.withdraw(acceptance);
    assert.deepEqual(refusal(await again({})), { refusal: 'wrongState' });
    assert.deepEqual(refusal(await again({}, eve, { ...acceptance, id: `${id}0` })), {
      refusal: 'unknown',
    });
  });
});
