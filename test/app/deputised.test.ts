import assert from 'node:assert/strict';
import sinon from 'sinon';
import { deputised } from '../../src/app/deputised.ts';
import type { Directory, DirectoryAnswer } from '../../src/app/people-ports.ts';
import type { Deputy } from '../../src/domain/deputy.ts';
import { as, carl, cora, ed, mia } from '../domain/examples.ts';

const deputy = (fields: Partial<Deputy> = {}): Deputy => ({
  id: 'one',
  role: 'ciso',
  principalId: carl.id,
  deputyId: ed.id,
  validFrom: '2026-11-23',
  validTo: '2026-12-04',
  reason: 'holiday',
  byId: carl.id,
  at: '2026-11-23T10:00:00.000Z',
  endedAt: null,
  endedById: null,
  ...fields,
});

function setUp(
  deputies: readonly Deputy[],
  changed: Readonly<Record<string, DirectoryAnswer>> = {},
) {
  const known = new Map([ed, mia, carl, cora].map((one) => [one.id, one]));
  const ask = async (id: string): Promise<DirectoryAnswer> => {
    const person = known.get(id);
    return changed[id] ?? (person ? { ok: true, person } : { ok: false, why: 'stranger' });
  };
  const inner = {
    person: sinon.fake(ask),
    recent: sinon.fake(ask),
    holders: sinon.fake(async () => [carl, cora]),
  } satisfies Directory;
  const deputiesOf = sinon.fake(async () => deputies);
  const now = (): Date => new Date('2026-12-05T01:00:00.000Z');
  const zone = 'America/New_York';
  return { inner, deputiesOf, directory: deputised(inner, { store: { deputiesOf }, now, zone }) };
}

const forCarl = { role: 'ciso', from: 'deputy:2026-11-23:2026-12-04:carl' } as const;
const silent: DirectoryAnswer = { ok: false, why: 'unreachable' };

describe('A directory with deputies', () => {
  for (const asked of ['person', 'recent'] as const)
    it(`asks with ${asked} for the principal in the same way, and gives the role`, async () => {
      const { directory, inner } = setUp([deputy()]);
      assert.deepEqual(await directory[asked](ed.id), {
        ok: true,
        person: { ...ed, grants: [...ed.grants, forCarl] },
      });
      assert.deepEqual(inner[asked].args, [[ed.id], [carl.id]]);
    });

  it('asks for each principal once, and while the answer about the person is on its way', async () => {
    const { directory, inner } = setUp([deputy(), deputy({ id: 'two', role: 'itManager' })]);
    const never = new Promise<never>(() => undefined);
    const others = inner.person;
    const person = sinon.fake((id: string) => (id === ed.id ? never : others(id)));
    Object.assign(inner, { person });
    void directory.person(ed.id);
    await new Promise(setImmediate);
    assert.deepEqual(person.args.flat().toSorted(), [carl.id, ed.id]);
  });

  it('asks the record for the day as it passes in the tenant’s zone', async () => {
    const { directory, deputiesOf } = setUp([]);
    const answer = await directory.person(ed.id);
    assert.deepEqual(deputiesOf.args, [[ed.id, '2026-12-04']]);
    assert.equal(answer.ok && answer.person, ed);
  });

  it('gives nothing by a principal who has lost the role, is barred or is gone', async () => {
    for (const answer of [
      { ok: true, person: as(carl, 'engineer') },
      { ok: true, person: carl, barred: true },
      { ok: false, why: 'stranger' },
    ] satisfies DirectoryAnswer[]) {
      const { directory } = setUp([deputy()], { [carl.id]: answer });
      assert.deepEqual(await directory.person(ed.id), { ok: true, person: ed });
    }
  });

  it('gives a disabled person or a guest nothing, and a stranger stays one', async () => {
    const barred: DirectoryAnswer = { ok: true, person: as(ed), barred: true };
    const left: DirectoryAnswer = { ok: false, why: 'stranger' };
    for (const answer of [barred, left])
      assert.equal(await setUp([deputy()], { [ed.id]: answer }).directory.person(ed.id), answer);
  });

  it('does not answer where nobody says whether the principal holds the role', async () => {
    const { directory } = setUp([deputy()], { [carl.id]: silent });
    assert.deepEqual(await directory.person(ed.id), silent);
  });

  it('does without the principal where the person holds the role', async () => {
    const { directory } = setUp([deputy({ deputyId: cora.id })], { [carl.id]: silent });
    assert.deepEqual(await directory.person(cora.id), { ok: true, person: cora });
  });

  it('knows as holders of a role those who hold it in their own right', async () => {
    assert.deepEqual(await setUp([deputy()]).directory.holders('ciso'), [carl, cora]);
  });
});
