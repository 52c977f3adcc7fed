import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { run, startFlags, stop } from './bot-process.ts';
import { newRecord } from './record.ts';
import { type Amount, progress, type Row } from './row.ts';
import { median, spread } from './statistics.ts';

const MOST_MS = 1_000;

/** From the start of the process to the first healthy answer, less what loading the SDK alone takes. */
export async function measureStart({ starts }: Amount): Promise<readonly Row[]> {
  const ready: number[] = [];
  const loaded: number[] = [];
  for (let at = 0; at < starts; at += 1) {
    loaded.push(await loadSdk());
    ready.push(await startToReady());
  }
  const [start, sdk] = [median(ready), median(loaded)];
  progress(`start: ${start.toFixed(0)} ms, the SDK alone ${sdk.toFixed(0)} ms`);
  const { least, most } = spread(ready);
  return [
    {
      what: 'start to ready, beyond loading the SDK alone',
      target: `≤ ${String(MOST_MS)} ms`,
      measured: `${(start - sdk).toFixed(0)} ms: ${start.toFixed(0)} (${least.toFixed(0)}-${most.toFixed(0)}) ms against ${sdk.toFixed(0)} ms`,
      ok: start - sdk <= MOST_MS,
    },
  ];
}

async function loadSdk(): Promise<number> {
  const started = performance.now();
  const child = run('bench/load-sdk.ts', startFlags);
  if (child.stdout) await once(child.stdout, 'data');
  const ms = performance.now() - started;
  await stop(child);
  return ms;
}

/** The sandbox on a new database, as `npm start` runs it; nobody waits for its story. */
async function startToReady(): Promise<number> {
  const record = newRecord();
  const port = await freePort();
  const started = performance.now();
  const child = run('start.mjs', startFlags, {
    SCOREKEEPER_MODE: 'sandbox',
    PORT: String(port),
    DATABASE_URL: record.url,
  });
  try {
    while ((await health(port)) !== 200) {
      if (child.exitCode !== null) throw new Error('The product does not start.');
      await pause(5);
    }
    return performance.now() - started;
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    record.remove();
  }
}

const health = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    get(`http://127.0.0.1:${String(port)}/healthz`, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', () => {
      resolve(undefined);
    });
  });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
