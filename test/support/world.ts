import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type Acted, act } from '../../src/app/act.ts';
import { deputised } from '../../src/app/deputised.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Ports } from '../../src/app/ports.ts';
import { propose, type Submission } from '../../src/app/propose.ts';
import { readControls } from '../../src/app/read-controls.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import type { Command } from '../../src/domain/attempt.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { ProposalForm } from '../../src/domain/proposal.ts';
import type { LineWithTexts } from '../../src/domain/trail.ts';
import { sqlStore } from '../../src/store/open.ts';
import * as examples from '../domain/examples.ts';
import { emptyDatabase } from './database.ts';
import { fakeDirectory, fakeMessenger, fakeSecureScore, type Sent } from './outside.ts';

export const { eve, ed, mia, max, carl, cora, aude, zed } = examples;
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** 4.50 points at risk: the standard route. */
export const discovery = examples.control();
/** 1.50 points at risk: the low route, where everything else is low. */
export const small = examples.control({ id: 'SmallOne', title: 'A small one', maxScore: 1.5 });
/** Defender's own: no program can set it. */
export const device = examples.control({ id: 'scid_2000', title: 'A device', category: 'Device' });

export interface WorldOptions {
  readonly policy?: Partial<Policy>;
  readonly people?: readonly Person[];
  readonly controls?: readonly Control[];
  /** Instead of the fakes. */
  readonly ports?: Partial<Ports>;
  readonly now?: string;
}

type Details = Partial<Omit<Command, 'on'>>;
export type World = Awaited<ReturnType<typeof world>>;

const texts = { reason: 'The supplier has gone.', businessContext: 'Sales needs it until March.' };
let drafts = 0;

/** A whole bot on the real store; Secure Score, the directory and Teams are stood in for, and so is time. */
export async function world(options: WorldOptions = {}) {
  const { people = [eve, ed, mia, max, carl, cora, aude, zed] } = options;
  const { db, drop } = await emptyDatabase();
  const clock = { at: Date.parse(options.now ?? examples.now) };
  const now = (): Date => new Date(clock.at);
  const graph = fakeSecureScore(options.controls ?? [discovery, small, device], now);
  const entra = fakeDirectory(people);
  const teams = fakeMessenger();
  const log = { info: sinon.fake(), warn: sinon.fake(), fault: sinon.fake() };
  const wake = sinon.fake();
  const store = sqlStore(db);
  const policy = examples.policy(options.policy);
  const ports: Ports = {
    store,
    secureScore: graph.secureScore,
    directory: deputised(entra.directory, { store, now, zone: policy.timeZone }),
    directoryUnder: () => entra.directory,
    messenger: teams.messenger,
    links: {
      acceptance: linkOf,
      page: (id, personId) => `https://scorekeeper.example/register/${id}?for=${personId}`,
      download: (format, personId) =>
        `https://scorekeeper.example/register.${format}?for=${personId}`,
    },
    log,
    policy,
    policyVersion: 1,
    now,
    wake,
    ...options.ports,
  };
  await readControls(ports);
  return {
    db,
    ports,
    store: ports.store,
    clock,
    graph,
    entra,
    teams,
    log,
    wake,
    ...verbs(ports, clock),
    /** The same people and the same record, with some ports changed. */
    with: (others: Partial<Ports>) => verbs({ ...ports, ...others }, clock),
    told: (who: Person) => teams.posts.filter(({ to, text }) => to === who.id && text !== ''),
    cards: (who: Person) => teams.posts.filter(({ to, view }) => to === who.id && view),
    /** Forgets what was sent so far. */
    quiet: () => {
      for (const list of [teams.posts, teams.updates, teams.channel]) list.splice(0);
    },
    /** Ending it again does nothing: a test may do without a world of its own. */
    end: once(drop),
  };
}

/** As long as the one in production. */
const linkOf = (id: string): string =>
  `https://teams.microsoft.com/l/chat/0/0?users=28:00000000-0000-4000-8000-000000000000&message=show%20${id}`;

/** What people do, and how time passes. What must go well fails the test where it does not. */
function verbs(ports: Ports, clock: { at: number }) {
  const submit = (
    fields: Partial<ProposalForm> = {},
    who: Person = eve,
    more: Partial<Submission> = {},
  ): Promise<Acted> =>
    propose(
      ports,
      {
        controlId: discovery.id,
        draftId: `draft-${String(++drafts)}`,
        ...more,
        form: examples.form(fields),
      },
      who.id,
    );
  const press = async (
    acceptance: Pick<Acceptance, 'id'> & Partial<Acceptance>,
    on: Command['on'],
    who: Person,
    details: Details = {},
  ): Promise<Acted> => {
    const revision = acceptance.revision ?? 0;
    return act(ports, acceptance.id, { ...texts, on, revision, ...details }, who.id);
  };
  const step =
    (on: Command['on'], usual: Person) =>
    async (acceptance: Acceptance, who: Person = usual, details: Details = {}) =>
      done(await press(await found(ports, acceptance.id), on, who, details));
  const settle = (): Promise<void> => carryOut(ports);
  const approve = step('approve', carl);
  const endorse = step('endorse', mia);
  const proposed = async (...args: Parameters<typeof submit>) => done(await submit(...args));
  return {
    submit,
    press,
    propose: proposed,
    endorse,
    approve,
    reject: step('reject', mia),
    requestChanges: step('requestChanges', mia),
    revoke: step('revoke', carl),
    withdraw: step('withdraw', eve),
    markDone: step('markDone', eve),
    /** On the way to Secure Score: nothing of it is carried out yet. */
    approved: async (...args: Parameters<typeof submit>) =>
      approve(await endorse(await proposed(...args))),
    find: (acceptance: Acceptance) => found(ports, acceptance.id),
    trail: ({ id }: Acceptance): Promise<readonly LineWithTexts[]> => ports.store.trail(id),
    /** The events of an acceptance so far. */
    events: async ({ id }: Acceptance) =>
      (await ports.store.trail(id)).map(({ event }) => event).join(' '),
    settle,
    later: async (ms: number) => {
      clock.at += ms;
      await settle();
    },
  };
}

async function found({ store }: Ports, id: string): Promise<Acceptance> {
  const acceptance = await store.find(id);
  assert(acceptance, `there is no ${id}`);
  return acceptance;
}

/** The acceptance after a step that must have been taken. */
export function done(acted: Acted): Acceptance {
  assert(acted.ok, `refused: ${JSON.stringify(acted)}`);
  return acted.acceptance;
}

/** Why a step was refused, without what it was about. */
export function refusal(acted: Acted): object {
  assert(!acted.ok, 'let through');
  const { ok: _, acceptance: __, person: ___, ...why } = acted;
  return why;
}

/** The complaints about a step that must have been refused as invalid. */
export function complaints(acted: Acted): Readonly<Partial<Record<string, string>>> {
  assert(!acted.ok && acted.refusal === 'invalid', `not invalid: ${JSON.stringify(acted)}`);
  return acted.complaints;
}

export const people = (sent: readonly Sent[]): string =>
  sent
    .map(({ to }) => to)
    .toSorted()
    .join(' ');

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
