import type { Log } from './app/ports.ts';

/** The SDK prints whole errors, stacks and all; of those only that there was one reaches the log. */
export function quietSdk(log: Log): void {
  const silent = (): void => {
    log.warn('sdk-complained');
  };
  Object.assign(globalThis.console, { error: silent, warn: silent, log: silent });
}
