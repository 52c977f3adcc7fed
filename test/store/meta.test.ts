import assert from 'node:assert/strict';
import { keepLinkKey } from '../../src/store/meta.ts';
import { sandboxShelf } from '../../src/store/shelf.ts';
import { emptyDatabase } from '../support/database.ts';

describe('The key that signs links', () => {
  it('is the first that was made, and outlives a record that starts over', async () => {
    const { db, drop } = await emptyDatabase();
    try {
      const kept = await Promise.all(['one', 'two', 'three'].map((made) => keepLinkKey(db, made)));
      assert.equal(new Set(kept).size, 1);
      await sandboxShelf(db).startOver();
      assert.equal(await keepLinkKey(db, 'four'), kept[0]);
    } finally {
      await drop();
    }
  });
});
