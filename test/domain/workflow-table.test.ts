import assert from 'node:assert/strict';
import { type Acceptance, type State, states } from '../../src/domain/acceptance.ts';
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

type Standing = 'nothing' | State | `${State} low`;

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
  { row: '16', from: ['Approved', 'Approved low'], on: 'verified', may: ['system'], to: 'Active' },
  { row: '17', from: ['Approved', 'Active', 'ReviewDue'], on: 'revoke', may: cisos, to: 'Revoked' },
  { row: '17', from: ['Approved low', 'Active low', 'ReviewDue low'], on: 'revoke', may: cisosAndManagers, to: 'Revoked' },
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
];

const atHand = situation({ control: smallControl(), byHand: true });

function standing(name: Standing): Acceptance | undefined {
  if (name === 'nothing') return undefined;
  const state = states.find((one) => one === name.replace(' low', ''));
  assert(state);
  if (name.endsWith(' low')) return acceptance({ state, route: 'low', residualRisk: 'Low' });
  return state === 'InReview' ? acceptance() : endorsed({ state });
}

/** What becomes of it: the state it reaches, or the refusal. */
function outcome(before: Acceptance | undefined, on: Event, who: Person): string {
  const decision = decide(before, command(on), who, atHand);
  if (!decision.ok) return decision.refusal;
  assert(decision.change);
  const { after, by } = decision.change;
  assert.equal(by, who);
  assert.equal(after.revision, before ? before.revision + 1 : 1);
  return after.state;
}

function expected(name: Standing, on: Event, kind: Kind): string {
  const row = specification.find((one) => one.on === on && one.from.includes(name));
  if (row?.may.includes(kind))
    return row.to === 'same' ? (standing(name)?.state ?? 'nothing') : row.to;
  if (row) return 'notYou';
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

  it('lets nobody but the proposer withdraw while the proposer is there', () => {
    for (const who of [ed, max, carl, cora])
      assert.equal(outcome(acceptance(), 'withdraw', who), 'notYou');
  });
});
