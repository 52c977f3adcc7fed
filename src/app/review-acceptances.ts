import { type Acceptance, decided, inForce, undecided } from '../domain/acceptance.ts';
import {
  dayOf,
  daysBetween,
  endOfDay,
  mondayOf,
  plusDays,
  startOfDay,
} from '../domain/calendar.ts';
import { type Control, controlKey } from '../domain/control.ts';
import type { Holders } from '../domain/duties.ts';
import { turnOf } from '../domain/workflow.ts';
import { syncView, whoseTurn } from './acceptance-view.ts';
import { asks } from './asking.ts';
import { needsHand } from './by-hand.ts';
import type { Finding } from './drift-ports.ts';
import { orSilent } from './directory-silent.ts';
import type { Ports } from './ports.ts';
import type { UnownedLine } from './review-controls.ts';
import { notImplementedLines } from './review-implemented.ts';

/** How far ahead a review counts as due. */
const AHEAD_DAYS = 30;
/** From when on what waits for somebody is told. */
const STUCK_DAYS = 2;

/** What of the register needs somebody, and what IT managers decided alone in the week of a review and the one before; all, or one. */
export async function registerLines(
  ports: Ports,
  week: string,
  only?: Acceptance,
): Promise<readonly UnownedLine[]> {
  const seen = await lookAround(ports, week, only);
  const lines: UnownedLine[] = [];
  for (const one of seen.acceptances)
    lines.push(
      ...(await writeBackLine(ports, one, seen)),
      ...driftLine(one, seen),
      ...reviewLine(one, seen),
      ...lowLine(one, seen),
    );
  const implemented = await notImplementedLines(ports, seen, only);
  return [...lines, ...implemented, ...(await stuckLines(ports, seen))];
}

/** All that the lines are told from. */
interface Seen {
  readonly at: Date;
  readonly today: string;
  readonly monday: string;
  readonly zone: string;
  readonly acceptances: readonly Acceptance[];
  readonly ofControl: ReadonlyMap<string, readonly Acceptance[]>;
  readonly controls: ReadonlyMap<string, Control>;
  /** What was found of what is in force. */
  readonly drifted: ReadonlyMap<string, Finding>;
}

async function lookAround(ports: Ports, week: string, only: Acceptance | undefined): Promise<Seen> {
  const { store, policy, now } = ports;
  const at = now();
  const zone = policy.timeZone;
  const days = { zone, today: dayOf(at, zone), monday: mondayOf(week) };
  const [controls, drifts] = await Promise.all([
    store.controls(),
    store.openDrifts(only?.controlId),
  ]);
  const drifted = new Map(
    drifts
      .filter((one) => one.class === 'lost' || one.class === 'changed')
      .map((one) => [one.acceptanceId ?? '', one]),
  );
  const acceptances = only
    ? [only]
    : [...(await concerned(ports, days)), ...(await found(ports, [...drifted.keys()]))];
  const controlKeys = [...new Set(acceptances.map(({ controlId }) => controlKey(controlId)))];
  const all = await store.list({ controlKeys });
  return {
    ...days,
    ...{ at, acceptances: [...new Map(acceptances.map((one) => [one.id, one])).values()] },
    ofControl: Map.groupBy(all, ({ controlId }) => controlKey(controlId)),
    controls: new Map(controls.map((one) => [controlKey(one.id), one])),
    drifted,
  };
}

const found = async ({ store }: Ports, ids: readonly string[]): Promise<readonly Acceptance[]> =>
  (await Promise.all(ids.map((id) => store.find(id)))).filter((one) => one !== undefined);

/** What may have a line: however long the register is, no more of it than that. */
async function concerned(
  { store }: Ports,
  { today, monday, zone }: Pick<Seen, 'today' | 'monday' | 'zone'>,
): Promise<readonly Acceptance[]> {
  const found = await Promise.all([
    store.list({ states: [...undecided, 'Approved'] }),
    store.unseen(),
    store.list({ states: inForce, reviewUntil: plusDays(today, AHEAD_DAYS) }),
    store.list({
      decidedFrom: startOfDay(plusDays(monday, -7), zone),
      decidedTo: endOfDay(plusDays(monday, 6), zone),
    }),
  ]);
  return found.flat();
}

const line = (
  one: Acceptance,
  own: Pick<UnownedLine, 'kind' | 'since'> & Partial<UnownedLine>,
): UnownedLine => ({
  subject: one.id,
  title: one.facts.title,
  controlId: one.controlId,
  acceptanceId: one.id,
  reviewOn: undefined,
  points: one.facts.pointsAtRisk,
  waitsFor: [],
  trouble: '',
  ...own,
});

const day = (instant: string, { zone }: Pick<Seen, 'zone'>): string =>
  dayOf(new Date(instant), zone);

/** Decided or ended, and Secure Score does not show it: something stands in the way, or it takes too long. */
async function writeBackLine(
  { store, policy }: Ports,
  one: Acceptance,
  { at, controls, ofControl, zone }: Seen,
): Promise<readonly UnownedLine[]> {
  const key = controlKey(one.controlId);
  const others = ofControl.get(key) ?? [];
  if (inForce.includes(one.state) || !asks(one, others)) return [];
  const sync = await store.sync(one.controlId);
  const byHand = needsHand(policy, one, { control: controls.get(key), others }, sync);
  const { trouble, late } = syncView(one, sync, { at, byHand, others });
  const hindrance = byHand ? 'byHand' : trouble;
  if (hindrance === '' && !late) return [];
  return [line(one, { kind: 'writeBack', since: day(askedAt(one), { zone }), trouble: hindrance })];
}

/** When its decision, or its end, asked for what Secure Score should show. */
const askedAt = ({ endedAt, decidedAt, proposedAt }: Acceptance): string =>
  endedAt ?? decidedAt ?? proposedAt;

/** In force, and Secure Score says something else: since that was set there. */
function driftLine(one: Acceptance, seen: Seen): readonly UnownedLine[] {
  const found = seen.drifted.get(one.id);
  return found ? [line(one, { kind: 'drift', since: day(found.since, seen) })] : [];
}

function reviewLine(one: Acceptance, seen: Seen): readonly UnownedLine[] {
  const { state, reviewOn, inForceSince } = one;
  if (!inForce.includes(state) || reviewOn === null) return [];
  if (reviewOn < seen.today)
    return [line(one, { kind: 'overdue', reviewOn, since: plusDays(reviewOn, 1) })];
  const ahead = plusDays(reviewOn, -AHEAD_DAYS);
  if (ahead > seen.today) return [];
  const began = inForceSince === null ? '' : day(inForceSince, seen);
  return [line(one, { kind: 'due', reviewOn, since: began > ahead ? began : ahead })];
}

/** From the Monday before the review on: what is decided after it stands on the next one as well. */
function lowLine(one: Acceptance, seen: Seen): readonly UnownedLine[] {
  const { route, state, decidedAt } = one;
  if (route !== 'low' || decidedAt === null || !decided.includes(state)) return [];
  const since = day(decidedAt, seen);
  const told = plusDays(seen.monday, -7) <= since && since < plusDays(seen.monday, 7);
  return told ? [line(one, { kind: 'low', since })] : [];
}

async function stuckLines(ports: Ports, seen: Seen): Promise<readonly UnownedLine[]> {
  const waiting = seen.acceptances.filter(({ state }) => undecided.includes(state));
  const all = await Promise.all(
    waiting.map(async (one) => [one, await waitsSince(ports, one, seen)] as const),
  );
  const stuck = all.filter(([, from]) => daysBetween(from, seen.today) >= STUCK_DAYS);
  if (stuck.length === 0) return [];
  const holders = await holdersNow(ports);
  const names = await ports.store.names(stuck.map(([{ proposerId }]) => proposerId));
  return stuck.map(([one, from]) => {
    const waitsFor =
      one.state === 'ChangesRequested'
        ? [names.get(one.proposerId) ?? 'somebody']
        : whoseTurn(one, { holders, policy: ports.policy }).map(({ name }) => name);
    return line(one, { kind: 'stuck', since: from, waitsFor });
  });
}

/** The day on which it became somebody's turn. */
async function waitsSince({ store }: Ports, one: Acceptance, seen: Seen): Promise<string> {
  const trail = await store.trail(one.id);
  const turn = turnOf(one, trail);
  const began = trail.find(({ revision }) => revision === turn?.revision);
  return day(began?.at ?? one.proposedAt, seen);
}

/** Nobody is named where the directory does not answer: the review does not wait for that. */
async function holdersNow({ directory }: Ports): Promise<Holders> {
  const asked = Promise.all([directory.holders('itManager'), directory.holders('ciso')]);
  const found = await orSilent(asked);
  const [itManager, ciso] = found === 'silent' ? [[], []] : found;
  return { itManager, ciso };
}
