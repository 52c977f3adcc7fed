import { type Acceptance, final } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { agrees, type ControlUpdate, type WritableState, wantedStates } from '../domain/control.ts';
import type { Command } from '../domain/guards.ts';
import { theSystem } from '../domain/person.ts';
import { type Line, witness } from '../domain/trail.ts';
import { attempt } from './act.ts';
import { lastEnded } from './asking.ts';
import { isByHand } from './by-hand.ts';
import type { GraphFault, Ports, Progress, SyncState, Trouble } from './ports.ts';
import { proof } from './proof.ts';
import { putOff } from './read-controls.ts';

const HOUR_MS = 3_600_000;

/** Makes Secure Score say what the record says: writes where the two differ, believes only what it reads. */
export async function syncControl(ports: Ports, controlId: string): Promise<Progress> {
  const { store, secureScore, now } = ports;
  // In this order: what is asked for meanwhile must not pass for what was seen to agree.
  const sync = await store.sync(controlId);
  const binding = await store.binding(controlId);
  const source = binding ?? lastEnded(await store.list({ controlId, states: final }));
  const known: Known = { ports, controlId, binding, source, sync };
  const answer = await secureScore.update(source?.controlId ?? controlId);
  if (!answer.ok) return hindered(known, answer);

  const update = answer.value;
  const seen = { seenState: update.state, seenAt: now().toISOString() };
  if (agrees(update.state, wantedStates(binding))) {
    // Whoever writes into the table puts nothing in force either, by hand or not.
    if (binding?.state === 'Approved' && !(await proof(ports, binding))) return alarm(known);
    await store.saveSync(controlId, { ...seen, agreedSeq: sync.askedSeq, trouble: '' });
    return agreed(known);
  }
  await store.saveSync(controlId, seen);
  return differs(known, update);
}

interface Known {
  readonly ports: Ports;
  readonly controlId: string;
  readonly binding: Acceptance | undefined;
  /** The acceptance whose decision, or whose end, asks for what Secure Score should show now. */
  readonly source: Acceptance | undefined;
  readonly sync: SyncState;
}

/** What is decided and verified is in force; what ended is shown as such. */
async function agreed({ ports, binding, source, sync }: Known): Promise<Progress> {
  if (binding?.state === 'Approved') {
    const command: Command = { on: 'verified', revision: binding.revision };
    const acted = await attempt(ports, binding, command, theSystem);
    return acted.ok ? 'done' : { again: acted.refusal, afterMs: 0 };
  }
  if (source && sync.agreedSeq < sync.askedSeq) await showAgain(ports, source);
  return 'done';
}

async function differs(known: Known, update: ControlUpdate): Promise<Progress> {
  const { ports, source, sync } = known;
  // Nothing of ours is open: whoever set it had their reasons. It is reported, never overwritten.
  if (sync.agreedSeq >= sync.askedSeq || !source) return 'done';

  const control = await ports.store.control(known.controlId);
  if (isByHand(ports.policy.writeBack, source, control, sync)) return wait(known, 'byHand');
  if (madeByPerson(update, sync, source)) return wait(known, 'changedByPerson');
  const written =
    sync.writtenAt === null ? Infinity : ports.now().getTime() - Date.parse(sync.writtenAt);
  // A write that was accepted and then taken back by Secure Score itself may be repeated an hour later.
  if (written >= HOUR_MS || sync.writtenSeq !== sync.askedSeq) return write(known, source);
  await noteTrouble(known, '');
  return readAgain(written);
}

/** Read at once after a write, then after 2, 10 and 30 s, then ever more rarely. */
function readAgain(sinceMs: number): Progress {
  const next = [2_000, 10_000, 30_000].find((ms) => sinceMs < ms);
  return {
    again: 'not shown yet',
    afterMs: next === undefined ? Math.min(sinceMs, 6 * HOUR_MS) : next - sinceMs,
  };
}

async function write(known: Known, source: Acceptance): Promise<Progress> {
  const { ports, controlId, binding, sync } = known;
  const { store, secureScore, now } = ports;
  const line = await proof(ports, source);
  if (!line) return alarm(known);

  const state = (wantedStates(binding)[0] ?? 'Default') as WritableState;
  const answer = await secureScore.write(source.controlId, state, comment(ports, source, line));
  if (!answer.ok) {
    if (answer.trouble === 'badRequest')
      await store.saveSync(controlId, { badRequests: sync.badRequests + 1 });
    return hindered(known, answer);
  }
  await store.saveSync(controlId, {
    writtenAt: now().toISOString(),
    writtenSeq: sync.askedSeq,
    badRequests: 0,
  });
  return { again: 'not read yet', afterMs: 0 };
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
async function wait(known: Known, trouble: Trouble): Promise<Progress> {
  await noteTrouble(known, trouble);
  return { again: trouble };
}

async function hindered(known: Known, fault: GraphFault): Promise<Progress> {
  await noteTrouble(known, fault.trouble);
  return putOff(fault);
}

/** Keeps what stands in the way, and has the card say it. */
async function noteTrouble(known: Known, trouble: Trouble): Promise<void> {
  const { ports, controlId, source, sync } = known;
  if (sync.trouble === trouble) return;
  await ports.store.saveSync(controlId, { trouble });
  if (source) await showAgain(ports, source);
}

const showAgain = ({ store, now }: Ports, { id }: Acceptance): Promise<void> =>
  store.arm([{ kind: 'show', acceptanceId: id }], now());

/** Whoever writes into the table approves nothing: no write, and the CISOs are told. */
async function alarm(known: Known): Promise<Progress> {
  const { ports, controlId, sync } = known;
  ports.log.warn('record-does-not-verify', { control: controlId });
  await noteTrouble(known, 'recordDoesNotVerify');
  const cisos = await ports.directory.holders('ciso');
  await ports.store.armOnce(
    cisos.map(({ id }) => ({ kind: 'alarm', controlId, seq: sync.askedSeq, personId: id })),
    ports.now(),
  );
  return { again: 'the record does not verify' };
}

/** What the CISOs read when a record does not verify. */
export const alarmText = (controlId: string, day: string): string =>
  `The record of ${controlId} does not fit its trail (${sayDay(day)}). Nothing was written to Secure Score. Type "verify register" to see where.`;
