import { dayOf } from '../domain/calendar.ts';
import type { Deputy } from '../domain/deputy.ts';
import type { Ports } from './ports.ts';

/** Those who stand in for others now or later, with everybody's name. */
export interface DeputyList {
  readonly deputies: readonly Deputy[];
  readonly names: Readonly<Record<string, string>>;
  readonly today: string;
  readonly at: string;
  readonly zone: string;
}

/** Those who stand in for others now or later; the first to begin first. */
export async function deputyList({ store, now, policy }: Ports): Promise<DeputyList> {
  const [at, zone] = [now(), policy.timeZone];
  const today = dayOf(at, zone);
  const deputies = await store.deputiesFrom(today);
  const ids = deputies.flatMap(({ principalId, deputyId }) => [principalId, deputyId]);
  return {
    deputies,
    names: Object.fromEntries(await store.names(ids)),
    today,
    at: at.toISOString(),
    zone,
  };
}
