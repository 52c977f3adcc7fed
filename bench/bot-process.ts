import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { progress } from './row.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The flags that `npm start` gives to Node. */
export const startFlags: readonly string[] = scripts['start']?.match(/--\S+/g) ?? [];

export interface BotProcess {
  readonly child: ChildProcess;
  /** Its first address on standard output. */
  readonly url: string;
  /** Resident memory now and at its highest, in MB. */
  readonly memory: () => { readonly now: number; readonly highest: number };
  readonly stop: () => Promise<void>;
}

/** Starts a script of this repository with nothing of our own environment but the path. */
export function run(
  script: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(process.execPath, [...flags, script], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', process.env['BENCH_LOG'] ? 'inherit' : 'ignore'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a bot and waits until it says where it listens. */
export async function startBot(
  script: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<BotProcess> {
  const child = run(script, flags, env);
  child.once('exit', (status, signal) => {
    if (signal !== 'SIGTERM' && signal !== 'SIGKILL' && status !== 0)
      progress(`${script} ended by itself: ${signal ?? String(status)}`);
  });
  const url = await firstUrl(child, script);
  return {
    child,
    url,
    memory: () => memoryOf(child.pid ?? 0),
    stop: () => stop(child),
  };
}

async function firstUrl(child: ChildProcess, script: string): Promise<string> {
  if (!child.stdout) throw new Error('There is nothing to listen to.');
  const lines = createInterface(child.stdout);
  for await (const line of lines) {
    const [url] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return url.replace('localhost', '127.0.0.1');
  }
  throw new Error(`${script} ended before it listened. BENCH_LOG=1 shows what it says.`);
}

/** Ends a process that this bench has started, the hard way when it does not go. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(hard);
}

function memoryOf(pid: number): { readonly now: number; readonly highest: number } {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: field('VmRSS'), highest: field('VmHWM') };
}
