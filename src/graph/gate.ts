/** Runs work when it is its turn; rejects with the signal's reason when that comes first. */
export type Gate = <Value>(work: () => Promise<Value>, signal: AbortSignal) => Promise<Value>;

/** Lets in `limit` pieces of work at a time, the others in order of arrival. */
export function gate(limit: number): Gate {
  const waiting = new Set<() => void>();
  let inside = 0;

  const enter = (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (inside < limit) {
      inside += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const goIn = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(goIn);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.add(goIn);
    });
  };

  // A place is handed on rather than given back, so that nobody slips in before those who wait.
  const leave = (): void => {
    const [next] = waiting;
    if (!next) {
      inside -= 1;
      return;
    }
    waiting.delete(next);
    next();
  };

  return async (work, signal) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

/** What the work comes to, or a rejection with the signal's reason when that comes first. */
export async function within<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => {
    aborted.reject(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
