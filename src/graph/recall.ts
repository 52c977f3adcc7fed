/** What was learned, for a while. */
export interface Recall<Value> {
  /** Undefined once it is too old. */
  get(key: string): Value | undefined;
  /** `askedAt`: when the question was put, in milliseconds. */
  set(key: string, value: Value, askedAt: number): void;
  forget(key: string): void;
}

/** Remembers for `ageMs`, and not across a clock that is put back. */
export function recall<Value>(now: () => number, ageMs: number): Recall<Value> {
  const entries = new Map<string, { readonly value: Value; readonly askedAt: number }>();
  const isFresh = ({ askedAt }: { readonly askedAt: number }): boolean => {
    const age = now() - askedAt;
    return age >= 0 && age < ageMs;
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      return entry && isFresh(entry) ? entry.value : undefined;
    },
    set: (key, value, askedAt) => {
      for (const [old, entry] of entries) if (!isFresh(entry)) entries.delete(old);
      entries.set(key, { value, askedAt });
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
