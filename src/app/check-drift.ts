import { decided, final } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import { type Control, controlKey } from '../domain/control.ts';
import { judge, treatmentIn } from '../domain/drift.ts';
import type { Effect } from '../domain/effect.ts';
import { isFresh } from './check-acceptances.ts';
import { type Changes, changesFrom, type Look } from './drift-changes.ts';
import { counts, driftSubject, type Finding } from './drift-ports.ts';
import type { Ports, Progress } from './ports.ts';

/**
 * Compares all controls, as they were last read, with what is on record: finds what contradicts it, and ends what does no
 * more. On data older than 48 hours nothing is found and nothing is over. It asks no one and writes nothing to Graph.
 */
export async function checkDrift(ports: Ports): Promise<Progress> {
  const { store, now } = ports;
  // Before all else: what is found meanwhile is not ended by what was read before.
  const open = await store.openDrifts();
  const [controls, reading, since] = await Promise.all([
    store.controls(),
    store.controlsAsOf(),
    store.driftSince(),
  ]);
  if (!reading || controls.length === 0 || !(await isFresh(ports))) return 'done';
  const first = since === undefined;
  const zone = ports.policy.timeZone;
  const look: Look = { open, first, readAt: reading.asOf, at: now(), zone };
  const changes = await compareAll(ports, controls, look);
  const saved = await store.saveDrifts({ at: look.at.toISOString(), first, ...changes });
  if (!saved) return { again: 'looked at meanwhile', afterMs: 0 };
  await showCounted(ports, open);
  return 'done';
}

async function compareAll(
  { store }: Ports,
  controls: readonly Control[],
  look: Look,
): Promise<Changes> {
  const held = await store.list({ states: decided });
  const keys = new Set([
    ...held.map(({ controlId }) => controlKey(controlId)),
    ...look.open.map(({ controlId }) => controlKey(controlId)),
  ]);
  const concerned = controls.filter(
    ({ id, update }) => keys.has(controlKey(id)) || treatmentIn(update.state) !== undefined,
  );
  const ended = await store.list({
    states: final,
    controlKeys: concerned.map(({ id }) => controlKey(id)),
  });
  const ofControl = Map.groupBy([...held, ...ended], ({ controlId }) => controlKey(controlId));
  const changes: Changes[] = [goneOf(controls, look)];
  for (const control of concerned) {
    const acceptances = ofControl.get(controlKey(control.id)) ?? [];
    const sight = { control, readAt: look.readAt, fresh: true, open: false, acceptances };
    changes.push(changesFrom(judge(sight), control.id, look));
  }
  return {
    opened: changes.flatMap(({ opened }) => opened),
    ended: changes.flatMap((one) => one.ended),
  };
}

/** Of a control that Secure Score has no more there is nothing left to put right. */
function goneOf(controls: readonly Control[], { open, readAt }: Look): Changes {
  const there = new Set(controls.map(({ id }) => controlKey(id)));
  const gone = open.filter(({ controlId }) => !there.has(controlKey(controlId)));
  return {
    opened: [],
    ended: gone.map(({ id, controlId }) => ({ id, controlId, endState: '', readAt })),
  };
}

/** Compares one control, as Secure Score was just seen to say of it, with what is on record. */
export async function lookAtControl(ports: Ports, control: Control, readAt: string): Promise<void> {
  const { store, now } = ports;
  const open = await store.openDrifts(control.id);
  const [sync, acceptances, fresh] = await Promise.all([
    store.sync(control.id),
    store.list({ controlId: control.id }),
    isFresh(ports),
  ]);
  const isOpen = sync.askedSeq > sync.agreedSeq;
  const judgement = judge({ control, readAt, fresh, open: isOpen, acceptances });
  const look: Look = { open, first: false, readAt, at: now(), zone: ports.policy.timeZone };
  const changes = changesFrom(judgement, control.id, look);
  if (changes.opened.length + changes.ended.length > 0)
    await store.saveDrifts({ at: look.at.toISOString(), first: false, ...changes });
}

/** What was only listed at the first look gets its own card once its days are over. */
async function showCounted({ store, now, policy }: Ports, open: readonly Finding[]): Promise<void> {
  const today = dayOf(now(), policy.timeZone);
  const effects: Effect[] = [];
  for (const { id, isFirst, countsFrom } of open)
    if (
      isFirst &&
      counts({ countsFrom }, today) &&
      (await store.posts(driftSubject(id))).length === 0
    )
      effects.push({ kind: 'showDrifts', driftId: id });
  await store.arm(effects, now());
}
