import type { Engine } from './engine.ts';
import type { Ports } from './ports.ts';
import { nextInstant, nextReading } from './schedule.ts';

/**
 * Moves a clock that can be set from one due instant to the next, each run at its own time, in order; where it
 * arrives, a snapshot is taken.
 */
export async function advance(
  ports: Ports,
  engine: Pick<Engine, 'settle'>,
  set: (to: Date) => Promise<void>,
  target: Date,
): Promise<void> {
  let arrived = ports.now();
  const go = async (to: Date): Promise<void> => {
    await set(to);
    arrived = ports.now();
  };
  for (let next = await settled(ports, engine); next <= target; next = await settled(ports, engine))
    // A clock that runs may have passed it meanwhile.
    await go(new Date(Math.max(next.getTime(), ports.now().getTime() + 1)));
  if (target > ports.now()) await go(target);
  if (await isReadSince(ports, arrived)) return;
  await ports.store.arm([{ kind: 'takeSnapshot', day: 'start' }], ports.now());
  await engine.settle();
}

/** The clock stands where the day's own snapshot has just been taken. */
const isReadSince = async ({ store }: Ports, at: Date): Promise<boolean> =>
  ((await store.controlsAsOf())?.asOf ?? '') >= at.toISOString();

/** The instant at which there is something to do again, once all that is due now has been tried. */
async function settled(ports: Ports, { settle }: Pick<Engine, 'settle'>): Promise<Date> {
  await settle();
  const next = await nextInstant(ports);
  if (next > ports.now()) return next;
  // Asked for meanwhile. What is not done after that, time goes on without.
  await settle();
  const later = await nextInstant(ports);
  return later > ports.now() ? later : nextReading(ports);
}
