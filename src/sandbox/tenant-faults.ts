import type { FaultKind } from './api.ts';

/** Faults on demand. None outlives the process. */
export interface Faults {
  /** From now on, or for that many answers. `none` ends it. */
  readonly fail: (kind: FaultKind, count?: number) => void;
  /** What is to go wrong with this request: counts it. */
  readonly strike: (method: string) => FaultKind;
}

const writesOnly: ReadonlySet<FaultKind> = new Set(['refuse', 'ignore-writes']);

/** Nothing goes wrong until somebody asks for it. */
export function createFaults(): Faults {
  let kind: FaultKind = 'none';
  let left = Infinity;
  return {
    fail: (asked, count = Infinity) => {
      kind = count > 0 ? asked : 'none';
      left = count;
    },
    strike: (method) => {
      if (kind === 'none' || (writesOnly.has(kind) && method !== 'PATCH')) return 'none';
      const struck = kind;
      left -= 1;
      if (left <= 0) kind = 'none';
      return struck;
    },
  };
}
