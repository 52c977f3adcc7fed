import { type Acceptance } from '../domain/acceptance.ts';
import { type Control, controlKey, portalStatus, statusName } from '../domain/control.ts';
import { peopleIn } from './answer-names.ts';
import { bucket } from '../domain/priority.ts';
import { type Entry, registerRow, type Row } from '../domain/register.ts';
import type { Ports } from './ports.ts';

/** Makes rows of acceptances, with what the record knows of their controls and people. */
export async function rowMaker(
  ports: Pick<Ports, 'store' | 'policy'>,
): Promise<(page: readonly Acceptance[]) => Promise<readonly Row[]>> {
  const { store, policy } = ports;
  const [controls, reading] = await Promise.all([store.controls(), store.controlsAsOf()]);
  const byKey = new Map(controls.map((one) => [controlKey(one.id), one]));
  const seen = new Map<string, Promise<Entry['seen']>>();
  const seenOf = (key: string): Promise<Entry['seen']> => {
    const known = seen.get(key) ?? lastSeen(store, key, byKey.get(key), reading?.asOf);
    seen.set(key, known);
    return known;
  };
  return async (page) => {
    const [known, hashes] = await Promise.all([
      store.names([...new Set(page.flatMap(peopleIn))]),
      store.lastHashes(page.map(({ id }) => id)),
    ]);
    const names = Object.fromEntries(known);
    return Promise.all(
      page.map(async (acceptance) => {
        const key = controlKey(acceptance.controlId);
        const control = byKey.get(key);
        return registerRow({
          acceptance,
          names,
          seen: await seenOf(key),
          // No framework is mapped to controls yet.
          mapped: { iso27001: [], nis2: [] },
          bucket: control && bucket(control).number,
          lastHash: hashes.get(acceptance.id) ?? '',
          zone: policy.timeZone,
        });
      }),
    );
  };
}

/** By itself or with all others, whichever was later. */
async function lastSeen(
  store: Ports['store'],
  key: string,
  control: Control | undefined,
  asOf: string | undefined,
): Promise<Entry['seen']> {
  const { seenAt, seenState } = await store.sync(key);
  if (seenAt !== null && (asOf === undefined || seenAt >= asOf))
    return { status: statusOf(control, seenState), asOf: seenAt };
  if (asOf === undefined) return undefined;
  return { status: control ? portalStatus(control) : 'Not there any more', asOf };
}

const statusOf = (control: Control | undefined, state: string): string =>
  control ? portalStatus({ ...control, update: { ...control.update, state } }) : statusName(state);
