import assert from 'node:assert/strict';
import type { MonitorStore } from '../../src/app/monitor-ports.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Effect } from '../../src/domain/effect.ts';

/** Puts a check on record after the last one, as if nobody else checked meanwhile. */
export async function checked(
  store: Pick<MonitorStore, 'checkedDay' | 'saveCheck'>,
  check: { readonly day: string; readonly alerts: readonly Alert[] },
  effects: readonly Effect[] = [],
): Promise<void> {
  assert(await store.saveCheck({ after: await store.checkedDay(), ...check }, effects));
}
