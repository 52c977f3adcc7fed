import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../src/app/ports.ts';
import { readConfig } from '../../src/config.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { start } from '../../src/scorekeeper.ts';

/** The whole bot with its sandbox, as `npm start` starts it, on a port and a record of its own. */
export interface RunningSandbox {
  readonly url: string;
  /** What the bot itself said went wrong. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
}

/** The first Monday of a month, so that no run depends on its day. */
const firstDay = '2027-03-01T08:30:00Z';

export async function startSandbox(): Promise<RunningSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'scorekeeper-page-'));
  const read = readConfig(
    {
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'record.db')}`,
      SANDBOX_CLOCK: firstDay,
    },
    sandboxDefaults,
  );
  if (!read.ok) throw new Error(read.wrong.join('\n'));
  const faults: string[] = [];
  const running = await start(read.config, logInto(faults));
  return {
    url: `http://127.0.0.1:${String(running.port)}/`,
    faults,
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const logInto = (faults: string[]): Log => ({
  info: () => undefined,
  warn: () => undefined,
  fault: (event, error) => {
    faults.push(`${event}: ${error instanceof Error ? error.message : String(error)}`);
  },
});
