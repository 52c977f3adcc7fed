import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The bot as people start it, in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** What it has said so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** The port that it says it listens on; rejects when it ends before. */
  readonly port: Promise<number>;
  readonly ended: Promise<Ended>;
  /** SIGKILL, and waits for the end. */
  readonly kill: () => Promise<void>;
}

const running = new Set<Child>();

/** Ends those that a test has left behind. */
export const endChildren = async (): Promise<void> => {
  await Promise.all([...running].map((child) => child.kill()));
};

export function startChild(
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Child {
  const child = spawn(process.execPath, [...nodeOptions, 'start.mjs'], {
    cwd: root,
    env: { PATH: '/usr/bin', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  const port = Promise.withResolvers<number>();
  port.promise.catch(() => undefined);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    const found = /localhost:(\d+)\//.exec(out)?.[1];
    if (found) port.resolve(Number(found));
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const ended = once(child, 'close').then(([code]): Ended => {
    port.reject(new Error(`the bot has ended: ${err}`));
    return { code: code as number | null, out, err };
  });
  const started: Child = {
    process: child,
    out: () => out,
    err: () => err,
    port: port.promise,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

export interface Folder {
  readonly path: string;
  readonly database: string;
  readonly remove: () => void;
}

/** A folder of this test's alone. */
export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'scorekeeper-e2e-'));
  return {
    path,
    database: `sqlite:${join(path, 'record.db')}`,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Waits until this is so; throws when it is not within the time. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not within ${String(timeoutMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
