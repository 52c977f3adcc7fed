import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Store } from '../../src/app/ports.ts';
import type { Effect } from '../../src/domain/effect.ts';
import { theSystem } from '../../src/domain/person.ts';
import { sqlStore } from '../../src/store/open.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { acceptance, ada, at, misfit, opened, proposal, step, stepped } from './sample.ts';

describe('a step on record', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  it('numbers a new acceptance, and puts the number wherever it belongs', async () => {
    const effects: Effect[] = [
      { kind: 'show', acceptanceId: '' },
      { kind: 'announce', acceptanceId: '', revision: 1 },
      { kind: 'readControls', day: '2026-11-23' },
    ];
    const committed = await store.open(proposal({}, effects), 2026, 'draft');
    assert(committed.ok);
    assert.deepEqual(committed.acceptance, acceptance({ id: 'RA-2026-0001' }));
    assert.deepEqual(await store.find('RA-2026-0001'), committed.acceptance);
    assert.equal(committed.line.acceptanceId, 'RA-2026-0001');
    for (const key of ['show:RA-2026-0001', 'announce:RA-2026-0001:1', 'controls:2026-11-23'])
      assert(await store.pending(key), key);
  });

  it('writes a line that names who stepped, with what right, and only what changed', async () => {
    const first = await opened(store);
    const changed = { state: 'InApproval', reviewerId: 'bo', businessContext: 'Known.' } as const;
    const grant = { role: 'itManager', from: 'group:2' } as const;
    await stepped(store, first, changed, { by: { ...ada, id: 'bo' }, grant, policy: 7 });
    const [, line] = await store.trail(first.id);
    assert(line);
    assert.deepEqual(
      { ...line, set: Object.keys(line.set).sort(), texts: line.texts.length, prev: '', hash: '' },
      {
        seq: 2,
        at,
        acceptanceId: first.id,
        revision: 2,
        event: 'endorse',
        by: 'bo',
        role: 'itManager',
        roleFrom: 'group:2',
        policy: 7,
        set: ['businessContext', 'reviewerId', 'state'],
        texts: 1,
        prev: '',
        hash: '',
      },
    );
    assert.match(line.texts[0]?.salt ?? '', /^[0-9a-f]{32}$/);
    assert.equal(line.texts[0]?.text, 'Known.');
    const { texts, ...alone } = line;
    assert.equal(texts.length, 1);
    assert.deepEqual(await store.line(2), alone);
    assert.equal((await store.line(2))?.prev, (await store.line(1))?.hash);
  });

  it('writes everything or nothing', async () => {
    const before = await opened(store);
    const head = await store.head();
    await sql`alter table outbox rename to gone`.execute(database.db);
    await assert.rejects(store.commit(step(before, { state: 'InApproval' })));
    await assert.rejects(store.open(proposal({ controlId: 'Other' }), 2026, 'second'));
    await assert.rejects(
      store.note({
        at,
        event: 'x',
        by: ada,
        set: {},
        policy: 1,
        effects: [{ kind: 'show', acceptanceId: 'a' }],
      }),
    );
    await sql`alter table gone rename to outbox`.execute(database.db);
    assert.deepEqual(await store.find(before.id), before);
    assert.deepEqual(await store.head(), head);
    assert.equal((await store.lines(0, 10)).length, 1);
    assert.equal(await store.byDraft('second'), undefined);
    assert.equal((await opened(store, { controlId: 'Other' })).id, 'RA-2026-0002');
    assert.equal(await misfit(store), undefined);
  });

  it('lets one of two win who step at once', async () => {
    const before = await opened(store);
    const both = await Promise.all([
      store.commit(step(before, { state: 'InApproval' })),
      store.commit(step(before, { state: 'Rejected' })),
    ]);
    assert.deepEqual(both.map((one) => (one.ok ? 'ok' : one.taken)).sort(), ['ok', 'revision']);
    assert.equal((await store.trail(before.id)).length, 2);
    assert.deepEqual(await store.commit(step(before, {})), { ok: false, taken: 'revision' });
    assert.equal(await misfit(store), undefined);
  });

  it('refuses a step from a revision that is still to come, and from an acceptance that is not there', async () => {
    const before = await opened(store);
    for (const wrong of [
      { ...before, revision: 2 },
      { ...before, id: 'RA-2026-0099' },
    ])
      assert.deepEqual(await store.commit(step(wrong, {})), { ok: false, taken: 'revision' });
    assert.equal((await store.head()).seq, 1);
    await assert.rejects(store.commit(proposal()), TypeError);
  });

  it('answers the second delivery of a draft with what the first became', async () => {
    const both = await Promise.all([1, 2].map(() => store.open(proposal(), 2026, 'one draft')));
    const [one, other] = both;
    assert(one?.ok && other?.ok);
    assert.deepEqual(one, other);
    const now = await stepped(store, one.acceptance, { state: 'InApproval' });
    const late = await store.open(proposal(), 2026, 'one draft');
    assert(late.ok);
    assert.deepEqual(late.acceptance, now);
    assert.deepEqual(late.line, one.line);
    assert.deepEqual(await store.byDraft('one draft'), now);
    assert.equal((await store.list({})).length, 1);
  });

  it('leaves no gaps in the numbers, however many are refused', async () => {
    const controls = ['A', 'a', 'B', 'b', 'C', 'A', 'c'];
    const tries = await Promise.all(
      controls.map((controlId, i) => store.open(proposal({ controlId }), 2026, String(i))),
    );
    assert.equal(tries.filter(({ ok }) => ok).length, 3);
    assert.equal((await opened(store, { controlId: 'D' })).id, 'RA-2026-0004');
    const nextYear = await store.open(proposal({ controlId: 'E' }), 2027, 'new year');
    assert(nextYear.ok);
    assert.equal(nextYear.acceptance.id, 'RA-2027-0001');
    assert.deepEqual(
      (await store.list({})).map(({ id }) => id),
      ['RA-2026-0001', 'RA-2026-0002', 'RA-2026-0003', 'RA-2026-0004', 'RA-2027-0001'],
    );
  });

  it('keeps the register in the order in which it was written, beyond four digits too', async () => {
    await database.db.insertInto('counter').values({ year: 2026, count: 9998 }).execute();
    for (const controlId of ['A', 'B']) await opened(store, { controlId });
    assert.deepEqual(
      (await store.list({})).map(({ id }) => id),
      ['RA-2026-9999', 'RA-2026-10000'],
    );
  });

  it('asks anew for the state of a control, but not where somebody marks it as done', async () => {
    const first = await opened(store);
    const sync: Effect = { kind: 'syncControl', controlId: first.controlId };
    await store.saveSync(first.controlId, { trouble: 'forbidden', badRequests: 1 });
    const second = await stepped(store, first, { state: 'Approved' }, { effects: [sync] });
    const asked = await store.sync('mcasclouddiscovery');
    assert.deepEqual(
      [asked.askedSeq, asked.askedAt, asked.trouble, asked.badRequests],
      [2, at, '', 1],
    );
    await store.saveSync(first.controlId, { agreedSeq: 2, trouble: 'byHand' });
    const done = { event: 'markDone', effects: [sync] } as const;
    await stepped(store, second, { markedDoneAt: at }, done);
    assert.deepEqual(await store.sync(first.controlId), {
      ...asked,
      controlId: first.controlId,
      agreedSeq: 2,
      trouble: 'byHand',
    });
    assert(await store.pending('sync:mcasclouddiscovery'));
  });

  it('notes what concerns no acceptance in the same chain', async () => {
    await opened(store);
    const set = { what: 'a line', when: new Date(at), list: [1, 2.5] };
    const effects: Effect[] = [{ kind: 'announcePolicy', version: 2 }];
    const line = await store.note({ at, event: 'said', by: theSystem, set, policy: 2, effects });
    assert.deepEqual(line?.set, { ...set, when: at });
    assert.deepEqual(await store.line(2), line);
    await store.note({ at, event: 'said', by: theSystem, set: {}, policy: 2, effects: [] });
    assert.deepEqual(await store.trail(''), []);
    assert(await store.pending('policy:2'));
    assert.equal(await misfit(store), undefined);
  });
});
