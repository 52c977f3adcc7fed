import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import sinon from 'sinon';
import { readControls } from '../../src/app/read-controls.ts';
import type { PeriodWords } from '../../src/domain/question.ts';
import { acceptance, control } from '../domain/examples.ts';
import {
  carl,
  cora,
  device,
  discovery,
  ed,
  eve,
  max,
  mia,
  small,
  type World,
  world,
} from '../support/world.ts';
import { asked, of, snapshot } from './answer-days.ts';

const quarter: PeriodWords = { kind: 'this', unit: 'quarter' };

describe('an answer from the register', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const ids = (items: readonly { readonly id: string }[]): string =>
    items.map(({ id }) => id.slice(-1)).join(' ');

  /** Decided by an IT manager alone. */
  const low = async (fields: Parameters<World['propose']>[0] = {}) =>
    w.approve(await w.propose(fields, eve, { controlId: small.id }), mia);

  describe('about what was accepted', () => {
    const accepted = async (period: PeriodWords) =>
      of('accepted', await asked(w, { ask: 'accepted', period }));

    it('has what was decided in the period, the newest first, and nothing that was not', async () => {
      w.clock.at = Date.parse('2026-09-30T12:00:00Z');
      await w.approved({}, eve, { controlId: device.id });
      w.clock.at = Date.parse('2026-10-01T12:00:00Z');
      await w.approved();
      await w.reject(await w.propose({}, eve, { controlId: small.id }));
      w.clock.at = Date.parse('2026-11-02T12:00:00Z');
      await w.approved({ treatment: 'thirdParty', evidence: 'https://contoso.example/a' }, eve, {
        controlId: small.id,
      });
      const answer = await accepted(quarter);
      assert.equal(ids(answer.items), '4 2');
      assert.deepEqual(answer.period?.from, '2026-10-01');
      assert.equal(answer.today, '2026-11-02');
      assert.equal(ids((await accepted({ kind: 'last', unit: 'quarter' })).items), '1');
    });

    it('keeps what ended since, and leaves out what waits', async () => {
      await w.revoke(await w.approved());
      await w.propose({}, eve, { controlId: small.id });
      assert.equal(ids((await accepted({ kind: 'today' })).items), '1');
    });

    it('takes the days of the tenant’s zone', async () => {
      await w.end();
      w = await world({ policy: { timeZone: 'Europe/Berlin' }, now: '2026-11-22T23:30:00.000Z' });
      await w.approved();
      assert.equal(ids((await accepted({ kind: 'on', words: '2026-11-23' })).items), '1');
      assert.equal(ids((await accepted({ kind: 'yesterday' })).items), '');
    });

    it('knows what was accepted today, however old the score is', async () => {
      await w.store.saveSnapshots([snapshot('2026-11-10', { [discovery.id]: 0 })]);
      await w.approved();
      assert.equal(ids((await accepted({ kind: 'this', unit: 'week' })).items), '1');
      assert.equal((await asked(w, { ask: 'overdue' })).age.day, '2026-11-10');
    });

    it('names all who had a part in it', async () => {
      await w.approved({ riskOwnerId: ed.id });
      const { names } = await accepted(quarter);
      assert.deepEqual(names, { eve: 'Eve', mia: 'Mia', carl: 'Carl', ed: 'Ed' });
    });

    it('is none about a period that has not begun, or that the calendar does not have', async () => {
      const since = (words: string) =>
        asked(w, { ask: 'accepted', period: { kind: 'since', words } });
      assert.equal(of('badPeriod', await since('2027-01-01')).why, 'future');
      assert.equal(of('badPeriod', await since('31 February 2026')).why, 'unread');
    });
  });

  it('about a period or about who waits asks for no more of the register than it tells', async () => {
    await w.reject(await w.propose());
    await w.approved({}, eve, { controlId: device.id });
    await w.propose({}, eve, { controlId: small.id });
    const read: number[] = [];
    const list: World['store']['list'] = async (filter) => {
      const found = await w.store.list(filter);
      read.push(found.length);
      return found;
    };
    const never = (): never => assert.fail('each acceptance by itself');
    const store = { ...w.store, list, sync: never };
    const counting = { ...w, ports: { ...w.ports, store } };
    await asked(counting, { ask: 'accepted', period: { kind: 'today' } });
    await asked(counting, { ask: 'waiting' }, { person: mia, texts: true });
    assert.deepEqual(read, [1, 1]);
  });

  describe('about one acceptance', () => {
    const why = async (words: string, ask: 'why' | 'who' = 'why') =>
      of(ask, await asked(w, { ask, words }));

    it('has the one with this id, in any case, whatever became of it', async () => {
      await w.approved();
      await w.reject(await w.propose({}, eve, { controlId: small.id }));
      for (const words of ['RA-2026-0002', 'ra-2026-0002', ' RA-2026-0002? '])
        assert.equal(ids((await why(words, 'who')).items), '2');
      const none = await why('RA-2026-0099', 'who');
      assert.deepEqual([none.items, none.control], [[], undefined]);
      assert.equal(none.words, 'RA-2026-0099');
    });

    it('has all of a recommendation’s, the newest first, by its id in any case or its words', async () => {
      await w.reject(await w.propose());
      await w.approved();
      await low();
      for (const words of ['MCAS_Cloud_Discovery', 'Cloud Discovery', 'discovery cloud']) {
        const answer = await why(words);
        assert.equal(ids(answer.items), '2 1');
        assert.equal(answer.control, undefined);
      }
      const { names, today } = await why('Cloud Discovery');
      assert.deepEqual(names, { eve: 'Eve', mia: 'Mia', carl: 'Carl' });
      assert.equal(today, '2026-11-23');
    });

    it('has what holds it first, then what waits, then what ended', async () => {
      const some = (['Active', 'Rejected', 'InReview', 'Withdrawn'] as const).map((state, at) =>
        acceptance({ state, id: `RA-2026-000${String(at + 1)}`, controlId: discovery.id }),
      );
      const ports = { ...w.ports, store: { ...w.store, list: async () => some } };
      for (const words of ['Cloud Discovery', discovery.id]) {
        const answer = await asked({ ...w, ports }, { ask: 'why', words });
        assert.equal(ids(of('why', answer).items), '1 3 4 2');
      }
    });

    it('has of several recommendations the foremost of each, and lets none speak for another', async () => {
      w.graph.change(small.id, { title: 'Cloud Discovery, a small one' });
      w.graph.change(discovery.id, { title: 'Cloud Discovery, a large one' });
      await readControls(w.ports);
      await w.reject(await w.propose());
      await w.approved();
      await w.reject(await w.propose({}, eve, { controlId: small.id }));
      await w.reject(await w.propose({}, eve, { controlId: small.id }));
      assert.equal(ids((await why('Cloud Discovery')).items), '2 4');
      assert.equal(ids((await why('small one')).items), '4 3');
    });

    it('has the recommendation itself where it is one and has none', async () => {
      const answer = await why('a small one');
      assert.deepEqual([answer.items, answer.control?.id], [[], small.id]);
      for (const words of ['mcas', 'nothing like it']) {
        const unclear = await why(words);
        assert.deepEqual([unclear.items, unclear.control], [[], undefined]);
      }
    });

    it('has the one that is meant by a word with a slip, and none of several', async () => {
      for (const words of ['a smal one', 'A SMLAL ONE', 'smalll'])
        assert.equal((await why(words)).control?.id, small.id, words);
      await w.approved();
      for (const words of ['Cluod Discovery', 'cloud discovry', 'discoverry']) {
        const { items, control: found } = await why(words);
        assert.deepEqual([ids(items), found], ['1', undefined], words);
      }
      w.graph.change(small.id, { title: 'Cloud Discovery of something' });
      await readControls(w.ports);
      assert.equal(ids((await why('cloud discovry')).items), '1', 'that which is accepted');
      await w.approve(await w.propose({}, eve, { controlId: small.id }), mia);
      for (const words of ['cloud discovry', 'clod discovry', 'xyz']) {
        const { items, control: found } = await why(words);
        assert.deepEqual([items, found], [[], undefined], words);
      }
    });

    it('has nothing for no words', async () => {
      await w.approved();
      for (const words of ['', ' ']) {
        const nothing = await why(words);
        assert.deepEqual([nothing.items, nothing.control], [[], undefined]);
      }
    });

    it('knows what Microsoft calls otherwise since', async () => {
      await w.approved();
      w.graph.change(discovery.id, { title: 'Shadow IT' });
      await readControls(w.ports);
      for (const words of ['shadow', 'Cloud Discovery'])
        assert.equal(ids((await why(words)).items), '1');
    });

    it('has what the id means before what only holds it', async () => {
      await w.approved();
      w.graph.remove(discovery.id);
      w.graph.change(small.id, { id: `${discovery.id}_v2` });
      await readControls(w.ports);
      await w.approve(await w.propose({}, eve, { controlId: `${discovery.id}_v2` }), mia);
      assert.equal(ids((await why(discovery.id.toUpperCase())).items), '1');
      assert.equal(ids((await why(`${discovery.id}_v2`)).items), '2');
    });

    it('has those of what Secure Score no longer has, or offers no more', async () => {
      await w.approved();
      await w.settle();
      const controls = await w.store.controls();
      const read = (some: typeof controls) =>
        w.store.saveControls({ controls: some, score: undefined, updates: [] }, 'later');
      await read(controls.filter(({ id }) => id !== discovery.id));
      const list = sinon.spy(w.store, 'list');
      for (const words of ['Cloud Discovery', 'MCAS_cloud_discovery', 'discovery mcas'])
        assert.equal(ids((await why(words)).items), '1');
      list.restore();
      assert.ok(!list.args.some(([filter]) => Object.keys(filter).length === 0));
      await read([control({ deprecated: true })]);
      assert.equal(ids((await why('discovery')).items), '1');
    });
  });

  describe('about whose proposals wait', () => {
    const waiting = async (who = mia) => {
      const answer = of(
        'waiting',
        await asked(w, { ask: 'waiting' }, { person: who, texts: true }),
      );
      return ids(answer.items);
    };

    it('has what this person reviews or decides, and what of theirs is theirs to answer not', async () => {
      await w.propose();
      await w.endorse(await w.propose({}, ed, { controlId: device.id }), max);
      await w.requestChanges(await w.propose({}, eve, { controlId: small.id }));
      assert.equal(await waiting(mia), '1');
      assert.equal(await waiting(max), '1');
      for (const who of [carl, cora]) assert.equal(await waiting(who), '2');
      for (const who of [eve, ed]) assert.equal(await waiting(who), '');
      const answer = of(
        'waiting',
        await asked(w, { ask: 'waiting' }, { person: carl, texts: true }),
      );
      assert.deepEqual(answer.names, { ed: 'Ed', max: 'Max' });
    });
  });

  it('needs no data of the score', async () => {
    for (const question of [
      { ask: 'accepted', period: quarter },
      { ask: 'overdue' },
      { ask: 'expiring', days: 30 },
      { ask: 'why', words: 'discovery' },
      { ask: 'who', words: 'RA-2026-0001' },
      { ask: 'waiting' },
    ] as const) {
      const answer = await asked(w, question);
      assert.equal(answer.is, question.ask);
      assert.equal(answer.age.day, undefined);
      assert.equal(answer.age.asOf, '2026-11-23T10:00:00.000Z');
    }
  });
});
