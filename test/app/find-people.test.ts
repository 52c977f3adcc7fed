import assert from 'node:assert/strict';
import { DirectorySilent } from '../../src/app/directory-silent.ts';
import { findPeople } from '../../src/app/find-people.ts';
import type { Directory } from '../../src/app/people-ports.ts';
import { person } from '../domain/examples.ts';
import { type World, world } from '../support/world.ts';

const named = (id: string, name: string, ...roles: Parameters<typeof person>[1][]) => ({
  ...person(id, ...roles),
  name,
});
const ellis = named('ed', 'Ed Ellis', 'engineer');
const egan = named('egon', 'Ed Egan', 'engineer');
const eddy = named('eddy', 'Eddy', 'ciso');
const zora = named('zora', 'Zora Özil');

describe('Somebody who is looked up by words', () => {
  let w: World;
  before(async () => {
    w = await world({ people: [ellis, egan, eddy, zora] });
    await w.store.savePeople([named('old', 'Otto Old')]);
  });
  after(() => w.end());

  for (const [words, ids] of [
    ['ed', ['ed']],
    ['ED@contoso.example', ['ed']],
    ['@Ed Ellis', ['ed']],
    ['  ed   ELLIS ', ['ed']],
    ['eddy', ['eddy']],
    ['eg ed', ['egon']],
    ['ellis', ['ed']],
    ['Otto', ['old']],
    ['zora', ['zora']],
    ['Zora Özil', []],
    ['nobody', []],
    ['', []],
    ['@', []],
  ] as const)
    it(`"${words}" is ${ids.join(' or ') || 'nobody'}`, async () => {
      const found = await findPeople(w.ports, words);
      assert.ok(found !== 'silent');
      assert.deepEqual(
        found.map(({ id }) => id),
        ids,
      );
    });

  it('is both of two who are called the same, always in one order', async () => {
    const people = ['two', 'one'].map((id) => named(id, 'Sam Same', 'engineer'));
    const holders: Directory['holders'] = async (role) => (role === 'engineer' ? people : []);
    const ports = { ...w.ports, directory: { ...w.ports.directory, holders } };
    const found = await findPeople(ports, 'same');
    assert.ok(found !== 'silent');
    assert.deepEqual(
      found.map(({ id }) => id),
      ['one', 'two'],
    );
  });

  it('is nobody for now while the directory is silent', async () => {
    const holders = async (): Promise<never> => Promise.reject(new DirectorySilent());
    const ports = { ...w.ports, directory: { ...w.ports.directory, holders } };
    assert.equal(await findPeople(ports, 'ed'), 'silent');
    const recent = async () => ({ ok: false, why: 'unreachable' }) as const;
    const unmet = { ...w.ports, directory: { ...w.ports.directory, recent } };
    assert.equal(await findPeople(unmet, 'zora'), 'silent');
  });
});
