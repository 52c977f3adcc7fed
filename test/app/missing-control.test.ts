import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { driftView } from '../../src/app/drift-view.ts';
import { driftList } from '../../src/app/list-drift.ts';
import type { Store } from '../../src/app/ports.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { rowMaker } from '../../src/app/register-rows.ts';
import { reviewView } from '../../src/app/review.ts';
import { columns } from '../../src/domain/register.ts';
import { discovery, mia } from '../support/world.ts';
import { drifting, type DriftWorld } from './drift-world.ts';

const { id } = discovery;

describe('A recommendation that Secure Score has no more', () => {
  let w: DriftWorld;
  beforeEach(async () => {
    w = await drifting();
  });
  afterEach(() => w.end());

  const remove = async (): Promise<void> => {
    w.graph.remove(id);
    await readControls(w.ports);
  };

  it('is called by its id where nothing else is known of it', async () => {
    w.graph.setByHand(id, 'ignored');
    const [finding] = await w.look();
    assert.ok(finding);
    await remove();
    const view = await driftView(w.ports, finding, mia);
    assert.deepEqual([view.title, view.category, view.points], [id, '', undefined]);
    const [row] = (await driftList(w.ports, 'all', 0)).rows;
    assert.deepEqual([row?.title, row?.points], [id, undefined]);
    const lines = (await reviewView(w.ports)).lines.filter(({ subject }) => subject.includes(id));
    assert.ok(lines.every(({ title, points }) => title === id && points === 0));
  });

  it('says so while it is on its way back to To address, and before anything was read', async () => {
    w.graph.setByHand(id, 'ignored');
    const [finding] = await w.look();
    assert.ok(finding);
    assert.ok((await w.revert(finding, mia)).ok);
    await remove();
    assert.equal((await driftView(w.ports, finding, mia)).asked?.isDevice, false);
    const unread: Store = { ...w.store, controlsAsOf: async () => undefined };
    const ports = { ...w.ports, store: unread };
    assert.equal((await driftView(ports, finding, mia)).asOf, '');
    assert.equal((await driftList(ports, 'all', 0)).asOf, '');
  });

  it('is called what it was called when it was proposed, where it was', async () => {
    await w.active();
    w.graph.setByHand(id, 'Default');
    const [finding] = await w.look();
    assert.ok(finding);
    await remove();
    const { title, points } = await driftView(w.ports, finding, mia);
    assert.deepEqual([title, points], [discovery.title, undefined]);
  });

  it('keeps in the register the status in which it was seen last', async () => {
    const acceptance = await w.active();
    const statusIn = async (): Promise<unknown> => {
      const [row] = await (await rowMaker(w.ports))([acceptance]);
      return row?.[columns.findIndex(({ title }) => title.startsWith('Status in Secure Score'))];
    };
    const { seenAt } = await w.store.sync(id);
    assert.ok(seenAt !== null);
    assert.equal(await statusIn(), 'Risk accepted (2026-11-23)');
    w.clock.at = Date.parse(seenAt);
    await remove();
    assert.equal(await statusIn(), 'Risk accepted (2026-11-23)');
    w.clock.at += 1;
    await remove();
    assert.equal(await statusIn(), 'Not there any more (2026-11-23)');
  });
});
