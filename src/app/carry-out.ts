import type { Effect } from '../domain/effect.ts';
import { announcePolicy, tellPolicy } from './policy-on-record.ts';
import type { Ports, Progress, Task } from './ports.ts';
import { dailyReading } from './read-controls.ts';
import { show, showTo } from './show-acceptance.ts';
import { syncControl } from './sync-control.ts';
import { announce, callUp, tell, tellAlarm } from './tell.ts';

const SHORTEST_MS = 1_000;
const FIRST_MS = 30_000;
const LONGEST_MS = 6 * 3_600_000;

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
    const progress = await bring(ports, task.effect).catch((error: unknown): Progress => {
      ports.log.fault('effect-failed', error, { key: task.key });
      return { again: 'failed' };
    });
    if (progress === 'done') await store.finish(task);
    else await store.postpone(task, later(now(), task, progress), progress.again);
    if (task.effect.kind === 'show') more();
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
  readControls: (ports) => dailyReading(ports),
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
