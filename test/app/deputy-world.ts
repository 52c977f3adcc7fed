import assert from 'node:assert/strict';
import type { Deputed } from '../../src/app/deputed.ts';
import { type AskedDeputy, nameDeputy } from '../../src/app/name-deputy.ts';
import type { Deputy } from '../../src/domain/deputy.ts';
import type { Person } from '../../src/domain/person.ts';
import { carl, ed, type World } from '../support/world.ts';

let count = 0;

/** Ed for Carl as CISO, from today on for two weeks; unless a test says otherwise. */
export const asks = (fields: Partial<AskedDeputy> = {}): AskedDeputy => ({
  id: `deputy-${String(++count)}`,
  role: 'ciso',
  principalId: carl.id,
  deputyId: ed.id,
  validFrom: '2026-11-23',
  validTo: '2026-12-06',
  reason: 'holiday',
  ...fields,
});

export const tryToAppoint = (
  w: Pick<World, 'ports'>,
  fields: Partial<AskedDeputy> = {},
  by: Person = carl,
): Promise<Deputed> => nameDeputy(w.ports, asks(fields), by.id);

/** The deputy who must have been named. */
export async function appoint(...args: Parameters<typeof tryToAppoint>): Promise<Deputy> {
  const done = await tryToAppoint(...args);
  assert.ok(done.ok, JSON.stringify(done));
  return done.deputy;
}
