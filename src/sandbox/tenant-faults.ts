import type { FaultKind } from './api.ts';

/** Faults on demand. None outlives the process. */
export interface Faults {
  /** From now on, or for that many answers. `none` ends it. */
  readonly fail: (kind: FaultKind, count?: number) => void;
  /** What is to go wrong with this request: counts it. */
  readonly strike: (method: string, path: string) => FaultKind;
}

type Reach = (method: string, path: string) => boolean;
const isWrite: Reach = (method) => method === 'PATCH';

/** The requests that a fault is for, where it is not for all. */
const reaches: Readonly<Partial<Record<FaultKind, Reach>>> = {
  refuse: isWrite,
  'ignore-writes': isWrite,
  'scores-down': (_method, path) => /\/security\/secureScores\b/i.test(path),
};

/** Nothing goes wrong until somebody asks for it. */
export function createFaults(): Faults {
  let kind: FaultKind = 'none';
  let left = Infinity;
  return {
    fail: (asked, count = Infinity) => {
      kind = count > 0 ? asked : 'none';
      left = count;
    },
    strike: (method, path) => {
      if (kind === 'none' || reaches[kind]?.(method, path) === false) return 'none';
      const struck = kind;
      left -= 1;
      if (left <= 0) kind = 'none';
      return struck;
    },
  };
}
