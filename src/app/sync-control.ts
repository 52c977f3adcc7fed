import { type Acceptance, final } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { agrees, type ControlUpdate, type WritableState, wantedStates } from '../domain/control.ts';
import { theSystem } from '../domain/person.ts';
import { type Line, witness } from '../domain/trail.ts';
import { isByHand } from './by-hand.ts';
import { attempt } from './act.ts';
import type { Ports, Progress, SyncState, Trouble } from './ports.ts';
import { proof } from './proof.ts';

const HOUR_MS = 3_600_000;

/** Makes Secure Score say what the record says: writes where the two differ, believes only what it reads. */
export async function syncControl(ports: Ports, controlId: string): Promise<Progress> {
  const { store, secureScore, now } = ports;
  const [binding, sync] = await Promise.all([store.binding(controlId), store.sync(controlId)]);
  const answer = await secureScore.update(binding?.controlId ?? controlId);
  if (!answer.ok) return hindered(ports, controlId, answer.trouble, answer.retryAfterMs);

  const update = answer.value;
  const seen = { seenState: update.state, seenAt: now().toISOString() };
  if (agrees(update.state, wantedStates(binding))) {
    await store.saveSync(controlId, { ...seen, agreedSeq: sync.askedSeq, trouble: '' });
    return agreed(ports, binding, controlId, sync);
  }
  await store.saveSync(controlId, seen);
  return differs({ ports, controlId, binding, sync, update });
}

interface Difference {
  readonly ports: Ports;
  readonly controlId: string;
  readonly binding: Acceptance | undefined;
  readonly sync: SyncState;
  readonly update: ControlUpdate;
}

/** What is decided and verified is in force; what ended is shown as such. */
async function agreed(
  ports: Ports,
  binding: Acceptance | undefined,
  controlId: string,
  sync: SyncState,
): Promise<Progress> {
  if (binding?.state === 'Approved') {
    const acted = await attempt(
      ports,
      binding,
      { on: 'verified', revision: binding.revision },
      theSystem,
    );
    return acted.ok ? 'done' : { again: acted.refusal, afterMs: 0 };
  }
  if (sync.agreedSeq < sync.askedSeq) await showEnded(ports, controlId);
  return 'done';
}

async function differs(difference: Difference): Promise<Progress> {
  const { ports, controlId, binding, sync, update } = difference;
  const { store, policy } = ports;
  const source = await decisionOf(ports, controlId, binding);
  // Nothing of ours is open: whoever set it had their reasons. It is reported, never overwritten.
  if (sync.agreedSeq >= sync.askedSeq || !source) return 'done';

  const control = await store.control(controlId);
  if (isByHand(policy.writeBack, source, control, sync)) return wait(difference, 'byHand');
  if (madeByPerson(update, sync, source)) return wait(difference, 'changedByPerson');
  const written =
    sync.writtenAt === null ? Infinity : ports.now().getTime() - Date.parse(sync.writtenAt);
  // A write that was accepted and then taken back by Secure Score itself may be repeated an hour later.
  if (written < HOUR_MS && sync.writtenSeq === sync.askedSeq) return readAgain(written);
  return write(difference, source);
}

/** Read at once after a write, then after 2, 10 and 30 s, then ever more rarely. */
function readAgain(sinceMs: number): Progress {
  const next = [2_000, 10_000, 30_000].find((ms) => sinceMs < ms);
  return {
    again: 'not shown yet',
    afterMs: next === undefined ? Math.min(sinceMs, 6 * HOUR_MS) : next - sinceMs,
  };
}

async function write(difference: Difference, source: Acceptance): Promise<Progress> {
  const { ports, controlId, binding, sync } = difference;
  const { store, secureScore, now } = ports;
  const line = await proof(ports, source);
  if (!line) return alarm(difference);

  const state = (wantedStates(binding)[0] ?? 'Default') as WritableState;
  const answer = await secureScore.write(source.controlId, state, comment(ports, source, line));
  if (!answer.ok) {
    if (answer.trouble === 'badRequest')
      await store.saveSync(controlId, { badRequests: sync.badRequests + 1 });
    return hindered(ports, controlId, answer.trouble, answer.retryAfterMs);
  }
  await store.saveSync(controlId, {
    writtenAt: now().toISOString(),
    writtenSeq: sync.askedSeq,
    trouble: '',
    badRequests: 0,
  });
  return syncControl(ports, controlId);
}

/** The acceptance whose decision, or whose end, asks for what Secure Score should show now. */
async function decisionOf(
  { store }: Ports,
  controlId: string,
  binding: Acceptance | undefined,
): Promise<Acceptance | undefined> {
  if (binding) return binding;
  const all = await store.list({ controlId });
  return all
    .filter((one) => one.scope === 'tenant' && one.decidedAt !== null && final.includes(one.state))
    .toSorted((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    .at(-1);
}

/** Whether the newest update is somebody's own doing since we were asked: it does not speak of ours. */
const madeByPerson = (update: ControlUpdate, { askedAt }: SyncState, { id }: Acceptance): boolean =>
  update.at !== null && askedAt !== null && update.at > askedAt && !update.comment.includes(id);

/** What every reader of Secure Score sees: no words of the record, and a witness of its line. */
function comment({ links }: Ports, acceptance: Acceptance, line: Line): string {
  const { id, state, reviewOn, treatment } = acceptance;
  const what = treatment === 'thirdParty' ? 'Resolved through third party' : 'Risk accepted';
  const said = final.includes(state)
    ? `${state} ${id}`
    : `${what} ${id}, review by ${reviewOn ?? ''}`;
  return `${said}. ${links.acceptance(id)} ${witness(line)}`;
}

/** Waits for a person; shown on the card the first time. */
async function wait(
  { ports, controlId, sync, binding }: Difference,
  trouble: Trouble,
): Promise<Progress> {
  await noteTrouble(ports, controlId, sync, trouble, binding?.id);
  return { again: trouble };
}

async function hindered(
  ports: Ports,
  controlId: string,
  trouble: Trouble,
  retryAfterMs: number | undefined,
): Promise<Progress> {
  const [binding, sync] = await Promise.all([
    ports.store.binding(controlId),
    ports.store.sync(controlId),
  ]);
  await noteTrouble(ports, controlId, sync, trouble, binding?.id);
  return { again: trouble, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
}

async function noteTrouble(
  { store, now }: Ports,
  controlId: string,
  sync: SyncState,
  trouble: Trouble,
  acceptanceId: string | undefined,
): Promise<void> {
  if (sync.trouble === trouble) return;
  await store.saveSync(controlId, { trouble });
  if (acceptanceId) await store.arm([{ kind: 'show', acceptanceId }], now());
}

async function showEnded({ store, now }: Ports, controlId: string): Promise<void> {
  const ended = await store.list({ controlId, states: final });
  const last = ended.filter(({ decidedAt }) => decidedAt !== null).at(-1);
  if (last) await store.arm([{ kind: 'show', acceptanceId: last.id }], now());
}

/** Whoever writes into the table approves nothing: no write, and the CISOs are told. */
async function alarm({ ports, controlId, sync, binding }: Difference): Promise<Progress> {
  ports.log.warn('record-does-not-verify', { control: controlId });
  await noteTrouble(ports, controlId, sync, 'recordDoesNotVerify', binding?.id);
  const cisos = await ports.directory.holders('ciso');
  await ports.store.armOnce(
    cisos.map(({ id }) => ({ kind: 'alarm', controlId, personId: id })),
    ports.now(),
  );
  return { again: 'the record does not verify' };
}

/** What the CISOs read when a record does not verify. */
export const alarmText = (controlId: string, day: string): string =>
  `The record of ${controlId} does not fit its trail (${sayDay(day)}). Nothing was written to Secure Score. Type "verify register" to see where.`;
