import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ChangesAnswer } from '../../src/app/answers.ts';
import { readControls } from '../../src/app/read-controls.ts';
import type { Area, PeriodWords } from '../../src/domain/question.ts';
import { control } from '../domain/examples.ts';
import { day, eve, type World, world } from '../support/world.ts';
import { asked, brief, of, snapshot, thisWeek } from './answer-days.ts';

const mfa = control({ id: 'AdminMFAV2', title: 'MFA', category: 'Identity', service: 'AzureAD' });
const audit = control({ id: 'exo_audit', title: 'Audit', category: 'Apps', service: 'EXO' });
const labels = control({ id: 'mip_labels', title: 'Labels', category: 'Data', service: 'MIP' });
const controls = [mfa, audit, labels].map((one) => ({ ...one, maxScore: 10, score: 5 }));

describe('an answer about changes', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ controls });
  });
  afterEach(() => w.end());

  const ask = (is: ChangesAnswer['is'], period: PeriodWords = thisWeek, area?: Area) =>
    asked(w, { ask: is, period, ...(area && { area }) });
  const changes = async (...question: Parameters<typeof ask>) =>
    of(question[0], await ask(...question));

  describe('on two weeks', () => {
    beforeEach(() =>
      w.store.saveSnapshots([
        snapshot('2026-11-09', { AdminMFAV2: 10, exo_audit: 10, mip_labels: 2 }),
        snapshot('2026-11-16', { AdminMFAV2: 10, exo_audit: 8, mip_labels: 2 }),
        snapshot('2026-11-20', { AdminMFAV2: 9, exo_audit: 0, mip_labels: 7, mip_new: 0 }),
        snapshot('2026-11-23', { AdminMFAV2: 9, exo_audit: 0, mip_labels: 7, mip_new: 0 }),
      ]),
    );

    it('names what fell, the largest first', async () => {
      const answer = await changes('regressed');
      assert.deepEqual(brief(answer), ['exo_audit -8 fell', 'adminmfav2 -1 fell']);
      assert.equal(answer.shortened, false);
      assert.deepEqual(
        answer.changes.map(({ since, control: { title } }) => `${since} ${title}`),
        ['2026-11-20 Audit', '2026-11-20 MFA'],
      );
    });

    it('names what fell and was back by the end, in its area', async () => {
      await w.store.saveSnapshots([
        snapshot('2026-11-18', { AdminMFAV2: 10, exo_audit: 8, mip_labels: 0 }),
        snapshot('2026-11-19', { AdminMFAV2: 10, exo_audit: 8, mip_labels: 2 }),
      ]);
      const named = async (area?: Area) =>
        (await changes('regressed', thisWeek, area)).cameBack.map(
          ({ control: { title } }) => title,
        );
      assert.deepEqual(await named(), ['Labels']);
      assert.deepEqual(await named({ by: 'category', name: 'Identity', values: ['Identity'] }), []);
      assert.deepEqual((await changes('improved')).cameBack, []);
    });

    it('names what rose, and what is new by what it is worth', async () => {
      assert.deepEqual(brief(await changes('improved')), ['mip_labels 5 rose']);
      await w.store.saveSnapshots([
        snapshot('2026-11-24', {
          AdminMFAV2: 9,
          exo_audit: 0,
          mip_labels: 10,
          mip_new: 0,
          mip_small: { points: 3, maxScore: 3 },
          mip_other: { points: 0, maxScore: 10 },
          mip_whole: { points: 20, maxScore: 20 },
        }),
      ]);
      assert.deepEqual(brief(await changes('improved')), ['mip_labels 8 rose']);
      assert.deepEqual(brief(await changes('new')), [
        'mip_whole 20 entered',
        'mip_new 0 entered',
        'mip_other 0 entered',
        'mip_small 3 entered',
      ]);
    });

    it('are all of them, the largest first, where what changed is asked for', async () => {
      const some = await changes('changed');
      assert.equal(some.changes.length, some.comparison.changes.length);
      const sizes = some.changes.map(({ points }) => Math.abs(points));
      assert.deepEqual(
        sizes,
        sizes.toSorted((one, other) => other - one),
      );
      assert.ok(new Set(some.changes.map(({ cause }) => cause)).size > 2);
    });

    it('puts several rises in order, those of one size always in the same', async () => {
      w.clock.at += day;
      await w.store.saveSnapshots([
        snapshot('2026-11-24', { AdminMFAV2: 10, exo_audit: 10, mip_labels: 4, mip_new: 1 }),
      ]);
      assert.deepEqual(brief(await changes('improved', { kind: 'today' })), [
        'exo_audit 10 rose',
        'adminmfav2 1 rose',
        'mip_new 1 rose',
      ]);
    });

    it('keeps the comparison whole, so that its parts explain the score', async () => {
      const { comparison } = await changes('regressed');
      assert.deepEqual([comparison.from.day, comparison.to.day], ['2026-11-16', '2026-11-23']);
      assert.equal(comparison.points, -4);
      assert.deepEqual(
        comparison.parts.map(({ cause, points }) => `${cause} ${String(points)}`),
        ['fell -9', 'entered 0', 'rose 5'],
      );
      assert.equal(comparison.changes.length, 4);
    });

    it('tells the week before from this one', async () => {
      const answer = await changes('regressed', { kind: 'last', unit: 'week' });
      assert.deepEqual(brief(answer), ['exo_audit -2 fell']);
      assert.equal(answer.comparison.to.day, '2026-11-16');
    });

    it('takes the nearest day before where one is missing', async () => {
      const answer = await changes('regressed', { kind: 'on', words: '2026-11-19' });
      assert.deepEqual(
        [answer.comparison.from.day, answer.comparison.to.day],
        ['2026-11-16', '2026-11-16'],
      );
      assert.deepEqual(answer.changes, []);
      assert.equal(answer.shortened, false);
      const since = await changes('regressed', { kind: 'since', words: '2026-11-20' });
      assert.equal(since.comparison.from.day, '2026-11-16');
      assert.equal(since.comparison.to.day, '2026-11-23');
    });

    it('says which part of Secure Score it is about, by category and by service, in any case', async () => {
      const identity: Area = { by: 'category', values: ['identity'], name: 'Identity' };
      const office: Area = { by: 'service', values: ['SPO', 'exo'], name: 'Office' };
      assert.deepEqual(brief(await changes('regressed', thisWeek, identity)), [
        'adminmfav2 -1 fell',
      ]);
      const answer = await changes('regressed', thisWeek, office);
      assert.deepEqual(brief(answer), ['exo_audit -8 fell']);
      assert.deepEqual(answer.area, office);
      assert.equal(answer.comparison.changes.length, 4);
    });

    it('is shortened where the record begins later, and compares with its first day', async () => {
      const answer = await changes('regressed', { kind: 'this', unit: 'year' });
      assert.equal(answer.shortened, true);
      assert.equal(answer.comparison.from.day, '2026-11-09');
      assert.deepEqual(brief(answer), ['exo_audit -10 fell', 'adminmfav2 -1 fell']);
    });

    it('is none about days before the record, and says when that begins', async () => {
      const answer = of('noData', await ask('regressed', { kind: 'last', unit: 'year' }));
      assert.equal(answer.since, '2026-11-09');
    });

    it('is none about a period that has not begun, or that the calendar does not have', async () => {
      const future = of(
        'badPeriod',
        await ask('regressed', { kind: 'since', words: '2026-12-24' }),
      );
      assert.deepEqual([future.why, future.today], ['future', '2026-11-23']);
      const never = of('badPeriod', await ask('new', { kind: 'on', words: '31 February 2026' }));
      assert.equal(never.why, 'unread');
    });

    it('says how old its facts are', async () => {
      const { age } = await ask('regressed');
      assert.deepEqual(age, { day: '2026-11-23', asOf: '2026-11-23T10:00:00.000Z', zone: 'UTC' });
    });
  });

  it('says when Secure Score was never read', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-16', { AdminMFAV2: 10 })]);
    const store = { ...w.store, controlsAsOf: async () => undefined };
    const { age } = await asked({ ...w, ports: { ...w.ports, store } }, { ask: 'overdue' });
    assert.deepEqual(age, { day: '2026-11-16', asOf: '', zone: 'UTC' });
  });

  it('takes two spellings of an id for one control', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-16', { ADMINMFAV2: 10, exo_audit: 10 }),
      snapshot('2026-11-20', { adminMFAv2: 10, EXO_Audit: 9 }),
    ]);
    assert.deepEqual(brief(await changes('regressed')), ['exo_audit -1 fell']);
    assert.deepEqual(brief(await changes('new')), []);
  });

  it('calls a measurement of long ago no regression', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-16', { AdminMFAV2: 10 }),
      snapshot('2026-11-20', { AdminMFAV2: { points: 0, measuredOn: '2026-11-01' } }),
    ]);
    const answer = await changes('regressed');
    assert.deepEqual(brief(answer), []);
    assert.deepEqual(brief(answer.comparison), ['adminmfav2 -10 stale']);
  });

  it('calls what has another name not new', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-16', { AdminMFAV2: 10, exo_audit: 3 }),
      snapshot('2026-11-20', { AdminMFAV2: 10, exo_audit_v2: 3 }),
    ]);
    const renamed = { ...audit, id: 'exo_audit_v2' };
    await w.store.saveControls(
      { controls: [mfa, renamed, labels], updates: [], score: undefined },
      '2026-11-23T10:00:00.000Z',
    );
    const answer = await changes('new');
    assert.deepEqual(brief(answer), []);
    assert.deepEqual(
      answer.comparison.changes.map(({ cause }) => cause),
      ['renamed'],
    );
  });

  it('says who gave it another status', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-16', { AdminMFAV2: 10 })]);
    w.clock.at = Date.parse('2026-11-19T12:00:00Z');
    w.graph.setByHand(mfa.id, 'Ignored');
    await readControls(w.ports);
    await w.store.saveSnapshots([snapshot('2026-11-20', { AdminMFAV2: 0 })]);
    const [change] = (await changes('regressed')).changes;
    assert.equal(change?.cause, 'status');
    assert.equal(change.update?.by, 'Admin');
    assert.equal(change.acceptanceId, undefined);
  });

  it('tells statuses by whether they took points, gave some, or did neither', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-16', { AdminMFAV2: 5, exo_audit: 5, mip_labels: 0 }),
    ]);
    w.clock.at = Date.parse('2026-11-19T12:00:00Z');
    w.graph.setByHand(mfa.id, 'Ignored');
    w.graph.setByHand(audit.id, 'ThirdParty');
    w.graph.setByHand(labels.id, 'Ignored');
    await readControls(w.ports);
    await w.store.saveSnapshots([
      snapshot('2026-11-20', { AdminMFAV2: 0, exo_audit: 10, mip_labels: 0 }),
    ]);
    const answer = await changes('regressed');
    assert.deepEqual(brief(answer), ['adminmfav2 -5 status']);
    assert.deepEqual(brief(await changes('improved')), ['exo_audit 5 status']);
    assert.deepEqual(brief(answer.comparison), [
      'adminmfav2 -5 status',
      'mip_labels 0 status',
      'exo_audit 5 status',
    ]);
  });

  it('marks as ours what an acceptance of ours explains, and hides it not', async () => {
    w.clock.at = Date.parse('2026-11-19T12:00:00Z');
    await w.store.saveSnapshots([snapshot('2026-11-16', { AdminMFAV2: 5, exo_audit: 5 })]);
    const acceptance = await w.approved({}, eve, { controlId: mfa.id });
    await w.settle();
    await readControls(w.ports);
    await w.store.saveSnapshots([snapshot('2026-11-20', { AdminMFAV2: 0, exo_audit: 4 })]);
    const answer = await changes('regressed');
    assert.deepEqual(brief(answer), ['adminmfav2 -5 ours', 'exo_audit -1 fell']);
    assert.equal(answer.changes[0]?.acceptanceId, acceptance.id);
    w.clock.at += 3 * day;
    await w.revoke(acceptance);
    await w.settle();
    await readControls(w.ports);
    await w.store.saveSnapshots([snapshot('2026-11-22', { AdminMFAV2: 5, exo_audit: 4 })]);
    const back = await changes('improved', { kind: 'on', words: '2026-11-22' });
    assert.deepEqual(brief(back), ['adminmfav2 5 ours']);
  });

  it('is none where nothing is on record', async () => {
    for (const is of ['regressed', 'improved', 'new', 'changed'] as const) {
      const answer = of('noData', await ask(is));
      assert.equal(answer.since, undefined);
      assert.equal(answer.age.day, undefined);
    }
  });
});
