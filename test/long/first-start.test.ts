import assert from 'node:assert/strict';
import { readConfig } from '../../src/config.ts';
import { jsonLog } from '../../src/log.ts';
import type { SandboxState } from '../../src/sandbox/api.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { start } from '../../src/scorekeeper.ts';
import { dataOf } from '../e2e/cards.ts';

describe('The sandbox with nothing configured', () => {
  it('has lived a year when one first sees it, within ten seconds', async () => {
    const started = performance.now();
    const read = readConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:' }, sandboxDefaults);
    assert.ok(read.ok);
    const running = await start(
      read.config,
      jsonLog(() => undefined),
    );
    try {
      await running.ready;
      assert.ok(performance.now() - started < 10_000);
      const state = (await (
        await fetch(`http://127.0.0.1:${String(running.port)}/sandbox/state`)
      ).json()) as SandboxState;
      assert.equal(state.progress.done, state.progress.of);
      const carl = state.chats.find((chat) => chat.id === 'chat-sandbox-carl')?.messages ?? [];
      assert.ok(
        carl.some(({ card }) => dataOf(card, 'approve')),
        'one waits for the CISO',
      );
      const entries = await running.ports().store.list({});
      assert.deepEqual(
        entries.map(({ state: at }) => at),
        ['Active', 'Expired', 'Rejected', 'InApproval'],
      );
      assert.equal(entries[0]?.facts.pointsAtRisk, 4.5);
    } finally {
      await running.stop();
    }
  });
});
