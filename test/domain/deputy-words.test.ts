import assert from 'node:assert/strict';
import { actorWords, deputyshipIn } from '../../src/domain/deputy-words.ts';

describe('Whoever acted', () => {
  const names = { b: 'Ben', a: 'Ann' };
  const said = (roleFrom: string | null): string => actorWords(names, 'b', roleFrom);

  it('in their own right is named alone', () => {
    for (const roleFrom of [null, 'user:b', 'group:managers', 'deputy:', 'deputy:2026-08-01:x:a'])
      assert.equal(said(roleFrom), 'Ben', String(roleFrom));
  });

  it('for another is named with them and the days', () => {
    for (const [from, to, days] of [
      ['2026-08-01', '2026-08-14', '1 to 14 August'],
      ['2026-07-28', '2026-08-03', '28 July to 3 August'],
      ['2026-12-28', '2027-01-03', '28 December 2026 to 3 January 2027'],
      ['2026-08-01', '2027-08-01', '1 August 2026 to 1 August 2027'],
      ['2026-08-01', '2026-08-01', '1 August'],
    ] as const)
      assert.equal(said(`deputy:${from}:${to}:a`), `Ben for Ann (deputy, ${days})`);
  });

  it('is somebody where nobody knows the name', () => {
    const roleFrom = 'deputy:2026-08-01:2026-08-14:gone';
    assert.equal(actorWords({}, 'b', roleFrom), 'somebody for somebody (deputy, 1 to 14 August)');
  });

  it('names a principal whose id has a colon of its own', () => {
    assert.equal(deputyshipIn('deputy:2026-08-01:2026-08-14:x:y')?.principalId, 'x:y');
  });
});
