import { type Acceptance, inForce } from '../domain/acceptance.ts';
import { agrees, type Control, controlKey, wantedStates } from '../domain/control.ts';
import { deputyMisfit, isAboutDeputy } from '../domain/deputy-trail.ts';
import {
  type Line,
  type LineWithTexts,
  type Misfit,
  verifier,
  type Verifier,
} from '../domain/trail.ts';
import { policyMisfit, rowMisfits } from './misfits.ts';
import type { Ports, Store } from './ports.ts';

export interface Verified {
  readonly lines: number;
  readonly acceptances: number;
  readonly head: { readonly seq: number; readonly hash: string };
  /** Where the record first does not fit; undefined when all of it does. */
  readonly misfit: Misfit | undefined;
  /** Comments in Secure Score that vouch for a line, and those that name a line that is not so. */
  readonly witnesses: number;
  readonly contradicted: readonly string[];
  /** Acceptances in force whose control Secure Score shows otherwise, as last read. */
  readonly drifted: readonly string[];
  /** Recommendations that Secure Score shows as accepted, and no acceptance is on record for. */
  readonly unmanaged: number;
}

const BATCH = 2_000;

const TRIES = 5;

/** Checks the whole chain, every row and text against its lines, and the hashes that Secure Score's comments carry. */
export async function verifyRegister({ store }: Pick<Ports, 'store'>): Promise<Verified> {
  for (let tries = 1; ; tries++) {
    const head = await store.head();
    const verified = await verifyOnce(store);
    // A step that was taken while the record was read is no misfit: it is read again.
    const moved = (await store.head()).seq !== head.seq;
    if (!verified.misfit || !moved || tries === TRIES) return verified;
  }
}

async function verifyOnce(store: Store): Promise<Verified> {
  const chain = verifier();
  const misfit = (await readChain(store, chain)) ?? (await compareRows(store, chain));
  const head = chain.head();
  const comments = await compareComments(store);
  return { lines: head.seq, acceptances: chain.replayed().size, head, misfit, ...comments };
}

async function readChain(store: Store, chain: Verifier): Promise<Misfit | undefined> {
  const policies = await store.policyVersions();
  const deputies = await store.deputies();
  const deputyLines: LineWithTexts[] = [];
  for (;;) {
    const lines = await store.lines(chain.head().seq, BATCH);
    for (const line of lines) {
      const misfit = chain.add(line) ?? policyMisfit(line, policies);
      if (misfit) return misfit;
      if (isAboutDeputy(line)) deputyLines.push(line);
    }
    if (lines.length < BATCH) break;
  }
  const stored = await store.head();
  const { seq, hash } = chain.head();
  if (stored.seq !== seq || stored.hash !== hash)
    return { seq: stored.seq, acceptanceId: '', why: 'head' };
  const odd = deputyMisfit(deputies, deputyLines);
  return odd && { seq: odd.seq, acceptanceId: '', why: 'record' };
}

/** What is in force here, and not so in Secure Score as last read. */
export async function driftedIn(store: Store): Promise<readonly Acceptance[]> {
  const [controls, held] = await Promise.all([store.controls(), store.list({ states: inForce })]);
  const states = new Map(controls.map(({ id, update }) => [controlKey(id), update.state]));
  return held.filter((one) => {
    const state = states.get(controlKey(one.controlId));
    return one.scope === 'tenant' && state !== undefined && !agrees(state, wantedStates(one));
  });
}

async function compareRows(store: Store, chain: Verifier): Promise<Misfit | undefined> {
  return rowMisfits(await store.list({}), chain.replayed())[0];
}

async function compareComments(
  store: Store,
): Promise<Pick<Verified, 'witnesses' | 'contradicted' | 'drifted' | 'unmanaged'>> {
  const contradicted: string[] = [];
  let witnesses = 0;
  for (const control of await store.controls()) {
    const said = witnessIn(control);
    if (!said) continue;
    const line = await store.line(said.seq);
    if (line && isSaidOf(line, said) && line.hash.startsWith(said.hash)) witnesses++;
    else contradicted.push(control.id);
  }
  const drifted = (await driftedIn(store)).map(({ id }) => id);
  const unmanaged = (await store.openDrifts()).filter((one) => one.class === 'unmanaged').length;
  return { witnesses, contradicted, drifted, unmanaged };
}

interface Said {
  /** Empty where no acceptance asks for the status. */
  readonly id: string;
  readonly seq: number;
  readonly hash: string;
}

/** What names no acceptance was asked for by a person, because no acceptance covered the status. */
const isSaidOf = ({ acceptanceId, event }: Line, { id }: Said): boolean =>
  acceptanceId === id && (id !== '' || event === 'reverted');

/** The acceptance, line and hash that a comment of ours names; of what was reverted there is no acceptance. */
export function witnessIn({ update }: Pick<Control, 'update'>): Said | undefined {
  const found = /(?:(RA-\d{4}-\d{4,}).*|^To address\. .*)#(\d+) ([0-9a-f]{12})$/s.exec(
    update.comment.trim(),
  );
  const [, id = '', seq, hash] = found ?? [];
  return seq && hash ? { id, seq: Number(seq), hash } : undefined;
}
