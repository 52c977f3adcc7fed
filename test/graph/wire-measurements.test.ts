import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measurementsReader } from '../../src/graph/wire-measurements.ts';

const entry = (facts: object = {}) => ({
  controlName: 'AdminMFAV2',
  score: 10,
  scoreInPercentage: 100,
  lastSynced: '2026-11-22T13:58:47Z',
  ...facts,
});

describe('a measurement of a day', () => {
  const read = (facts: object, worth?: number) =>
    measurementsReader(new Map(worth === undefined ? [] : [['adminmfav2', worth]])).read([
      entry(facts),
    ])[0];

  it('says when it was taken, where that is said', () => {
    for (const [synced, on] of [
      ['2026-11-20T23:30:00.123Z', '2026-11-20'],
      ['2026-11-20T23:30:00-02:00', '2026-11-21'],
      ['2026-11-20T23:30:00', '2026-11-20'],
      ['2026-11-20', '2026-11-20'],
      ['0001-01-01T00:00:00Z', null],
      ['2026-13-01T00:00:00Z', null],
      ['2026-02-31T00:00:00Z', null],
      ['2026-02-29T00:00:00+01:00', null],
      ['2028-02-29T00:00:00Z', '2028-02-29'],
      ['2026-04-31', null],
      ['+012026-01-01T00:00:00Z', null],
      ['yesterday', null],
      [5, null],
      [undefined, null],
    ] as const)
      assert.equal(read({ lastSynced: synced })?.measuredOn, on, String(synced));
  });

  it('says what the control was worth: by the day, else by what is known', () => {
    assert.equal(read({ score: 5 }, 3)?.maxScore, 5);
    assert.equal(read({ score: 0, scoreInPercentage: 0 }, 3)?.maxScore, 3);
    assert.equal(read({ score: 2, scoreInPercentage: 'half' }, 3)?.maxScore, 3);
    assert.equal(read({ score: 2, scoreInPercentage: null })?.maxScore, 2);
    assert.equal(read({ score: 0, scoreInPercentage: 0 }, 0)?.maxScore, 0);
  });

  it('says of a day that does not tell what the day after does', () => {
    const { read: readDay } = measurementsReader(new Map([['adminmfav2', 3]]));
    const worth = [
      [0, 0],
      [3, 100],
      [5, 100],
      [0, 0],
    ].map(([score, scoreInPercentage]) => readDay([entry({ score, scoreInPercentage })])[0]);
    assert.deepEqual(
      worth.map((one) => one?.maxScore),
      [3, 3, 5, 5],
    );
  });

  it('has points without the crumbs of a sum', () => {
    assert.equal(read({ score: 0.1 + 0.2 })?.points, 0.3);
  });
});
