import { carryOut } from './carry-out.ts';
import type { Ports } from './ports.ts';
import { enqueueDue } from './schedule.ts';

export interface Engine {
  /** Looks at the outbox soon; many calls are one look. */
  wake(): void;
  /** Carries out what is due now, and answers when it is done. */
  settle(): Promise<void>;
  /** Waits for what is being carried out, and takes nothing new. */
  stop(): Promise<void>;
}

/** How long an effect that became due can lie there when nobody wakes the engine. */
const IDLE_MS = 1_000;
const SOON_MS = 20;

/** Runs the outbox: one look at a time, at every waking and at least every second. */
export function startEngine(ports: () => Ports): Engine {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let soon: NodeJS.Timeout | undefined;

  const askedAgain = (): boolean => again;
  const look = async (): Promise<void> => {
    do {
      again = false;
      await enqueueDue(ports());
      await carryOut(ports(), () => !stopped);
    } while (askedAgain());
  };
  const run = async (): Promise<void> => {
    if (stopped) return running;
    again = true;
    running ??= look()
      .catch((error: unknown) => {
        ports().log.fault('engine-failed', error);
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(() => {
    if (!running) void run();
  }, IDLE_MS);

  return {
    wake: () => {
      // The answer to whoever pressed goes out first: one thread does both.
      soon ??= setTimeout(() => {
        soon = undefined;
        void run();
      }, SOON_MS);
    },
    settle: run,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      again = false;
      await running;
    },
  };
}
