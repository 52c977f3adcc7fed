import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  findRecommendations,
  type RecommendationFilter,
  searchRecommendations,
} from '../../src/app/recommendations.ts';
import { control } from '../domain/examples.ts';
import { eve, type World, world } from '../support/world.ts';

const untouched = control().update;
const controls = [
  control({
    id: 'Legacy',
    title: 'Block legacy sign-in',
    service: 'AzureAD',
    category: 'Identity',
    maxScore: 8,
  }),
  control({ id: 'mfa_users', title: 'MFA für Benutzer', service: 'AzureAD', category: 'Identity' }),
  control({ id: 'mfa_admins', title: 'MFA for admins', service: 'AzureAD', maxScore: 10 }),
  control({ id: 'Tie', title: 'A tie', maxScore: 10 }),
  control({ id: 'Old', title: 'Old MFA', deprecated: true, maxScore: 9 }),
  control({ id: 'Full', title: 'Full marks', score: 4.5 }),
  control({ id: 'Shown', title: 'Accepted', update: { ...untouched, state: 'ignored' } }),
  control({
    id: 'ShownFull',
    title: 'Third',
    score: 4.5,
    update: { ...untouched, state: 'ThirdParty' },
  }),
  control({ id: 'Twin', title: 'Twin' }),
  control({ id: 'Twin2', title: 'Twins', service: 'EXO' }),
];

describe('recommendations', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ controls });
  });
  afterEach(() => w.end());

  const search = async (filter: Partial<RecommendationFilter> = {}): Promise<readonly string[]> =>
    (await searchRecommendations(w.ports, { words: '', ...filter })).map((one) => one.control.id);
  const find = async (words: string): Promise<readonly string[]> =>
    (await findRecommendations(w.ports, words)).map((one) => one.control.id);

  it('come by points at risk, then by title, without those that Microsoft retired', async () => {
    assert.deepEqual(await search(), [
      'Tie',
      'mfa_admins',
      'Legacy',
      'Shown',
      'mfa_users',
      'Twin',
      'Twin2',
      'Full',
      'ShownFull',
    ]);
  });

  it('are found by all of the words, in any case and accent, in title, id and service', async () => {
    assert.deepEqual(await search({ words: 'azuread mfa' }), ['mfa_admins', 'mfa_users']);
    assert.deepEqual(await search({ words: '  MFA   FUR ' }), ['mfa_users']);
    assert.deepEqual(await search({ words: 'mfa nonsense' }), []);
  });

  it('are filtered by category, bucket and status', async () => {
    assert.deepEqual(await search({ category: 'identity' }), ['Legacy', 'mfa_users']);
    assert.deepEqual(await search({ bucket: 1 }), []);
    assert.equal((await search({ bucket: 4 })).length, 9);
    assert.deepEqual(await search({ status: 'completed' }), ['Full']);
    assert.deepEqual(await search({ status: 'accepted' }), ['Shown', 'ShownFull']);
    assert.equal((await search({ status: 'open' })).length, 6);
  });

  it('are found by their exact id in any case, retired or not, though others have it within', async () => {
    assert.deepEqual(await find(' TWIN '), ['Twin']);
    assert.deepEqual(await find('old'), ['Old']);
  });

  it('are found by their whole title before their parts', async () => {
    assert.deepEqual(await find('mfa FOR admins'), ['mfa_admins']);
    assert.deepEqual(await find('Old MFA'), []);
  });

  it('are all named where several fit, the weightiest first', async () => {
    assert.deepEqual(await find('azuread'), ['mfa_admins', 'Legacy', 'mfa_users']);
    assert.deepEqual(await find('nothing like it'), []);
  });

  it('carry the acceptance that has not ended, their status and their age', async () => {
    const first = await w.propose({}, eve, { controlId: 'Legacy' });
    await w.reject(first);
    const one = async () => (await findRecommendations(w.ports, 'legacy'))[0];
    assert.equal((await one())?.acceptance, undefined);
    const second = await w.propose({}, eve, { controlId: 'LEGACY' });
    const found = await one();
    assert.equal(found?.acceptance?.id, second.id);
    assert.deepEqual(
      [found.status, found.pointsAtRisk, found.riskReduction, found.asOf],
      ['To address', 8, 'High', w.ports.now().toISOString()],
    );
  });

  it('are of no age before they were read', async () => {
    await w.db.deleteFrom('controlReading').execute();
    assert.equal((await findRecommendations(w.ports, 'legacy'))[0]?.asOf, '');
  });
});
