import { type Acceptance, final } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { agrees, type ControlUpdate, type WritableState, wantedStates } from '../domain/control.ts';
import type { Command } from '../domain/attempt.ts';
import { theSystem } from '../domain/person.ts';
import { type Line, witness } from '../domain/trail.ts';
import { attempt } from './act.ts';
import { lastEnded } from './asking.ts';
import { isByHand } from './by-hand.ts';
import { lookAtControl } from './check-drift.ts';
import { toAddress } from './drift-view.ts';
import type { GraphFault } from './graph-ports.ts';
import type { Ports, Progress, SyncState, Trouble } from './ports.ts';
import { proof, revertProof } from './proof.ts';
import { putOff } from './read-controls.ts';

const HOUR_MS = 3_600_000;

/** Makes Secure Score say what the record says: writes where the two differ, believes only what it reads. */
export async function syncControl(ports: Ports, controlId: string): Promise<Progress> {
  const { store, secureScore, now } = ports;
  // In this order: what is asked for meanwhile must not pass for what was seen to agree.
  const sync = await store.sync(controlId);
  const asking = sync.askedSeq > sync.agreedSeq ? await store.line(sync.askedSeq) : undefined;
  const binding = await store.binding(controlId);
  const source = binding ?? lastEnded(await store.list({ controlId, states: final }));
  const known: Known = { ports, controlId, binding, source, sync, asking };
  // When it was asked, not when it answered: what is seen is at least as new.
  const seenAt = now().toISOString();
  const answer = await secureScore.update(source?.controlId ?? controlId);
  if (!answer.ok) return hindered(known, answer);

  const update = answer.value;
  const seen = { seenState: update.state, seenAt };
  if (agrees(update.state, wantedStates(binding))) {
    // Whoever writes into the table puts nothing in force either, by hand or not.
    if (binding?.state === 'Approved' && !(await proof(ports, binding))) return alarm(known);
    await store.saveSync(controlId, { ...seen, agreedSeq: sync.askedSeq, trouble: '' });
    return agreed(known, update, seenAt);
  }
  await store.saveSync(controlId, seen);
  return differs(known, update, seenAt);
}

interface Known {
  readonly ports: Ports;
  readonly controlId: string;
  readonly binding: Acceptance | undefined;
  /** The acceptance whose decision, or whose end, asks for what Secure Score should show now. */
  readonly source: Acceptance | undefined;
  readonly sync: SyncState;
  /** The line whose state Secure Score was not seen to show yet. */
  readonly asking: Line | undefined;
}

/** Where nothing binds, somebody asked for To address because of a status that they had found. */
const isRevert = ({ asking, binding }: Known): boolean =>
  binding === undefined && asking?.event === 'reverted';

/** What is decided and verified is in force; what ended is shown as such. */
async function agreed(known: Known, update: ControlUpdate, seenAt: string): Promise<Progress> {
  const { ports, binding, source, sync } = known;
  if (binding?.state === 'Approved') {
    const command: Command = { on: 'verified', revision: binding.revision };
    const acted = await attempt(ports, binding, command, { person: theSystem });
    if (!acted.ok) return { again: acted.refusal, afterMs: 0 };
  } else if (source && sync.agreedSeq < sync.askedSeq) await showAgain(ports, source);
  await look(known, update, seenAt);
  return 'done';
}

/** What was just seen may be drift, or the end of one. */
async function look({ ports, controlId }: Known, update: ControlUpdate, at: string): Promise<void> {
  const control = await ports.store.control(controlId);
  if (control) await lookAtControl(ports, { ...control, update }, at);
}

async function differs(known: Known, update: ControlUpdate, seenAt: string): Promise<Progress> {
  const { ports, sync } = known;
  const asks = asksFor(known);
  // Nothing of ours is open: whoever set it had their reasons. It is reported, never overwritten.
  if (sync.agreedSeq >= sync.askedSeq || !asks) {
    await look(known, update, seenAt);
    return 'done';
  }
  const control = await ports.store.control(known.controlId);
  const changed = madeByPerson(update, known);
  if (changed && isAskedByPerson(known)) return giveUp(known, update, seenAt);
  if (isByHand(ports.policy.writeBack, asks, control, sync)) return wait(known, 'byHand');
  return changed ? wait(known, 'changedByPerson') : writeOrWait(known);
}

/** What asks for the state now; undefined where nothing does. */
const asksFor = (known: Known): Parameters<typeof isByHand>[1] | undefined =>
  isRevert(known) ? toAddress(known) : known.source;

async function writeOrWait(known: Known): Promise<Progress> {
  const { ports, sync } = known;
  const written =
    sync.writtenAt === null ? Infinity : ports.now().getTime() - Date.parse(sync.writtenAt);
  // A write that was accepted and then taken back by Secure Score itself may be repeated an hour later.
  if (written >= HOUR_MS || sync.writtenSeq !== sync.askedSeq) return write(known);
  await noteTrouble(known, '');
  return readAgain(written);
}

/** A person asked for it because of what they saw there, and it is something else by now: it is found anew. */
async function giveUp(known: Known, update: ControlUpdate, seenAt: string): Promise<Progress> {
  const { ports, controlId, sync, source } = known;
  await ports.store.saveSync(controlId, { agreedSeq: sync.askedSeq, trouble: '' });
  await look(known, update, seenAt);
  await armDrifts(known);
  if (source) await showAgain(ports, source);
  return 'done';
}

const isAskedByPerson = (known: Known): boolean =>
  isRevert(known) || known.asking?.event === 'reapply';

/** Read at once after a write, then after 2, 10 and 30 s, then ever more rarely. */
function readAgain(sinceMs: number): Progress {
  const next = [2_000, 10_000, 30_000].find((ms) => sinceMs < ms);
  return {
    again: 'not shown yet',
    afterMs: next === undefined ? Math.min(sinceMs, 6 * HOUR_MS) : next - sinceMs,
  };
}

async function write(known: Known): Promise<Progress> {
  const { ports, controlId, binding, source, sync } = known;
  const { store, secureScore, now } = ports;
  const asked = await provenRequest(known);
  if (!asked) return alarm(known);

  const state = wantedStates(binding)[0] as WritableState;
  const answer = await secureScore.write(source?.controlId ?? controlId, state, asked.comment);
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

/** What may be written, because a line of the trail asks for it; undefined where none does. */
async function provenRequest(known: Known): Promise<{ readonly comment: string } | undefined> {
  const { ports, controlId, source, asking } = known;
  if (asking && isRevert(known)) {
    const line = await revertProof(ports, asking, controlId);
    return line && { comment: revertComment(line) };
  }
  const line = source && (await proof(ports, source));
  return line && { comment: comment(ports, source, line) };
}

/** Whether the newest update is somebody's own doing since we were asked: it does not speak of ours. */
function madeByPerson(update: ControlUpdate, known: Known): boolean {
  const { source, sync, asking } = known;
  // A revert was asked for because of one update: any other has not been looked at by whoever asked.
  if (asking && isRevert(known))
    return update.at !== (asking.set['setAt'] ?? null) && !update.comment.includes(witness(asking));
  const { askedAt } = sync;
  return (
    source !== undefined &&
    update.at !== null &&
    askedAt !== null &&
    update.at > askedAt &&
    !update.comment.includes(source.id)
  );
}

/** What every reader of Secure Score sees: no words of the record, and a witness of its line. */
function comment({ links }: Ports, acceptance: Acceptance, line: Line): string {
  const { id, state, reviewOn, treatment } = acceptance;
  const what = treatment === 'thirdParty' ? 'Resolved through third party' : 'Risk accepted';
  const said = final.includes(state)
    ? `${state} ${id}`
    : `${what} ${id}, review by ${reviewOn ?? ''}`;
  return `${said}. ${links.acceptance(id)} ${witness(line)}`;
}

/** It names no acceptance: none asks for it. */
const revertComment = (line: Line): string =>
  `To address. No risk acceptance in force covered the status before. ${witness(line)}`;

/** Waits for a person; shown on the card the first time. */
async function wait(known: Known, trouble: Trouble): Promise<Progress> {
  await noteTrouble(known, trouble);
  return { again: trouble };
}

async function hindered(known: Known, fault: GraphFault): Promise<Progress> {
  await noteTrouble(known, fault.trouble);
  return putOff(fault);
}

/** Keeps what stands in the way, and has the cards say it. */
async function noteTrouble(known: Known, trouble: Trouble): Promise<void> {
  const { ports, controlId, source, sync } = known;
  if (sync.trouble === trouble) return;
  await ports.store.saveSync(controlId, { trouble });
  if (source) await showAgain(ports, source);
  await armDrifts(known);
}

const showAgain = ({ store, now }: Ports, { id }: Acceptance): Promise<void> =>
  store.arm([{ kind: 'show', acceptanceId: id }], now());

async function armDrifts({ ports: { store, now }, controlId }: Known): Promise<void> {
  const open = await store.openDrifts(controlId);
  await store.arm(
    open.map(({ id }) => ({ kind: 'showDrifts', driftId: id })),
    now(),
  );
}

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
