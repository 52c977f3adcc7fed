import type { Log } from '../app/ports.ts';
import type { Shelf } from '../app/shelf.ts';

export interface WriteBehind {
  /** Puts a document on the shelf soon; undefined takes it off. */
  readonly put: (id: string, body: unknown) => void;
  /** Resolves once everything asked for so far is on the shelf, or has failed and been logged. */
  readonly flush: () => Promise<void>;
}

const soonMs = 50;
const retryMs = 1000;

/** Writes documents of one kind a moment later, each in its newest version, one after the other. */
export const createWriteBehind = (
  shelf: Pick<Shelf, 'put' | 'remove'>,
  kind: string,
  log?: Pick<Log, 'fault'>,
): WriteBehind => {
  const waiting = new Map<string, unknown>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const later = (delayMs: number): void => {
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  };
  const writeOne = async (id: string, body: unknown): Promise<void> => {
    await (body === undefined ? shelf.remove(kind, id) : shelf.put(kind, id, body));
  };
  const write = async (): Promise<void> => {
    for (const [id, body] of waiting) {
      waiting.delete(id);
      try {
        await writeOne(id, body);
      } catch (error) {
        log?.fault('sandbox.shelf', error);
        if (!waiting.has(id)) waiting.set(id, body);
        later(retryMs);
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  return {
    flush,
    put: (id, body) => {
      waiting.set(id, body);
      later(soonMs);
    },
  };
};
