import type { Effect } from '../domain/effect.ts';
import { checkAcceptances } from './check-acceptances.ts';
import { checkAlerts } from './check-alerts.ts';
import { checkDrift } from './check-drift.ts';
import { runClock } from './clock.ts';
import { closeRenewed } from './close-renewed.ts';
import { escalate, tellWaiting } from './escalate.ts';
import { listDrift, listDrifts } from './list-drift.ts';
import { announcePolicy, tellPolicy } from './policy-on-record.ts';
import type { Task } from './outbox-ports.ts';
import type { Ports, Progress } from './ports.ts';
import { lateReview, postReview, showReview } from './post-review.ts';
import { dailyReading } from './read-controls.ts';
import { remind, remindAbout } from './remind.ts';
import { show, showTo } from './show-acceptance.ts';
import { showAlert } from './show-alert.ts';
import { showDrift, showDrifts } from './show-drift.ts';
import { syncControl } from './sync-control.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { announceDeputy, tellDeputy } from './tell-deputy.ts';
import { announce, callUp, tell, tellAlarm, tellOwner } from './tell.ts';

const SHORTEST_MS = 1_000;
const FIRST_MS = 30_000;
const LONGEST_MS = 6 * 3_600_000;

/** Real time after which a claim is held on to; less than half of how long it lasts. */
const KEEP_MS = 30_000;

/** How many effects are carried out at a time. */
export const abreast = 4;

/** Carries out every effect that is due, a few abreast. Takes no further one once it must not go on. */
export async function carryOut(ports: Ports, goesOn = (): boolean => true): Promise<void> {
  await Promise.all(Array.from({ length: abreast }, () => carryOn(ports, { goesOn })));
}

/** One of those who carry out: takes what is due, one after another, and puts off what is not there yet or fails. */
export async function carryOn(
  ports: Ports,
  {
    goesOn,
    more = () => undefined,
  }: {
    readonly goesOn: () => boolean;
    /** Called when there may be work for others as well. */
    readonly more?: () => void;
  },
): Promise<void> {
  const { store, now } = ports;
  const take = async (): Promise<Task | undefined> => (goesOn() ? store.claim(now()) : undefined);
  for (let next = await take(); next; next = await take()) {
    const task = next;
    const progress = await held(ports, task).catch((error: unknown): Progress => {
      ports.log.fault('effect-failed', error, { key: task.key });
      return { again: 'failed' };
    });
    if (progress === 'done') await store.finish(task);
    else await store.postpone(task, later(now(), task, progress), progress.again);
    if (task.effect.kind === 'show') more();
  }
}

/** Carries out a task in one's own hands, however long it takes: a first import takes minutes. */
async function held(ports: Ports, task: Task): Promise<Progress> {
  const keeping = setInterval(() => {
    ports.store.keep(task).catch((error: unknown) => {
      ports.log.fault('claim-not-kept', error, { key: task.key });
    });
  }, KEEP_MS).unref();
  try {
    return await bring(ports, task.effect);
  } finally {
    clearInterval(keeping);
  }
}

type Bring = {
  readonly [Kind in Effect['kind']]: (
    ports: Ports,
    effect: Extract<Effect, { kind: Kind }>,
  ) => Promise<Progress>;
};

const carriers: Bring = {
  show: (ports, { acceptanceId }) => show(ports, acceptanceId),
  showTo: (ports, { acceptanceId, personId }) => showTo(ports, acceptanceId, personId),
  tell: (ports, effect) => tell(ports, effect),
  announce: (ports, effect) => announce(ports, effect),
  callUp: (ports, { personId }) => callUp(ports, personId),
  syncControl: (ports, { controlId }) => syncControl(ports, controlId),
  clock: (ports, { acceptanceId }) => runClock(ports, acceptanceId),
  remindAbout: (ports, effect) => remindAbout(ports, effect),
  remind: (ports, effect) => remind(ports, effect),
  escalate: (ports, effect) => escalate(ports, effect),
  tellWaiting: (ports, effect) => tellWaiting(ports, effect),
  closeRenewed: (ports, { acceptanceId }) => closeRenewed(ports, acceptanceId),
  checkAcceptances: (ports, { day }) => checkAcceptances(ports, day),
  checkDrift: (ports) => checkDrift(ports),
  showDrifts: (ports, { driftId }) => showDrifts(ports, driftId),
  showDrift: (ports, { driftId, personId }) => showDrift(ports, driftId, personId),
  listDrifts: (ports) => listDrifts(ports),
  listDrift: (ports, { personId }) => listDrift(ports, personId),
  readControls: (ports) => dailyReading(ports),
  takeSnapshot: (ports, { day }) => takeSnapshot(ports, day),
  checkAlerts: (ports, { day }) => checkAlerts(ports, day),
  showAlert: (ports, { alertId }) => showAlert(ports, alertId),
  postReview: (ports, { week }) => postReview(ports, week),
  showReview: (ports, { week }) => showReview(ports, week),
  lateReview: (ports, { week }) => lateReview(ports, week),
  tellOwner: (ports, effect) => tellOwner(ports, effect),
  announceDeputy: (ports, effect) => announceDeputy(ports, effect),
  tellDeputy: (ports, effect) => tellDeputy(ports, effect),
  tellPolicy: (ports, { version, personId }) => tellPolicy(ports, version, personId),
  announcePolicy: (ports, { version }) => announcePolicy(ports, version),
  alarm: (ports, { controlId, personId }) => tellAlarm(ports, controlId, personId),
};

const bring = async (ports: Ports, effect: Effect): Promise<Progress> =>
  (carriers[effect.kind] as (ports: Ports, effect: Effect) => Promise<Progress>)(ports, effect);

/**
 * As asked, else half a minute, doubled with every attempt, at most six hours. A service that keeps asking
 * for next to no time is given more each time.
 */
function later(
  now: Date,
  { attempts }: Task,
  { afterMs, retryAfterMs }: Exclude<Progress, 'done'>,
): Date {
  const doubled = (first: number): number => Math.min(first * 2 ** (attempts - 1), LONGEST_MS);
  const asked = retryAfterMs === undefined ? afterMs : Math.max(retryAfterMs, doubled(SHORTEST_MS));
  return new Date(now.getTime() + (asked ?? doubled(FIRST_MS)));
}
