import type { Engine } from './engine.ts';
import type { Ports } from './ports.ts';
import { readControls } from './read-controls.ts';
import { nextInstant, nextReading } from './schedule.ts';

/** Moves a clock that can be set from one due instant to the next, each run at its own time, in order. */
export async function advance(
  ports: Ports,
  engine: Pick<Engine, 'settle'>,
  set: (to: Date) => Promise<void>,
  target: Date,
): Promise<void> {
  for (let next = await settled(ports, engine); next <= target; next = await settled(ports, engine))
    // A clock that runs may have passed it meanwhile.
    await set(new Date(Math.max(next.getTime(), ports.now().getTime() + 1)));
  if (target > ports.now()) await set(target);
  await readControls(ports);
  await engine.settle();
}

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
