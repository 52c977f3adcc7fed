import type { Control } from '../domain/control.ts';
import type { Effect } from '../domain/effect.ts';
import type { GraphAnswer, GraphFault } from './graph-ports.ts';
import type { Ports, Progress } from './ports.ts';
import { driftedIn } from './verify-register.ts';

const FRESH_MS = 15 * 60_000;
/** Whoever waits for a form waits no longer: Teams would give up. What arrives later is kept all the same. */
const PATIENCE_MS = 2_000;

/** Reads all of the tenant's controls from Graph and keeps them, with the instant of the reading. */
export async function readControls(ports: Ports): Promise<Progress> {
  const answer = await controlsNow(ports);
  return answer.ok ? 'done' : putOff(answer);
}

/** As `readControls`; answers them as well. */
export async function controlsNow({
  secureScore,
  store,
  now,
}: Pick<Ports, 'secureScore' | 'store' | 'now'>): Promise<GraphAnswer<readonly Control[]>> {
  const asOf = now();
  const answer = await secureScore.read();
  if (!answer.ok) return answer;
  await store.saveControls(answer.value, asOf.toISOString());
  return { ok: true, value: answer.value.controls };
}

/** The day's reading, as it stood in the outbox before days were kept. */
export async function dailyReading(ports: Ports): Promise<Progress> {
  const progress = await readControls(ports);
  if (progress !== 'done') return progress;
  await ports.store.arm(await showsDue(ports), ports.now());
  return 'done';
}

/** The cards of what is not in line with Secure Score, which tell what a reading found, and how late it is. */
export async function showsDue({ store }: Pick<Ports, 'store'>): Promise<readonly Effect[]> {
  const [open, drifted] = await Promise.all([
    store.list({ states: ['Approved'] }),
    driftedIn(store),
  ]);
  return [...open, ...drifted].map(({ id }) => ({ kind: 'show', acceptanceId: id }));
}

/** What a failure of Graph means for the effect that met it. */
export const putOff = ({ trouble, retryAfterMs }: GraphFault): Exclude<Progress, 'done'> => ({
  again: trouble,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const patience = (): Promise<Progress> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve({ again: 'slow' });
    }, PATIENCE_MS).unref();
  });

/** Reads the controls again when they are older than 15 minutes; goes on with what is there when Graph does not answer. */
export async function refreshIfOld(ports: Ports): Promise<void> {
  const reading = await ports.store.controlsAsOf();
  const age = reading ? ports.now().getTime() - Date.parse(reading.asOf) : Infinity;
  // A reading from the future is one from before the sandbox's clock was put back.
  if (age >= 0 && age <= FRESH_MS) return;
  await refreshNow(ports);
}

/** What was read out of turn is compared with the record as well. */
async function readAndCheck(ports: Ports): Promise<Progress> {
  const progress = await readControls(ports);
  if (progress === 'done') await ports.store.arm([{ kind: 'checkDrift' }], ports.now());
  return progress;
}

/** Reads the controls now; goes on with what is there when Graph takes its time. */
export async function refreshNow(ports: Ports): Promise<void> {
  const read = readAndCheck(ports).catch((error: unknown): Progress => {
    ports.log.fault('controls-not-read', error);
    return { again: 'failed' };
  });
  const progress = await Promise.race([read, patience()]);
  if (progress !== 'done') ports.log.warn('controls-not-read', { trouble: progress.again });
}
