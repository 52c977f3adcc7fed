import { type Acceptance, final, type Portfolio, undecided } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Control } from '../domain/control.ts';
import { approvers, reviewers } from '../domain/duties.ts';
import type { Situation } from '../domain/attempt.ts';
import type { Person } from '../domain/person.ts';
import { achievablePercent, riskAccepted } from '../domain/score.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import { choices, obstacle } from '../domain/workflow.ts';
import type { Event } from '../domain/workflow-table.ts';
import { changedOnResubmit, type HistoryLine, historyLine, idsIn } from './acceptance-history.ts';
import { asks } from './asking.ts';
import type { Ports, SyncState, Trouble } from './ports.ts';
import { situationFor, withSync } from './situation.ts';
import { isBeingSucceeded, type SuccessionView, successionView } from './succession-view.ts';
import { takerOf } from './taker.ts';

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
  /** Who of them took it, by object id. */
  readonly takenBy: string | undefined;
  /** It waits for the viewer and others, and nobody took it yet. */
  readonly mayTake: boolean;
  /** It has ended, and the viewer may propose the same recommendation again now. */
  readonly mayProposeAgain: boolean;
  readonly succession: SuccessionView;
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
  /** The page with the whole history, for this viewer and the next minutes; on a card that they asked for. */
  readonly page: string | undefined;
}

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
  const situation = withSync(policy, acceptance, found, sync);
  const turn = whoseTurn(acceptance, situation);
  const [names, reached, takenBy] = await Promise.all([
    store.names([...idsIn(acceptance, trail)]),
    Promise.all(turn.map(({ id }) => ports.messenger.reaches(id))),
    takerAmong(ports, acceptance, turn),
  ]);
  const succession = successionView(acceptance, situation.others);
  return {
    acceptance,
    viewerId: viewer.id,
    viewerIsAuditor: viewer.grants.some(({ role }) => role === 'auditor'),
    asked,
    choices: offered(choices(acceptance, viewer, situation), succession),
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
    takenBy,
    mayTake: turn.length > 1 && takenBy === undefined && turn.some(({ id }) => id === viewer.id),
    mayProposeAgain: mayProposeAgain(acceptance, viewer, situation),
    succession,
    witness: undecided.includes(acceptance.state) ? '' : lastWitness(trail),
    ...portfolio,
    earlier: situation.others.filter(
      (other) => other.id !== acceptance.id && other.state === 'Rejected',
    ),
    changed: changedOnResubmit(trail),
    history: trail.map(historyLine),
    link: links.acceptance(acceptance.id),
    // It is another one each time: on a card that came by itself it would be a change to show.
    page: asked ? links.page(acceptance.id, viewer.id) : undefined,
  };
}

/** What is being renewed or replaced is not renewed a second time. */
const offered = (events: readonly Event[], succession: SuccessionView): readonly Event[] =>
  isBeingSucceeded(succession) ? events.filter((on) => on !== 'renew') : events;

/** Where it waits for one person alone, nobody has to take it. */
async function takerAmong(
  ports: Ports,
  acceptance: Acceptance,
  turn: readonly Person[],
): Promise<string | undefined> {
  const taker = turn.length > 1 ? await takerOf(ports, acceptance) : undefined;
  return turn.find(({ id }) => id === taker)?.id;
}

const mayProposeAgain = ({ state }: Acceptance, viewer: Person, situation: Situation): boolean =>
  final.includes(state) &&
  viewer.grants.some(({ role }) => role !== 'auditor') &&
  obstacle(situation) === undefined;

/** The people whose turn it is to decide, by the same rules that judge their press. */
export function whoseTurn(
  acceptance: Acceptance,
  { holders, policy }: Pick<Situation, 'holders' | 'policy'>,
): readonly Person[] {
  if (acceptance.state === 'InReview') return reviewers(holders, acceptance);
  if (acceptance.state === 'InApproval') return approvers(holders, acceptance, policy);
  return [];
}

const LATE_MS = 48 * 3_600_000;

/** When Secure Score was asked last: by the decision, or again since. */
const lastAsked = ({ endedAt, decidedAt }: Acceptance, { askedAt }: SyncState): string | null => {
  const decided = endedAt ?? decidedAt;
  return decided !== null && askedAt !== null && askedAt > decided ? askedAt : decided;
};

/** How an acceptance stands between the record and Secure Score. */
export function syncView(
  acceptance: Acceptance,
  sync: SyncState,
  { at, byHand, others }: Pick<Situation, 'at' | 'byHand' | 'others'>,
): AcceptanceView['sync'] {
  const asked = lastAsked(acceptance, sync);
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
  const [{ controlKeys, ...portfolio }, reading, controls] = await Promise.all([
    store.accepted(acceptance.id),
    store.controlsAsOf(),
    store.controls(),
  ]);
  const totals = reading?.score;
  if (!totals) return { portfolio, achievable: undefined };
  const thisOne = riskAccepted([{ ...acceptance, state: 'Approved' }]);
  const now = achievablePercent({ totals, controls, acceptedKeys: controlKeys });
  const acceptedKeys = new Set([...controlKeys, ...thisOne]);
  const withThis = achievablePercent({ totals, controls, acceptedKeys });
  const isKnown = now !== null && withThis !== null;
  return { portfolio, achievable: isKnown ? { now, withThis } : undefined };
}

const lastWitness = (trail: readonly LineWithTexts[]): string => {
  const last = trail.at(-1);
  return last ? witness(last) : '';
};
