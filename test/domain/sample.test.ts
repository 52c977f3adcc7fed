import assert from 'node:assert/strict';
import { drawn } from '../../src/domain/sample.ts';

describe('a sample', () => {
  const ids = Array.from({ length: 200 }, (_, at) => `RA-2026-${String(at + 1).padStart(4, '0')}`);

  it('is the same for the same seed, in whatever order the ids come, and another for another', () => {
    const one = drawn(ids, 5, 'a');
    assert.deepEqual(drawn(ids.toReversed(), 5, 'a'), one);
    assert.notDeepEqual(drawn(ids, 5, 'b'), one);
    assert.equal(new Set(one).size, 5);
  });

  it('is all there are where they are fewer', () => {
    assert.deepEqual(drawn(ids.slice(0, 3), 5, 'a').toSorted(), ids.slice(0, 3));
    assert.deepEqual(drawn([], 5, 'a'), []);
  });

  it('gives each the same chance', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const id of drawn(ids, 20, String(seed))) times.set(id, (times.get(id) ?? 0) + 1);
    // 200 times are to be expected of each.
    for (const id of ids) assert.ok(Math.abs((times.get(id) ?? 0) - 200) < 80, id);
  });
});
