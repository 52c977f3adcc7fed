import assert from 'node:assert/strict';
import type { DeputyStep } from '../../src/app/deputy-ports.ts';
import type { Store } from '../../src/app/ports.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import type { Deputy } from '../../src/domain/deputy.ts';
import { digest, witness } from '../../src/domain/trail.ts';
import { sqlStore } from '../../src/store/open.ts';
import { carl, ed } from '../domain/examples.ts';
import { deputyFor as deputy } from './sample.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';

const step: DeputyStep = {
  by: carl,
  grant: carl.grants[0],
  policy: 1,
  effects: [{ kind: 'announceDeputy', deputy: 'deputy-1', what: 'named' }],
};
const end = { endedAt: '2026-11-24T10:00:00.000Z', endedById: ed.id };

describe('The deputies on record', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  const keep = (fields: Partial<Deputy> = {}, by = carl) =>
    store.keepDeputy(deputy(fields), { ...step, by });

  it('are kept with their line, the reason as a digest with its words beside it, and what follows', async () => {
    await keep();
    assert.deepEqual(await store.deputy('deputy-1'), deputy());
    const [line] = await store.lines(0, 10);
    const { salt } = line?.texts[0] ?? {};
    assert.deepEqual(
      { ...line, texts: [], hash: '', prev: '' },
      {
        seq: 1,
        at: deputy().at,
        acceptanceId: '',
        revision: 0,
        event: 'deputyNamed',
        by: carl.id,
        role: 'ciso',
        roleFrom: 'group:ciso',
        policy: 1,
        set: {
          id: 'deputy-1',
          role: 'ciso',
          principalId: carl.id,
          deputyId: ed.id,
          validFrom: '2026-11-23',
          validTo: '2026-12-04',
          reason: digest(salt ?? '', 'holiday'),
        },
        prev: '',
        hash: '',
        texts: [],
      },
    );
    assert.equal(line?.texts[0]?.text, 'holiday');
    assert.ok(await store.pending('deputy:deputy-1:named'));
    assert.equal((await verifyRegister({ store })).misfit, undefined);
  });

  it('stand on their days and until somebody ends it, in any spelling of the id', async () => {
    await keep();
    const on = async (day: string, id = ed.id): Promise<number> =>
      (await store.deputiesOf(id, day)).length;
    assert.deepEqual(
      [
        await on('2026-11-22'),
        await on('2026-11-23'),
        await on('2026-12-04'),
        await on('2026-12-05'),
      ],
      [0, 1, 1, 0],
    );
    assert.deepEqual([await on('2026-11-23', 'ED'), await on('2026-11-23', carl.id)], [1, 0]);
    assert.equal((await store.deputiesFrom('2026-11-01')).length, 1);
    assert.equal((await store.deputiesFrom('2026-12-05')).length, 0);

    const line = await keep(end, ed);
    assert.equal(line?.event, 'deputyEnded');
    assert.deepEqual([line.at, line.by, line.set], [end.endedAt, ed.id, { id: 'deputy-1' }]);
    assert.equal(await on('2026-11-24'), 0);
    assert.equal((await store.deputiesFrom('2026-11-01')).length, 0);
    assert.deepEqual(await store.deputies(), [deputy(end)]);
    assert.deepEqual(
      (await store.deputyLines()).map(({ event }) => event),
      ['deputyNamed', 'deputyEnded'],
    );
    assert.equal((await verifyRegister({ store })).misfit, undefined);
  });

  it('are named once for the same days, and ended once: what comes second leaves no line', async () => {
    const first = await keep();
    assert.equal(await keep(), undefined);
    assert.equal(await keep({ id: 'deputy-2', validFrom: '2026-12-04' }), undefined);
    assert.equal(witness(await store.head()), witness(first ?? { seq: 0, hash: '' }));
    assert.ok(await keep(end));
    assert.equal(await keep({ ...end, endedById: carl.id }), undefined);
    assert.equal((await store.deputy('deputy-1'))?.endedById, ed.id);
    assert.ok(await keep({ id: 'deputy-3' }), 'after the end there is room');
    assert.ok(await keep({ id: 'deputy-4', validFrom: '2026-12-05', validTo: '2026-12-06' }));
    assert.ok(await keep({ id: 'deputy-5', role: 'itManager' }));
    assert.equal((await store.head()).seq, 5);
  });

  it('of whom two are named at once are one', async () => {
    const kept = await Promise.all([keep(), keep({ id: 'deputy-2' }), keep({ id: 'deputy-3' })]);
    assert.equal(kept.filter(Boolean).length, 1);
    assert.equal((await store.deputies()).length, 1);
  });

  it('do not verify where one was written past the trail, or changed in the table', async () => {
    await keep();
    await database.db.updateTable('deputy').set({ validTo: '2027-12-04' }).execute();
    assert.deepEqual((await verifyRegister({ store })).misfit, {
      seq: 1,
      acceptanceId: '',
      why: 'record',
    });
    await database.db.updateTable('deputy').set({ validTo: '2026-12-04' }).execute();
    await database.db
      .insertInto('deputy')
      .values(deputy({ id: 'forged' }))
      .execute();
    assert.deepEqual((await verifyRegister({ store })).misfit, {
      seq: 0,
      acceptanceId: '',
      why: 'record',
    });
  });
});
