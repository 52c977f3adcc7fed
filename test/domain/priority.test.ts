import assert from 'node:assert/strict';
import { riskReduction, riskReductionOf } from '../../src/domain/priority.ts';
import { control } from './examples.ts';

describe('what a recommendation is worth', () => {
  for (const [maxScore, level] of [
    [2, 'Low'],
    [5, 'Medium'],
    [5.01, 'High'],
  ] as const)
    it(`is ${level} for ${String(maxScore)} points, and nothing once they are earned`, () => {
      assert.equal(riskReductionOf(maxScore), level);
      for (const score of [0, null])
        assert.equal(riskReduction(control({ maxScore, score })), level);
      assert.equal(riskReduction(control({ maxScore, score: maxScore })), 'Low');
    });

  it('is told by hundredths of a point, not by the noise of fractions', () => {
    assert.equal(riskReductionOf(5 + 1e-9), 'Medium');
  });
});
