import assert from 'node:assert/strict';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { canonical } from '../../src/domain/canonical.ts';

describe('canonical JSON', () => {
  it('is what the package for RFC 8785 writes, of any value', () => {
    const unit = fc.constantFrom('grapheme', 'binary' as const);
    const value = unit.chain((stringUnit) => fc.jsonValue({ stringUnit, maxDepth: 4 }));
    fc.assert(
      fc.property(value, (json) => {
        assert.equal(canonical(json), canonicalize(json));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is what the standard says of numbers, of the order of keys and of what is absent', () => {
    assert.equal(
      canonical([-0, 1e21, 1e-7, 0.1, 333_333_333.333_333_3]),
      '[0,1e+21,1e-7,0.1,333333333.3333333]',
    );
    assert.equal(
      canonical({ '€': 1, '\r': 2, 1: 3, '😀': 4, ö: 5, '\ufb33': 6 }),
      '{"\\r":2,"1":3,"ö":5,"€":1,"😀":4,"\ufb33":6}',
    );
    assert.equal(canonical({ b: undefined, a: null }), '{"a":null}');
  });

  it('leaves what is odd to the package, and has no word for what is no JSON', () => {
    const dated = { at: new Date(0) };
    assert.equal(canonical(dated), canonicalize(dated));
    for (const none of [NaN, Infinity, undefined, { a: NaN }]) assert.throws(() => canonical(none));
  });
});
