import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { assignOwner } from '../../src/app/assign-owner.ts';
import { queueOf } from '../../src/app/queue.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { ed, eve, mia, type World } from '../support/world.ts';
import { dayOf, reviewing, wait } from './review-world.ts';

describe('what somebody sees to', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
    await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0, Dlp: 0 });
  });
  afterEach(() => w.end());

  const give = (subject: string, ownerId = ed.id) =>
    assignOwner(w.ports, { subject, ownerId, pressedBy: mia.id });
  const owned = async (who = ed) =>
    (await queueOf(w.ports, who)).owned.map(
      ({ subject, title, since }) => `${subject} “${title}” ${since}`,
    );

  it('is in their queue, and in nobody else’s', async () => {
    await give('control:mfa');
    assert.deepEqual(await owned(), ['control:mfa “Turn Mfa on” 2026-11-20']);
    assert.deepEqual(await owned(eve), []);
    await give('control:mfa', eve.id);
    assert.deepEqual(await owned(), []);
  });

  it('leaves it once it is over', async () => {
    await give('control:mfa');
    await dayOf(w, '2026-11-22', { Mfa: 10, Dlp: 0 });
    assert.deepEqual(await owned(), []);
  });

  it('is an acceptance, named once for all that is to do with it', async () => {
    const one = await w.propose({}, eve, { controlId: 'Dlp' });
    wait(w, 2);
    await give(one.id);
    assert.deepEqual(await owned(), [`${one.id} “Turn Dlp on” 2026-11-23`]);
  });

  it('is an alert with what it is about, while that is open', async () => {
    const alert: Alert = {
      ...{ id: '2026-11-20', raisedAt: '2026-11-20T09:00:00.000Z', quiet: false, clearedAt: null },
      ...{ from: '2026-11-16', to: '2026-11-20' },
      causes: [{ kind: 'control', key: 'mfa', points: 10, clearedOn: null }],
    };
    await checked(w.store, { day: '2026-11-20', alerts: [alert] });
    await give('alert:2026-11-20');
    await give('control:dlp');
    assert.deepEqual(await owned(), [
      'alert:2026-11-20 “Turn Mfa on” 2026-11-20',
      'control:dlp “Turn Dlp on” 2026-11-20',
    ]);
    const over = { ...alert, clearedAt: '2026-11-21T09:00:00.000Z' };
    await checked(w.store, { day: '2026-11-21', alerts: [over] });
    assert.deepEqual((await owned()).toSorted(), [
      'control:dlp “Turn Dlp on” 2026-11-20',
      'control:mfa “Turn Mfa on” 2026-11-20',
    ]);
  });
});
