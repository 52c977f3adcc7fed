import assert from 'node:assert/strict';
import type { Committed, Store } from '../../src/app/ports.ts';
import { sqlStore } from '../../src/store/open.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { opened, proposal, step, stepped } from './sample.ts';

const outcome = (committed: Committed): string => (committed.ok ? 'ok' : committed.taken);

describe('the place of an acceptance beside its control', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  const open = async (fields: Parameters<typeof proposal>[0], draft: string) =>
    outcome(await store.open(proposal(fields), 2026, draft));
  const approved = async (fields: Parameters<typeof proposal>[0], decidedAt: string) =>
    stepped(store, await opened(store, fields), { state: 'Approved', decidedAt });

  it('is for one undecided a scope, whatever the spelling of the control', async () => {
    await opened(store, { controlId: 'Mfa' });
    assert.equal(await open({ controlId: 'MFA' }, 'a'), 'undecided');
    assert.equal(await open({ controlId: 'MFA', scope: 'partial' }, 'b'), 'ok');
    assert.equal(await open({ controlId: 'Other' }, 'c'), 'ok');
    assert.equal((await store.head()).seq, 3);
  });

  it('is for one decided, at the opening and at the decision', async () => {
    const first = await approved({}, '2026-01-01T00:00:00.000Z');
    assert.equal(await open({}, 'a'), 'decided');
    const revoked = await stepped(store, first, { state: 'Revoked' });
    const second = await opened(store, { previous: revoked.id });
    // As if somebody had written past the rules: the earlier one is decided again.
    const decided = { state: 'Active' } as const;
    await database.db.updateTable('acceptance').set(decided).where('id', '=', first.id).execute();
    await stepped(store, second, { state: 'Withdrawn' });
    const third = await store.open(proposal({ previous: second.id }), 2026, 'third');
    assert.equal(outcome(third), 'decided');
  });

  it('is given up by what has ended', async () => {
    const first = await opened(store);
    await stepped(store, first, { state: 'Rejected' });
    assert.equal(await open({ previous: first.id }, 'again'), 'ok');
  });

  it('is shared by a renewal and its predecessor alone', async () => {
    const first = await approved({}, '2025-11-12T00:00:00.000Z');
    const renewal = await opened(store, { previous: first.id });
    assert.equal(await open({ previous: first.id }, 'second renewal'), 'undecided');
    const active = await stepped(store, renewal, {
      state: 'Approved',
      decidedAt: '2026-11-12T00:00:00.000Z',
    });
    assert.deepEqual(await store.binding('MCASCLOUDDISCOVERY'), active);
    assert.equal(await open({ previous: active.id }, 'third'), 'decided');
    await stepped(store, first, { state: 'Closed', endReason: 'renewed' });
    assert.equal(await open({ previous: active.id }, 'fourth'), 'ok');
  });

  it('is kept through the steps of one acceptance', async () => {
    const first = await opened(store);
    const second = await stepped(store, first, { state: 'InApproval' });
    const third = await stepped(store, second, { state: 'Approved' });
    const fourth = await stepped(store, third, { state: 'Active' });
    assert.equal(fourth.revision, 4);
  });

  it('is asked for when the scope changes', async () => {
    await opened(store, { scope: 'partial' });
    const whole = await opened(store);
    assert.equal(outcome(await store.commit(step(whole, { scope: 'partial' }))), 'undecided');
    assert.deepEqual(await store.find(whole.id), whole);
  });

  it('is guarded by the tables too', async () => {
    await opened(store);
    const [row] = await database.db.selectFrom('acceptance').selectAll().execute();
    assert(row);
    const beside = (state: typeof row.state, n: number) =>
      database.db
        .insertInto('acceptance')
        .values({ ...row, state, id: `RA-0-${String(n)}`, draftId: String(n) })
        .execute();
    await assert.rejects(beside('ChangesRequested', 1));
    await beside('Approved', 2);
    await assert.rejects(beside('ReviewDue', 3));
    await beside('Closed', 4);
  });

  it('is what binds a control: the decided one for the whole tenant', async () => {
    assert.equal(await store.binding('mcasclouddiscovery'), undefined);
    await approved({ scope: 'partial' }, '2026-01-01T00:00:00.000Z');
    const inReview = await opened(store);
    assert.equal(await store.binding('mcasclouddiscovery'), undefined);
    const bound = await stepped(store, inReview, {
      state: 'ReviewDue',
      decidedAt: '2026-01-02T00:00:00.000Z',
    });
    assert.deepEqual(await store.binding('mcasCloudDiscovery'), bound);
  });

  it('is listed by state, control and proposer', async () => {
    const a = await opened(store, { controlId: 'A', proposerId: 'ada' });
    const b = await opened(store, { controlId: 'B', proposerId: 'bo' });
    await stepped(store, b, { state: 'InApproval' });
    const ids = async (filter: Parameters<Store['list']>[0]) =>
      (await store.list(filter)).map(({ id }) => id);
    assert.deepEqual(await ids({}), [a.id, b.id]);
    assert.deepEqual(await ids({ states: ['InReview', 'Active'] }), [a.id]);
    assert.deepEqual(await ids({ states: [] }), []);
    assert.deepEqual(await ids({ controlId: 'b' }), [b.id]);
    assert.deepEqual(await ids({ proposerId: 'ada', states: ['InReview'] }), [a.id]);
    assert.deepEqual(await ids({ proposerId: 'ada', controlId: 'B' }), []);
  });
});
