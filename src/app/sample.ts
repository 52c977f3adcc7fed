import { type Acceptance, inForce } from '../domain/acceptance.ts';
import { whoseDoing } from '../domain/acting.ts';
import { drawn } from '../domain/sample.ts';
import type { LineWithTexts } from '../domain/trail.ts';
import { namesOf } from './answer-names.ts';
import type { Ports } from './ports.ts';

/** Acceptances drawn by chance from all that are in force, each with its whole trail: for an auditor. */
export interface Sample {
  readonly items: readonly Sampled[];
  /** How many there are to draw from. */
  readonly total: number;
  readonly seed: string;
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
  readonly at: string;
}

export interface Sampled {
  readonly acceptance: Acceptance;
  readonly trail: readonly LineWithTexts[];
}

/** Draws a sample. What chance there is lies in the seed: the same one draws the same from the same register. */
export async function sampleInForce(
  ports: Ports,
  { count, seed }: { readonly count: number; readonly seed: string },
): Promise<Sample> {
  const { store, policy, now } = ports;
  const all = new Map((await store.list({ states: inForce })).map((one) => [one.id, one]));
  const chosen = drawn([...all.keys()], count, seed).flatMap((id) => all.get(id) ?? []);
  const items = await Promise.all(
    chosen.map(async (acceptance) => ({ acceptance, trail: await store.trail(acceptance.id) })),
  );
  const lines = items.flatMap(({ trail }) => trail);
  const people = lines.flatMap(({ by, roleFrom }) => whoseDoing(by, roleFrom));
  return {
    items,
    total: all.size,
    seed,
    names: await namesOf(ports, chosen, people),
    zone: policy.timeZone,
    at: now().toISOString(),
  };
}
