import { dayOf } from '../domain/calendar.ts';
import { controlKey, pointsAtRisk } from '../domain/control.ts';
import type { Effect } from '../domain/effect.ts';
import { digestOf } from './card-copies.ts';
import { counts } from './drift-ports.ts';
import type { DriftListView } from './drift-views.ts';
import type { Ports, Progress } from './ports.ts';
import { showOwn } from './show-drift.ts';

/** Under which the lists of the first look are kept. */
const LISTS = 'drift';

/** Asks for one list each for the IT managers: what was accepted in Secure Score before anybody looked. */
export async function listDrifts({ store, directory, now }: Ports): Promise<Progress> {
  const [managers, posts] = await Promise.all([directory.holders('itManager'), store.posts(LISTS)]);
  const people = new Set([
    ...managers.map(({ id }) => id),
    ...posts.map(({ personId }) => personId),
  ]);
  await store.arm(
    [...people].map((personId): Effect => ({ kind: 'listDrift', personId })),
    now(),
  );
  return 'done';
}

/** Posts the list of the first look to a person once, and brings it up to date ever after. */
export const listDrift = (ports: Ports, personId: string): Promise<Progress> =>
  showOwn(ports, { subject: LISTS, personId }, async () => {
    const view = await driftList(ports, 'first', 0);
    return {
      message: { kind: 'drifts', view },
      shown: digestOf(view),
      isNew: view.rows.length > 0,
    };
  });

/** What was found and is not over: what the first look found and does not count yet, or all. */
export async function driftList(
  { store, policy, now }: Ports,
  which: DriftListView['which'],
  offset: number,
): Promise<DriftListView> {
  const [open, controls, reading] = await Promise.all([
    store.openDrifts(),
    store.controls(),
    store.controlsAsOf(),
  ]);
  const today = dayOf(now(), policy.timeZone);
  const listed = open.filter((one) => one.isFirst && !counts(one, today));
  const byKey = new Map(controls.map((one) => [controlKey(one.id), one]));
  const rows = (which === 'first' ? listed : open).map((finding) => {
    const control = byKey.get(controlKey(finding.controlId));
    return {
      finding,
      title: control?.title ?? finding.controlId,
      points: control && pointsAtRisk(control),
    };
  });
  return {
    ...{ which, rows, offset },
    countsFrom: listed[0]?.countsFrom,
    zone: policy.timeZone,
    asOf: reading?.asOf ?? '',
  };
}
