import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { alertView, showAlert } from '../../src/app/show-alert.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { carl, eve, hour, type World } from '../support/world.ts';
import { cards, check, days, governance, snapshot, watching } from './alert-world.ts';

describe('the card of an alert', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching({ policy: { baselinePercent: 80, timeZone: 'Europe/Berlin' } });
    await days(w, snapshot('2026-11-23'));
  });
  afterEach(() => w.end());

  const id = '2026-11-24';
  const found = async (): Promise<Alert> => {
    const alert = await w.store.alert(id);
    assert.ok(alert);
    return alert;
  };
  /** An alert that is not shown yet. */
  const raise = async (): Promise<Alert> => {
    w.clock.at += 24 * hour;
    await w.store.saveSnapshots([snapshot(id, { mfa: 0 })]);
    await check(w.ports, id);
    return found();
  };
  const posts = () => w.store.cardPosts(`alert:${id}`);

  it('tells what happened, between which days, how the score stands, and how old that is', async () => {
    const alert = await raise();
    await w.store.saveSnapshots([snapshot('2026-11-25', { mfa: 5 })]);
    w.clock.at += 24 * hour;
    const view = await alertView(w.ports, alert);
    assert.ok(view);
    const { comparison, ...rest } = view;
    assert.deepEqual(rest, {
      alert,
      titles: { mfa: 'Turn mfa on' },
      now: { day: '2026-11-25', percent: 79.5 },
      baseline: 80,
      owner: undefined,
      zone: 'Europe/Berlin',
      asOf: '2026-11-23T10:00:00.000Z',
    });
    assert.deepEqual([comparison.from.day, comparison.to.day], ['2026-11-23', id]);
    assert.deepEqual(
      comparison.changes.map(({ control, cause }) => [control.key, cause]),
      [['mfa', 'fell']],
    );
  });

  it('calls by name those, too, that the comparison no longer has', async () => {
    const alert = await raise();
    const causes = [
      ...alert.causes,
      { kind: 'control', key: 'dlp', points: 10, clearedOn: null },
      { kind: 'drop', percent: 80, fell: { safe: 4, unknown: 1 }, clearedOn: null },
    ] as const;
    const view = await alertView(w.ports, { ...alert, causes });
    assert.deepEqual(view?.titles, {
      mfa: 'Turn mfa on',
      dlp: 'Turn dlp on',
      safe: 'Turn safe on',
      unknown: 'unknown',
    });
  });

  it('says when Secure Score was read as far as that is known', async () => {
    const alert = await raise();
    await w.db.deleteFrom('controlReading').execute();
    assert.equal((await alertView(w.ports, alert))?.asOf, '');
  });

  it('names whoever sees to it', async () => {
    const alert = await raise();
    const at = w.ports.now().toISOString();
    await w.store.note({
      at,
      event: 'assignOwner',
      by: carl,
      owners: [{ subject: `alert:${id}`, personId: eve.id, byId: carl.id, at }],
      set: {},
      policy: 1,
      effects: [],
    });
    assert.equal((await alertView(w.ports, alert))?.owner, 'somebody');
    await w.store.savePeople([eve]);
    assert.equal((await alertView(w.ports, alert))?.owner, 'Eve');
  });

  it('goes to the channel once, and is kept', async () => {
    await raise();
    assert.equal(await showAlert(w.ports, id), 'done');
    assert.equal(await showAlert(w.ports, id), 'done');
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    const kept = await posts();
    assert.deepEqual(
      kept.map(({ conversationId, activityId }) => [conversationId, activityId]),
      [[governance.conversationId, w.teams.channel[0]?.activityId]],
    );
  });

  it('is brought up to date wherever it stands', async () => {
    await raise();
    await showAlert(w.ports, id);
    const copy = {
      subject: `alert:${id}`,
      shown: '',
      conversationId: 'chat-old',
      activityId: 'old',
    };
    await w.store.saveCardPost(copy, { ...governance, conversationId: 'chat-old' });
    await showAlert(w.ports, id);
    assert.deepEqual(
      w.teams.updates.map(({ activityId }) => activityId),
      ['old'],
    );
    await showAlert(w.ports, id);
    assert.equal(w.teams.updates.length, 1);
    assert.equal(cards(w).length, 1);
  });

  describe('after the governance channel has moved', () => {
    const before = '19:before@thread.tacv2';
    const keep = async (conversationId: string) => {
      const copy = { subject: `alert:${id}`, shown: '', conversationId, activityId: 'old' };
      await w.store.saveCardPost(copy, { ...governance, conversationId });
    };
    const places = async () => (await posts()).map(({ conversationId }) => conversationId);

    it('is posted in the new one, and left as it is in the old one and its threads', async () => {
      await raise();
      await keep(before);
      await keep(`${before};messageid=7`);
      await showAlert(w.ports, id);
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
      assert.deepEqual(w.teams.updates, []);
      assert.deepEqual(await places(), [governance.conversationId]);
    });

    it('is left as it is there when it is over, too', async () => {
      await raise();
      await keep(before);
      await days(w, snapshot('2026-11-25'));
      await showAlert(w.ports, id);
      assert.deepEqual(w.teams.updates, []);
      assert.ok(!(await places()).includes(before));
    });

    it('is posted though it stands in somebody’s chat, and kept up to date there', async () => {
      await raise();
      await keep('chat-eve');
      await showAlert(w.ports, id);
      assert.equal(cards(w).length, 1);
      assert.deepEqual(await places(), ['chat-eve', governance.conversationId]);
      assert.equal(w.teams.updates.length, 1);
    });

    it('is kept up to date in threads of the channel, which are not the channel', async () => {
      const channel = '19:now@thread.tacv2';
      await w.store.saveChannel({ ...governance, conversationId: channel });
      await raise();
      await keep(`${channel};messageid=7`);
      await showAlert(w.ports, id);
      assert.equal(w.teams.channel.length, 1);
      assert.ok((await places()).includes(`${channel};messageid=7`));
      assert.equal(w.teams.updates.length, 1);
    });

    it('stays known everywhere while there is no channel', async () => {
      await raise();
      await keep(before);
      await w.db.deleteFrom('channel').execute();
      assert.deepEqual(await showAlert(w.ports, id), { again: 'no governance channel' });
      assert.deepEqual(await places(), [before]);
    });
  });

  it('that is gone is forgotten, and posted again while the alert is open', async () => {
    await raise();
    await showAlert(w.ports, id);
    const [first] = await posts();
    assert.ok(first);
    w.teams.deleted.add(first.activityId);
    await days(w, snapshot('2026-11-25', { mfa: 0 }));
    await showAlert(w.ports, id);
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa', '#2 2026-11-24 mfa']);
    assert.equal((await posts()).length, 1);
    const [second] = await posts();
    assert.ok(second);
    w.teams.deleted.add(second.activityId);
    await days(w, snapshot('2026-11-26'));
    await showAlert(w.ports, id);
    assert.equal(cards(w).length, 2);
    assert.deepEqual(await posts(), []);
  });

  it('is forgotten where nobody knows the way to it any more', async () => {
    await raise();
    await showAlert(w.ports, id);
    const store = { ...w.store, conversationById: () => Promise.resolve(undefined) };
    await showAlert({ ...w.ports, store }, id);
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa', '#2 2026-11-24 mfa']);
    assert.equal((await posts()).length, 1);
  });

  describe('waits', () => {
    it('for a governance channel', async () => {
      await raise();
      await w.db.deleteFrom('channel').execute();
      assert.deepEqual(await showAlert(w.ports, id), { again: 'no governance channel' });
      assert.equal(w.teams.channel.length, 0);
      await w.store.saveChannel(governance);
      assert.equal(await showAlert(w.ports, id), 'done');
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('while the bot is not in the channel', async () => {
      await raise();
      w.teams.state.closed = true;
      assert.deepEqual(await showAlert(w.ports, id), { again: 'no governance channel' });
      assert.deepEqual(await posts(), []);
      w.teams.state.closed = false;
      assert.equal(await showAlert(w.ports, id), 'done');
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('and is not posted when it is over by then', async () => {
      await raise();
      w.teams.state.closed = true;
      await w.settle();
      await days(w, snapshot('2026-11-25'));
      w.teams.state.closed = false;
      assert.equal(await showAlert(w.ports, id), 'done');
      await w.later(24 * hour);
      assert.deepEqual(cards(w), []);
    });

    it('and keeps nobody else waiting', async () => {
      w.teams.state.closed = true;
      await raise();
      const acceptance = await w.propose({}, eve, { controlId: 'dlp' });
      await w.settle();
      assert.ok(w.teams.posts.some(({ view }) => view?.acceptance.id === acceptance.id));
      w.teams.state.closed = false;
      await w.later(24 * hour);
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });
  });

  it('may be posted twice by a process that is killed in between, and is never lost', async () => {
    await raise();
    const store = { ...w.store, saveCardPost: () => Promise.reject(new Error('killed')) };
    await w.with({ store }).settle();
    await w.later(24 * hour);
    await w.later(24 * hour);
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa', '#2 2026-11-24 mfa']);
    assert.equal((await posts()).length, 1);
  });

  it('is not shown when there is no such alert, or it is a quiet one', async () => {
    assert.equal(await showAlert(w.ports, 'nothing'), 'done');
    const alert = { ...(await raise()), quiet: true };
    await checked(w.store, { day: id, alerts: [alert] }, []);
    assert.equal(await showAlert(w.ports, id), 'done');
    assert.deepEqual(cards(w), []);
  });

  it('waits for data where the days that it compares are not on record', async () => {
    const alert = { ...(await raise()), from: '2026-10-01' };
    await checked(w.store, { day: id, alerts: [alert] }, []);
    assert.deepEqual(await showAlert(w.ports, id), { again: 'no data' });
    w.clock.at = Date.parse('2026-11-01T10:00:00.000Z');
    await checked(w.store, { day: id, alerts: [{ ...alert, from: '2026-11-23' }] }, []);
    assert.deepEqual(await showAlert(w.ports, id), { again: 'no data' });
  });
});
