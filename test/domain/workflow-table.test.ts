import assert from 'node:assert/strict';
import { type Acceptance, type State, states } from '../../src/domain/acceptance.ts';
import type { Situation } from '../../src/domain/attempt.ts';
import { type Person, theSystem } from '../../src/domain/person.ts';
import { type Event, events, workflow } from '../../src/domain/workflow-table.ts';
import { decide } from '../../src/domain/workflow.ts';
import {
  acceptance,
  as,
  aude,
  carl,
  command,
  cora,
  ed,
  endorsed,
  eve,
  max,
  mia,
  situation,
  smallControl,
  zed,
} from './examples.ts';

/** Who may press: each role alone, who has acted before, with and without further roles, and the others. */
const kinds = {
  engineer: ed,
  itManager: max,
  ciso: carl,
  proposer: eve,
  proposerWithAll: as(eve, 'engineer', 'itManager', 'ciso'),
  reviewer: mia,
  reviewerWithCiso: as(mia, 'itManager', 'ciso'),
  auditor: aude,
  nobody: zed,
  system: theSystem,
} as const satisfies Readonly<Record<string, Person>>;
type Kind = keyof typeof kinds;

type Standing = 'nothing' | State | `${State} low` | `${State} partial`;

/** The specification, row by row, typed again: who takes which step from where, and where it leads. */
interface Specified {
  readonly row: string;
  readonly from: readonly Standing[];
  readonly on: Event;
  readonly may: readonly Kind[];
  readonly to: State | 'same';
}

const anyRole = [
  'engineer',
  'itManager',
  'ciso',
  'proposer',
  'proposerWithAll',
  'reviewer',
  'reviewerWithCiso',
] as const;
const proposers = ['proposer', 'proposerWithAll'] as const;
const otherManagers = ['itManager', 'reviewer', 'reviewerWithCiso'] as const;
const freeCisos = ['ciso'] as const;
const cisos = ['ciso', 'proposerWithAll', 'reviewerWithCiso'] as const;
const cisosAndManagers = [...cisos, 'itManager', 'reviewer'] as const;

const notCisos = anyRole.filter((kind) => kind !== 'ciso');
const inForceOnes: readonly Standing[] = [
  'Active',
  'ReviewDue',
  'Active low',
  'ReviewDue low',
  'Active partial',
  'ReviewDue partial',
];
const lowOnes: readonly Standing[] = ['Approved low', 'Active low', 'ReviewDue low'];
const decidedOnes: readonly Standing[] = ['Approved', 'Active', 'ReviewDue', ...lowOnes];

// prettier-ignore
const specification: readonly Specified[] = [
  { row: '1', from: ['nothing'], on: 'propose', may: anyRole, to: 'InReview' },
  { row: '2', from: ['ChangesRequested'], on: 'resubmit', may: proposers, to: 'InReview' },
  { row: '3', from: ['InReview', 'InReview low', 'ChangesRequested', 'InApproval'], on: 'withdraw', may: proposers, to: 'Withdrawn' },
  { row: '4', from: ['InReview', 'InReview low'], on: 'requestChanges', may: otherManagers, to: 'ChangesRequested' },
  { row: '5', from: ['InReview low'], on: 'raiseRoute', may: otherManagers, to: 'InReview' },
  { row: '6', from: ['InReview', 'InReview low'], on: 'reject', may: otherManagers, to: 'Rejected' },
  { row: '7', from: ['InReview'], on: 'endorse', may: otherManagers, to: 'InApproval' },
  { row: '8', from: ['InReview low'], on: 'approve', may: otherManagers, to: 'Approved' },
  { row: '10', from: ['InApproval'], on: 'requestChanges', may: freeCisos, to: 'ChangesRequested' },
  { row: '11', from: ['InApproval'], on: 'reject', may: freeCisos, to: 'Rejected' },
  { row: '12', from: ['InApproval'], on: 'approve', may: freeCisos, to: 'Approved' },
  { row: '13', from: ['InReview', 'InReview low', 'InApproval'], on: 'materialChange', may: ['system'], to: 'InReview' },
  { row: '14', from: ['InReview', 'InReview low', 'ChangesRequested', 'InApproval'], on: 'completed', may: ['system'], to: 'Withdrawn' },
  { row: '14', from: ['InReview', 'InReview low', 'ChangesRequested', 'InApproval'], on: 'gone', may: ['system'], to: 'Withdrawn' },
  { row: '15', from: ['InReview', 'InReview low', 'ChangesRequested', 'InApproval'], on: 'lapse', may: ['system'], to: 'Withdrawn' },
  { row: '16', from: ['Approved', 'Approved low'], on: 'verified', may: ['system'], to: 'Active' },
  { row: '17', from: ['Approved', 'Active', 'ReviewDue', 'Active partial', 'ReviewDue partial'], on: 'revoke', may: cisos, to: 'Revoked' },
  { row: '17', from: ['Approved low', 'Active low', 'ReviewDue low'], on: 'revoke', may: cisosAndManagers, to: 'Revoked' },
  { row: '18a', from: [...decidedOnes, 'Active partial', 'ReviewDue partial'], on: 'gone', may: ['system'], to: 'Closed' },
  { row: '18b', from: [...inForceOnes], on: 'reportImplemented', may: notCisos, to: 'Closed' },
  { row: '18c', from: ['Active partial', 'ReviewDue partial'], on: 'completed', may: ['system'], to: 'Closed' },
  { row: '19', from: ['Active', 'Active low', 'Active partial'], on: 'reviewReached', may: ['system'], to: 'ReviewDue' },
  { row: '19', from: ['Active', 'Active low', 'Active partial'], on: 'bringForward', may: anyRole, to: 'ReviewDue' },
  { row: '20', from: [...inForceOnes], on: 'renew', may: anyRole, to: 'InReview' },
  { row: '21', from: [...inForceOnes], on: 'renewed', may: ['system'], to: 'Closed' },
  { row: '22', from: ['Approved', 'Approved low', 'ReviewDue', 'ReviewDue low', 'ReviewDue partial'], on: 'graceOver', may: ['system'], to: 'Expired' },
  { row: 'drift', from: [...inForceOnes], on: 'reapply', may: anyRole, to: 'same' },
  { row: 'comment', from: [...states, 'InReview low', ...lowOnes, 'Active partial', 'ReviewDue partial'], on: 'comment', may: anyRole, to: 'same' },
  { row: 'hand', from: ['Approved', 'Approved low', 'Revoked', 'Expired', 'Closed'], on: 'markDone', may: anyRole, to: 'same' },
];

/** A button of the other route: the state has it, this acceptance has not. */
const otherRoute: readonly (readonly [Standing, Event])[] = [
  ['InReview', 'raiseRoute'],
  ['InReview', 'approve'],
  ['InReview low', 'endorse'],
];

const twoRoutes: readonly State[] = ['InReview', 'Approved', 'Active', 'ReviewDue'];
const standings: readonly Standing[] = [
  'nothing',
  ...states,
  ...twoRoutes.map((state): Standing => `${state} low`),
  'Active partial',
  'ReviewDue partial',
];

/** Everything is so that whatever the table lets through gets through. */
const atHand = situation({
  control: smallControl({ threats: ['Account breach'] }),
  byHand: true,
  drifted: true,
  waitsSince: '2026-09-01T10:00:00.000Z',
  daily: { fresh: true, completedDays: 2, goneDays: 3 },
});

/** What renews it is in force already, for the event that says so. */
const around = (before: Acceptance | undefined, on: Event): Situation =>
  before && on === 'renewed'
    ? { ...atHand, others: [before, renewalOf(before, 'Active')] }
    : { ...atHand, others: before ? [before] : [] };

const renewalOf = ({ id, scope, proposerId }: Acceptance, state: State): Acceptance =>
  endorsed({ id: 'RA-2026-0002', state, scope, previous: id, earlierProposerId: proposerId });

function standing(name: Standing): Acceptance | undefined {
  if (name === 'nothing') return undefined;
  const state = states.find((one) => one === name.split(' ')[0]);
  assert(state);
  if (name.endsWith(' partial')) return endorsed({ state, scope: 'partial', ...passed(state) });
  if (name.endsWith(' low'))
    return acceptance({ state, route: 'low', residualRisk: 'Low', ...passed(state) });
  return state === 'InReview' ? acceptance() : endorsed({ state, ...passed(state) });
}

/** Its review date lies behind it, and its grace. */
const passed = (state: State): Partial<Acceptance> =>
  ['Approved', 'Active', 'ReviewDue'].includes(state) ? { reviewOn: '2026-11-01' } : {};

/** What becomes of it: the state it reaches, or the refusal. */
function outcome(before: Acceptance | undefined, on: Event, who: Person): string {
  const decision = decide(before, command(on), who, around(before, on));
  if (!decision.ok) return decision.refusal;
  assert(decision.change);
  const { after, by } = decision.change;
  assert.equal(by, who);
  // A renewal is a new acceptance beside the one that stays as it is.
  assert.equal(after.revision, before && on !== 'renew' ? before.revision + 1 : 1);
  if (on === 'renew') assert.equal(after.previous, before?.id);
  return after.state;
}

function expected(name: Standing, on: Event, kind: Kind): string {
  const row = specification.find((one) => one.on === on && one.from.includes(name));
  if (row?.may.includes(kind))
    return row.to === 'same' ? (standing(name)?.state ?? 'nothing') : row.to;
  return row ? 'notYou' : unopened(name, on, kind);
}

/** What the table does not have, or has for another route or scope. */
function unopened(name: Standing, on: Event, kind: Kind): string {
  // Only what is partial ends by being completed: Secure Score shows it of no other.
  if (on === 'completed' && inForceOnes.includes(name))
    return kind === 'system' ? 'wrongState' : 'notYou';
  const manager = ['itManager', 'reviewer', 'reviewerWithCiso', 'proposerWithAll'].includes(kind);
  return otherRoute.some(([from, event]) => from === name && event === on) && !manager
    ? 'notYou'
    : 'wrongState';
}

describe('the table of the workflow', () => {
  for (const name of standings)
    for (const on of events)
      it(`answers everybody who wants to ${on} from ${name}`, () => {
        const before = standing(name);
        for (const [kind, who] of Object.entries(kinds) as [Kind, Person][])
          assert.equal(outcome(before, on, who), expected(name, on, kind), kind);
      });

  it('has exactly the rows of the specification that are built', () => {
    const rows = (all: readonly { readonly row: string }[]) => [
      ...new Set(all.map(({ row }) => row)),
    ];
    assert.deepEqual(rows(workflow), rows(specification));
  });

  it('has one row for a state and an event, so that no row hides behind another', () => {
    const pairs = workflow.flatMap(({ from, on }) =>
      (from.length > 0 ? from : ['nothing']).map((state) => `${state} ${on}`),
    );
    assert.equal(new Set(pairs).size, pairs.length);
  });

  it('lets a renewal stand beside what it renews, and no second one', () => {
    const before = endorsed({ state: 'Active', reviewOn: '2027-01-01' });
    for (const state of ['InReview', 'InApproval', 'Approved'] as const) {
      const others = [before, renewalOf(before, state)];
      const decision = decide(before, command('renew'), ed, { ...atHand, others });
      assert.equal(decision.ok ? 'let through' : decision.refusal, 'invalid', state);
    }
  });

  it('lets nobody but the proposer withdraw while the proposer is there', () => {
    for (const who of [ed, max, carl, cora])
      assert.equal(outcome(acceptance(), 'withdraw', who), 'notYou');
  });
});
