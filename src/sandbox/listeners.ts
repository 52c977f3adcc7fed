export interface Listeners<Event> {
  readonly tell: (event: Event) => void;
  readonly add: (listener: (event: Event) => void) => () => void;
}

/** Listeners that are told in the order they came; the answer of `add` takes its listener off again. */
export const createListeners = <Event>(): Listeners<Event> => {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    add: (listener) => {
      // Wrapped, so that one function added twice is two listeners.
      const own = (event: Event): void => {
        listener(event);
      };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
};
