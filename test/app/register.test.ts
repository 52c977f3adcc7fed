import assert from 'node:assert/strict';
import { type RegisterFilter, registerFilters, registerPage } from '../../src/app/register.ts';
import { type Acceptance, type State, states } from '../../src/domain/acceptance.ts';
import { control } from '../domain/examples.ts';
import { writeAcceptance } from '../../src/store/acceptances.ts';
import { discovery, eve, type World, world } from '../support/world.ts';

describe('a page of the register', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({
      controls: [discovery, control({ id: 'eop_1', title: 'Block forwarding', service: 'EXO' })],
    });
  });
  afterEach(() => w.end());

  const asked = (filter: RegisterFilter, words = '', offset = 0, count = 8) =>
    registerPage(w.ports, { filter, words }, { offset, count });
  const ids = async (...what: Parameters<typeof asked>): Promise<string> =>
    (await asked(...what)).items.map(({ id }) => id.replace('RA-2026-', '')).join(' ');

  /** One acceptance of each state, in their order; as another version of the bot would have left them. */
  const oneOfEach = async (): Promise<void> => {
    const made = await w.propose();
    await w.db.deleteFrom('acceptance').execute();
    for (const [at, state] of states.entries()) await put(made, state, at);
  };
  const put = async (
    made: Acceptance,
    state: State,
    at: number,
    more: Partial<Acceptance> = {},
  ) => {
    const row = writeAcceptance({
      ...made,
      id: `RA-2026-${state}`,
      state,
      controlId: `C${String(at)}`,
      ...more,
    });
    await w.db
      .insertInto('acceptance')
      .values({ ...row, draftId: `d${state}`, openedSeq: at + 1 })
      .execute();
  };

  it('has the newest first, of the part that is asked for', async () => {
    await oneOfEach();
    assert.equal(await ids('all', '', 0, 20), states.toReversed().join(' '));
    assert.equal(await ids('open'), 'Approved InApproval ChangesRequested InReview');
    assert.equal(await ids('active'), 'ReviewDue Active');
    assert.equal(await ids('ended'), 'Closed Revoked Expired Withdrawn Rejected');
    for (const state of ['Rejected', 'Expired', 'Withdrawn', 'Revoked', 'Closed'])
      assert.equal(await ids(state.toLowerCase() as RegisterFilter), state);
  });

  it('knows every part by name', async () => {
    for (const filter of registerFilters) assert.deepEqual((await asked(filter)).items, [], filter);
  });

  it('has what is due in 30 days, and what is overdue since yesterday', async () => {
    const made = await w.propose();
    await w.db.deleteFrom('acceptance').execute();
    // Today is the 23rd of November 2026.
    await put(made, 'Active', 1, { reviewOn: '2026-12-24' });
    assert.deepEqual([await ids('due'), await ids('overdue')], ['', '']);
    for (const [reviewOn, due, overdue] of [
      ['2026-12-23', 'Active', ''],
      ['2026-11-23', 'Active', ''],
      ['2026-11-22', 'Active', 'Active'],
    ] as const) {
      await w.db.deleteFrom('acceptance').execute();
      await put(made, 'Active', 1, { reviewOn });
      assert.deepEqual([await ids('due'), await ids('overdue')], [due, overdue], reviewOn);
    }
    await w.db.deleteFrom('acceptance').execute();
    await put(made, 'Expired', 1, { reviewOn: '2026-11-22' });
    assert.deepEqual([await ids('due'), await ids('overdue')], ['', '']);
  });

  it('has what all words fit: id, title, category, control, product; in any case', async () => {
    const first = await w.propose();
    await w.reject(await w.propose({}, eve, { controlId: 'eop_1' }));
    assert.equal(first.id, 'RA-2026-0001');
    for (const words of ['cloud', 'DISCOVERY cloud', 'ra-2026-0001', discovery.id])
      assert.equal(await ids('all', words), '0001', words);
    assert.equal(await ids('all', 'apps'), '0002 0001');
    for (const words of ['exchange', 'Exchange online', 'exo', 'forwarding'])
      assert.equal(await ids('all', words), '0002', words);
    assert.equal(await ids('open', 'exchange'), '');
    assert.equal(await ids('rejected', 'exchange'), '0002');
    assert.equal(await ids('all', 'cloud narnia'), '');
    assert.equal(await ids('all', '100%'), '');
  });

  it('begins where it is asked to, and counts all', async () => {
    await oneOfEach();
    const { items, total, offset } = await asked('ended', '', 3, 8);
    assert.deepEqual(
      [items.map(({ state }) => state), total, offset],
      [['Withdrawn', 'Rejected'], 5, 3],
    );
  });

  it('names who proposed and approved', async () => {
    await w.approved();
    assert.deepEqual((await asked('all')).names, { eve: 'Eve', mia: 'Mia', carl: 'Carl' });
  });

  it('reads no more of the register than it shows', async () => {
    const store: World['store'] = {
      ...w.store,
      list: () => assert.fail('the whole register is read'),
    };
    await registerPage(
      { ...w.ports, store },
      { filter: 'all', words: 'x' },
      { offset: 0, count: 8 },
    );
  });
});
