import { abreast, carryOn } from './carry-out.ts';
import type { Ports } from './ports.ts';
import { enqueueDue } from './schedule.ts';

export interface Engine {
  /** Looks at the outbox soon; many calls are one look. */
  wake(): void;
  /** Carries out what is due now, and answers when it is done. */
  settle(): Promise<void>;
  /** Resolves once nothing is in hand; then nothing is looked at but by `settle`, until what it answers is called. */
  hold(): Promise<() => void>;
  /** Waits for what is being carried out, and takes nothing new. */
  stop(): Promise<void>;
}

/** How long an effect that became due can lie there when nobody wakes the engine. */
const IDLE_MS = 1_000;
const SOON_MS = 20;

/**
 * Runs the outbox: looks at every waking and at least every second, with as many hands as are free. One effect
 * that takes long keeps one hand busy, and nobody else waiting.
 */
export function startEngine(ports: () => Ports): Engine {
  const busy = new Set<Promise<void>>();
  let stopped = false;
  let held = 0;
  let soon: NodeJS.Timeout | undefined;

  const goesOn = (): boolean => !stopped;
  const failed = (error: unknown): void => {
    ports().log.fault('engine-failed', error);
  };
  const hire = (): void => {
    while (goesOn() && busy.size < abreast) {
      const hand: Promise<void> = carryOn(ports(), { goesOn, more: hire })
        .catch(failed)
        .finally(() => busy.delete(hand));
      busy.add(hand);
    }
  };
  const look = async (): Promise<void> => {
    if (!goesOn()) return;
    await enqueueDue(ports()).catch(failed);
    hire();
  };
  const lookBySelf = (): void => {
    if (held === 0) void look();
  };
  const rest = async (): Promise<void> => {
    while (busy.size > 0) await Promise.all(busy);
  };
  const timer = setInterval(lookBySelf, IDLE_MS);

  return {
    wake: () => {
      // The answer to whoever pressed goes out first: one thread does both.
      soon ??= setTimeout(() => {
        soon = undefined;
        lookBySelf();
      }, SOON_MS);
    },
    async settle() {
      await look();
      await rest();
    },
    async hold() {
      held += 1;
      await rest();
      return () => {
        held -= 1;
        lookBySelf();
      };
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      await rest();
    },
  };
}
