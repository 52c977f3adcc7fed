import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import type { Event } from '../../src/domain/workflow-table.ts';
import { turnOf } from '../../src/domain/workflow.ts';
import {
  acceptance,
  carl,
  command,
  control,
  endorsed,
  eve,
  max,
  mia,
  refusal,
  situation,
  taken,
} from './examples.ts';

const waited = { waitsSince: '2026-09-01T10:00:00.000Z' };
const daily = { fresh: true, completedDays: 2, goneDays: 3 };
const active = (fields: Partial<Acceptance> = {}): Acceptance =>
  endorsed({ state: 'Active', reviewOn: '2026-11-01', approverId: 'carl', ...fields });
const heard = (before: Acceptance, on: Event, where = {}, who = theSystem) =>
  taken(
    before,
    command(on),
    who,
    situation({ ...waited, daily, drifted: true, ...where }),
  ).effects.flatMap((effect) =>
    effect.kind === 'tell' ? [effect.personId] : effect.kind === 'announce' ? ['the channel'] : [],
  );
const asks = (before: Acceptance, on: Event, where = {}, who = theSystem) =>
  taken(
    before,
    command(on),
    who,
    situation({ ...waited, daily, drifted: true, ...where }),
  ).effects.map(({ kind }) => kind);

describe('who hears in one line of', () => {
  for (const [what, before, on, told] of [
    ['a lapse', acceptance(), 'lapse', ['eve']],
    ['a lapse with the CISO', endorsed(), 'lapse', ['eve']],
    ['a request that nobody answered', acceptance({ state: 'ChangesRequested' }), 'lapse', ['eve']],
    ['a proposal that was completed', acceptance(), 'completed', ['eve']],
    ['a proposal whose recommendation is gone', acceptance(), 'gone', ['eve']],
    [
      'an end without renewal',
      active({ state: 'ReviewDue' }),
      'graceOver',
      ['eve', 'carl', 'cora'],
    ],
    [
      'an end before it was verified',
      active({ state: 'Approved' }),
      'graceOver',
      ['eve', 'carl', 'cora'],
    ],
    ['an acceptance whose recommendation is gone', active(), 'gone', []],
    ['a review that is due', active(), 'reviewReached', []],
  ] as const)
    it(what, () => {
      assert.deepEqual(heard(before, on), told);
    });
});

describe('Secure Score is asked', () => {
  for (const [what, before, on, who] of [
    ['after an end without renewal', active({ state: 'ReviewDue' }), 'graceOver', theSystem],
    ['where it is implemented', active(), 'reportImplemented', mia],
    ['where the recommendation is gone', active(), 'gone', theSystem],
    ['where somebody asks again', active(), 'reapply', eve],
  ] as const)
    it(what, () => {
      assert.ok(asks(before, on, {}, who).includes('syncControl'));
    });

  for (const [what, before, on, who] of [
    ['where a review is due', active(), 'reviewReached', theSystem],
    ['where it is brought forward', active(), 'bringForward', eve],
    ['where something is said', active(), 'comment', eve],
    [
      'where what is partial ends',
      active({ state: 'ReviewDue', scope: 'partial' }),
      'graceOver',
      theSystem,
    ],
  ] as const)
    it(`not ${what}`, () => {
      assert.ok(!asks(before, on, {}, who).includes('syncControl'));
    });
});

describe('a change in the data', () => {
  const moved = { control: control({ threats: ['Account breach'] }) };
  const change = (before: Acceptance) =>
    taken(before, command('materialChange'), theSystem, situation({ ...moved, daily }));

  it('makes it the IT managers’ turn again, with the facts as they are now', () => {
    const { after } = change(endorsed());
    assert.deepEqual([after.state, after.reviewerId, after.reviewedAt], ['InReview', null, null]);
    assert.deepEqual(after.changedFacts?.threats, ['Account breach']);
    assert.deepEqual(after.facts, endorsed().facts);
    const lines = ['propose', 'endorse', 'materialChange'].map((event, at) => ({
      event,
      revision: at + 1,
    }));
    assert.deepEqual(turnOf(acceptance(), lines), { revision: 3, turn: 'itManagers' });
  });

  it('is none where it was looked at already, or on data that are too old', () => {
    const once = change(endorsed()).after;
    const again = command('materialChange', { revision: 5 });
    const no = { refusal: 'wrongState' };
    assert.deepEqual(refusal(once, again, theSystem, situation({ ...moved, daily })), no);
    const old = { ...daily, fresh: false };
    for (const on of ['materialChange', 'completed', 'gone'] as const)
      assert.deepEqual(
        refusal(endorsed(), command(on), theSystem, situation({ ...moved, daily: old })),
        no,
      );
  });

  it('needs two readings to be complete, and three to be gone', () => {
    const no = { refusal: 'wrongState' };
    const few = situation({ daily: { fresh: true, completedDays: 1, goneDays: 2 } });
    for (const on of ['completed', 'gone'] as const)
      assert.deepEqual(refusal(acceptance(), command(on), theSystem, few), no);
  });
});

describe('the grace after a review date', () => {
  it('lasts fourteen days, to the day', () => {
    const before = active({ state: 'ReviewDue', reviewOn: '2026-11-10' });
    const on = (day: string) => situation({ at: new Date(`${day}T10:00:00Z`) });
    const press = command('graceOver');
    assert.deepEqual(refusal(before, press, theSystem, on('2026-11-23')), {
      refusal: 'wrongState',
    });
    assert.equal(taken(before, press, theSystem, on('2026-11-24')).after.endReason, 'expired');
  });
});

describe('an acceptance for some users or devices', () => {
  it('is in force in the transaction of its approval, and never asks for Secure Score', () => {
    const { after, next, effects } = taken(
      endorsed({ scope: 'partial' }),
      command('approve'),
      carl,
      situation(),
    );
    assert.deepEqual(
      [after.state, next?.after.state, next?.event, next?.by],
      ['Approved', 'Active', 'verified', theSystem],
    );
    assert.equal(next?.after.revision, after.revision + 1);
    assert.ok(!effects.some(({ kind }) => kind === 'syncControl'));
  });
});

describe('what is renewed', () => {
  const before = active({ reviewOn: '2027-11-01' });
  const renewal = (fields: Partial<Acceptance>) =>
    endorsed({
      id: 'RA-2026-0002',
      state: 'Active',
      previous: before.id,
      earlierProposerId: 'eve',
      ...fields,
    });
  const end = (...others: readonly Acceptance[]) =>
    taken(before, command('renewed'), theSystem, situation({ others })).after.endReason;

  it('closes as renewed, or as superseded by one of another treatment', () => {
    assert.equal(end(renewal({})), 'renewed');
    assert.equal(end(renewal({ treatment: 'thirdParty' })), 'superseded');
  });

  it('stays where the other is no renewal, or not in force', () => {
    const no = { refusal: 'wrongState' };
    for (const fields of [
      { state: 'Approved' },
      { earlierProposerId: null },
      { previous: null },
      { scope: 'partial' },
    ] as const)
      assert.deepEqual(
        refusal(before, command('renewed'), theSystem, situation({ others: [renewal(fields)] })),
        no,
      );
  });

  it('is closed by an effect of the renewal that comes into force', () => {
    const { effects } = taken(
      renewal({ state: 'Approved', revision: 4 }),
      command('verified'),
      theSystem,
      situation(),
    );
    assert.ok(
      effects.some((effect) => effect.kind === 'closeRenewed' && effect.acceptanceId === before.id),
    );
  });

  it('lets nobody approve who proposed the one before, on either route', () => {
    const ciso = { ...eve, grants: [...eve.grants, { role: 'ciso' as const, from: 'group:ciso' }] };
    const manager = { ...max, id: 'eve' };
    const step = (one: Acceptance, who: typeof eve) =>
      refusal(one, command('approve'), who, situation({ control: control({ maxScore: 2 }) }));
    const by = { proposerId: 'ed' };
    assert.match(
      JSON.stringify(step(renewal({ state: 'InApproval', ...by }), ciso)),
      /proposed what it renews/,
    );
    const low = acceptance({ route: 'low', earlierProposerId: 'eve', ...by });
    assert.match(JSON.stringify(step(low, manager)), /proposed what it renews/);
  });
});
