import { z } from 'zod';
import type { Shelf } from '../app/shelf.ts';
import { createListeners } from './listeners.ts';

export interface Clock {
  readonly now: () => Date;
  /** Puts the clock to this instant and on the shelf; it runs on from there, or stands still there when frozen. */
  readonly set: (to: Date) => Promise<void>;
  readonly freeze: () => void;
  readonly run: () => void;
  /** Puts the present instant on the shelf, from which the next start resumes. */
  readonly save: () => Promise<void>;
  /** Tells of every `set`, `freeze` and `run`, not of time passing. */
  readonly onChange: (listener: (now: Date) => void) => () => void;
}

const savedShape = z.object({ now: z.iso.datetime() });

/** A movable clock that runs with real time; it starts where it ended, but never before `startAt`. */
export const createClock = async ({
  shelf,
  startAt,
  real = Date.now,
}: {
  readonly shelf: Pick<Shelf, 'get' | 'put'>;
  readonly startAt: Date;
  readonly real?: () => number;
}): Promise<Clock> => {
  const saved = savedShape.safeParse(await shelf.get('clock', 'now'));
  const ended = saved.success ? Date.parse(saved.data.now) : -Infinity;
  let offset = Math.max(startAt.getTime(), ended) - real();
  let frozen: number | undefined;
  const { tell, add } = createListeners<Date>();

  const now = (): Date => new Date(frozen ?? real() + offset);
  const save = async (): Promise<void> => {
    await shelf.put('clock', 'now', { now: now().toISOString() });
  };
  const put = (to: number, still: boolean): void => {
    offset = to - real();
    frozen = still ? to : undefined;
    tell(now());
  };
  return {
    now,
    save,
    onChange: add,
    set: async (to) => {
      put(to.getTime(), frozen !== undefined);
      await save();
    },
    freeze: () => {
      put(now().getTime(), true);
    },
    run: () => {
      put(now().getTime(), false);
    },
  };
};
