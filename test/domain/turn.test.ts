import assert from 'node:assert/strict';
import { turnOf } from '../../src/domain/workflow.ts';
import { eventNames } from '../../src/domain/workflow-names.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { acceptance } from './examples.ts';

const lines = (...taken: readonly string[]) =>
  taken.map((event, index) => ({ event, revision: index + 1 }));

describe('whose turn it is', () => {
  for (const [what, state, trail, expected] of [
    ['a proposal', 'InReview', lines('propose'), { revision: 1, turn: 'itManagers' }],
    [
      'a second submission',
      'InReview',
      lines('propose', 'requestChanges', 'resubmit'),
      { revision: 3, turn: 'itManagers' },
    ],
    [
      'a proposal sent the standard way',
      'InReview',
      lines('propose', 'raiseRoute'),
      { revision: 1, turn: 'itManagers' },
    ],
    ['an endorsement', 'InApproval', lines('propose', 'endorse'), { revision: 2, turn: 'cisos' }],
    [
      'an IT manager’s request for changes',
      'ChangesRequested',
      lines('propose', 'requestChanges'),
      { revision: 2, turn: 'proposer' },
    ],
    [
      'a CISO’s request for changes',
      'ChangesRequested',
      lines('propose', 'endorse', 'requestChanges'),
      { revision: 3, turn: 'proposer' },
    ],
    [
      'what the system found',
      'InReview',
      lines('propose', 'routeRaised'),
      { revision: 1, turn: 'itManagers' },
    ],
    [
      'an endorsement that waits while the trail is already longer',
      'InApproval',
      lines('propose', 'endorse', 'approve'),
      undefined,
    ],
    ['a mark', 'Approved', lines('propose', 'approve', 'markDone'), undefined],
    ['a decision', 'Approved', lines('propose', 'endorse', 'approve'), undefined],
    ['an empty trail', 'InReview', [], undefined],
  ] as const)
    it(`after ${what} is ${expected ? `the turn of: ${expected.turn}` : 'nobody’s'}`, () => {
      assert.deepEqual(turnOf(acceptance({ state }), trail), expected);
    });
});

describe('the words for a step', () => {
  it('exist for everything that can happen', () => {
    for (const event of [...events, 'routeRaised']) assert.match(eventNames[event] ?? '', /^\w/);
  });
});
