import { createHash } from 'node:crypto';
import { type Acceptance, type Portfolio, textFields, undecided } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Control } from '../domain/control.ts';
import { approvers, reviewers } from '../domain/duties.ts';
import type { Situation } from '../domain/guards.ts';
import type { Person, Role } from '../domain/person.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import { choices } from '../domain/workflow.ts';
import type { Event } from '../domain/workflow-table.ts';
import { asks } from './asking.ts';
import type { Ports, SyncState, Trouble } from './ports.ts';
import { needsHand } from './by-hand.ts';
import { situationFor } from './situation.ts';

/** One step as the card tells it. */
export interface HistoryLine {
  readonly at: string;
  readonly event: string;
  readonly byId: string;
  readonly role: Role | null;
  readonly reason: string;
  readonly witness: string;
}

/** An acceptance as one person sees it now: all that its cards may show. */
export interface AcceptanceView {
  readonly acceptance: Acceptance;
  readonly viewerId: string;
  readonly viewerIsAuditor: boolean;
  /** The viewer asked for this card; one that came by itself has no buttons once there is a decision. */
  readonly asked: boolean;
  readonly choices: readonly Event[];
  /** Names by object id, of everybody the card speaks of. */
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
  readonly today: string;
  /** The control as last read; undefined when Secure Score no longer has it. */
  readonly control: Control | undefined;
  readonly controlAsOf: string;
  readonly sync: {
    readonly trouble: Trouble;
    /** A person has to set it in the portal. */
    readonly byHand: boolean;
    /** Decided more than 48 hours ago, and Secure Score does not show it. */
    readonly late: boolean;
    /** Secure Score shows what the record says. */
    readonly agreed: boolean;
    readonly seenAt: string | null;
  };
  /** Whose turn it is, by name; those among them who cannot be reached. */
  readonly waitsFor: readonly string[];
  readonly unreachable: readonly string[];
  /** Line and hash of the last step, once there is an outcome. */
  readonly witness: string;
  /** What is accepted already, this one apart. Points at risk. */
  readonly portfolio: Portfolio;
  /** Percent of the maximum that stays reachable, without and with this one; undefined without data. */
  readonly achievable: { readonly now: number; readonly withThis: number } | undefined;
  /** Earlier attempts for the same recommendation that were refused. */
  readonly earlier: readonly Acceptance[];
  /** What the proposer changed when submitting again. */
  readonly changed: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly link: string;
}

/** A digest of what a card shows: two equal ones need no update. */
export const shownDigest = (view: AcceptanceView): string =>
  createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 32);

/** How somebody comes to look at an acceptance. */
interface Glance {
  /** They asked for it. */
  readonly asked?: boolean;
  /** What was looked up for a decision a moment ago, so that it is not looked up again. */
  readonly known?: Situation | undefined;
}

/** How an acceptance stands, for one viewer. */
export async function viewFor(
  ports: Ports,
  acceptance: Acceptance,
  viewer: Person,
  { asked = false, known }: Glance = {},
): Promise<AcceptanceView> {
  const { store, policy, links } = ports;
  const [found, trail, sync, portfolio] = await Promise.all([
    known ?? situationFor(ports, acceptance.controlId),
    store.trail(acceptance.id),
    store.sync(acceptance.controlId),
    asked || undecided.includes(acceptance.state) ? portfolioWithout(ports, acceptance) : untold,
  ]);
  const byHand = needsHand(policy, acceptance, found, sync);
  const situation: Situation = { ...found, byHand };
  const turn = whoseTurn(acceptance, situation);
  const [names, reached] = await Promise.all([
    store.names([...idsIn(acceptance, trail)]),
    Promise.all(turn.map(({ id }) => ports.messenger.reaches(id))),
  ]);
  return {
    acceptance,
    viewerId: viewer.id,
    viewerIsAuditor: viewer.grants.some(({ role }) => role === 'auditor'),
    asked,
    choices: choices(acceptance, viewer, situation),
    names: {
      ...Object.fromEntries(names),
      ...Object.fromEntries(turn.map(({ id, name }) => [id, name])),
      [viewer.id]: viewer.name,
    },
    zone: policy.timeZone,
    today: dayOf(situation.at, policy.timeZone),
    control: situation.control,
    controlAsOf: situation.controlAsOf,
    sync: syncView(acceptance, sync, situation),
    waitsFor: turn.map(({ name }) => name),
    unreachable: turn.filter((_, at) => !reached[at]).map(({ name }) => name),
    witness: undecided.includes(acceptance.state) ? '' : lastWitness(trail),
    ...portfolio,
    earlier: situation.others.filter(
      (other) => other.id !== acceptance.id && other.state === 'Rejected',
    ),
    changed: changedOnResubmit(trail),
    history: trail.map(historyLine),
    link: links.acceptance(acceptance.id),
  };
}

/** The people whose turn it is to decide, by the same rules that judge their press. */
export function whoseTurn(
  acceptance: Acceptance,
  { holders, policy }: Situation,
): readonly Person[] {
  if (acceptance.state === 'InReview') return reviewers(holders, acceptance);
  if (acceptance.state === 'InApproval') return approvers(holders, acceptance, policy);
  return [];
}

const LATE_MS = 48 * 3_600_000;

function syncView(
  acceptance: Acceptance,
  sync: SyncState,
  { at, byHand, others }: Situation,
): AcceptanceView['sync'] {
  const asked = acceptance.endedAt ?? acceptance.decidedAt;
  const open = asks(acceptance, others);
  const agreed = sync.askedSeq > 0 && sync.agreedSeq >= sync.askedSeq;
  return {
    trouble: agreed ? '' : sync.trouble,
    byHand,
    late: open && !agreed && asked !== null && at.getTime() - Date.parse(asked) > LATE_MS,
    agreed,
    seenAt: sync.seenAt,
  };
}

/** Whoever has decided is not told again what else is accepted. */
const untold: Pick<AcceptanceView, 'portfolio' | 'achievable'> = {
  portfolio: { count: 0, points: 0, high: 0 },
  achievable: undefined,
};

async function portfolioWithout(
  { store }: Ports,
  acceptance: Acceptance,
): Promise<Pick<AcceptanceView, 'portfolio' | 'achievable'>> {
  const [portfolio, reading] = await Promise.all([
    store.accepted(acceptance.id),
    store.controlsAsOf(),
  ]);
  const { points } = portfolio;
  const max = reading?.score?.max ?? 0;
  const own = acceptance.treatment === 'riskAccepted' ? acceptance.facts.pointsAtRisk : 0;
  return {
    portfolio,
    achievable:
      max > 0
        ? { now: (100 * (max - points)) / max, withThis: (100 * (max - points - own)) / max }
        : undefined,
  };
}

function* idsIn(acceptance: Acceptance, trail: readonly LineWithTexts[]): Generator<string> {
  const { proposerId, reviewerId, approverId, riskOwnerId } = acceptance;
  for (const id of [proposerId, reviewerId, approverId, riskOwnerId]) if (id) yield id;
  for (const { by } of trail) yield by;
}

const lastWitness = (trail: readonly LineWithTexts[]): string => {
  const last = trail.at(-1);
  return last ? witness(last) : '';
};

const historyLine = (line: LineWithTexts): HistoryLine => ({
  at: line.at,
  event: line.event,
  byId: line.by,
  role: line.role,
  reason: line.texts.find(({ field }) => field === 'reason')?.text ?? '',
  witness: witness(line),
});

/** The proposal's own fields in the newest `resubmit`, which names only what differs. */
function changedOnResubmit(trail: readonly LineWithTexts[]): readonly string[] {
  const last = trail.findLast(({ event }) => event === 'propose' || event === 'resubmit');
  if (last?.event !== 'resubmit') return [];
  const shown: readonly string[] = [
    ...textFields,
    'treatment',
    'residualRisk',
    'reviewOn',
    'riskOwnerId',
  ];
  return Object.keys(last.set).filter((field) => shown.includes(field) && field !== 'reason');
}
