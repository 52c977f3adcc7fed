import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Store } from '../../src/app/ports.ts';
import { sqlStore } from '../../src/store/open.ts';
import { control } from '../domain/examples.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';

const at = '2026-11-23';

describe('all controls', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  const save = (id: string, asOf: string, on = store): Promise<void> =>
    on.saveControls({ controls: [control({ id })], score: undefined, updates: [] }, asOf);
  const ids = async (): Promise<readonly string[]> => (await store.controls()).map(({ id }) => id);

  it('are not read anew for everybody who asks', async () => {
    await save('A', at);
    assert.equal(await store.controls(), await store.controls());
  });

  it('are what another process has read since', async () => {
    await save('A', at);
    assert.deepEqual(await ids(), ['A']);
    await save('B', '2026-11-24', sqlStore(database.db));
    assert.deepEqual(await ids(), ['B']);
  });

  it('are the newest when they were saved twice within an instant', async () => {
    await save('A', at);
    assert.deepEqual(await ids(), ['A']);
    await save('B', at);
    assert.deepEqual(await ids(), ['B']);
  });
});
