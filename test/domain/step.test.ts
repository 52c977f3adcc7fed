import assert from 'node:assert/strict';
import type { Command, Situation } from '../../src/domain/attempt.ts';
import { after } from '../../src/domain/step.ts';
import { rowsFrom } from '../../src/domain/workflow-table.ts';
import { acceptance, carl, endorsed, eve, situation } from './examples.ts';

/** A step on which no guard was asked, with the bare press. */
function bare(
  on: Command['on'],
  before: Parameters<typeof after>[1]['before'],
  where: Partial<Situation> = {},
) {
  const [row] = rowsFrom(before?.state, on);
  assert(row);
  const person = before ? carl : eve;
  const command = { on, revision: 4, controlId: 'gone' };
  return after(row, { before, command, person, situation: situation(where) }, undefined);
}

describe('a step', () => {
  it('begins an acceptance with nothing but what is known', () => {
    const begun = bare('propose', undefined, { control: undefined });
    assert.deepEqual(
      [begun.controlId, begun.proposerId, begun.revision, begun.state],
      ['gone', 'eve', 1, 'InReview'],
    );
    assert.deepEqual(
      [begun.riskDescription, begun.residualRisk, begun.route, begun.facts.riskReduction],
      ['', 'High', 'standard', 'High'],
    );
  });

  it('invents no reason and no authority', () => {
    assert.equal(bare('requestChanges', acceptance()).reason, '');
    const { approverId, approverRole, approverRoleFrom } = bare('approve', endorsed());
    assert.deepEqual([approverId, approverRole, approverRoleFrom], ['carl', null, null]);
  });
});
