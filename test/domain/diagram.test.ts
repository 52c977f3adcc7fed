import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

describe('the page about the workflow', () => {
  it('is what `npm run diagram` makes of the table', () => {
    const script = fileURLToPath(new URL('../../scripts/diagram.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
});
