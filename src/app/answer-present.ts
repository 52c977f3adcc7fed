import type { DayTotals } from '../domain/history.ts';
import type { Ports } from './ports.ts';

/** What a period's words are read against: what today is in the tenant's zone, and the newest day on record. */
export interface Present {
  readonly today: string;
  readonly newest: DayTotals;
}

/** A day after all that Secure Score will ever have. */
const LAST_DAY = '9999-12-31';

/** The newest day on record; undefined without any. */
export const newestDay = ({ store }: Pick<Ports, 'store'>): Promise<DayTotals | undefined> =>
  store.dayAt(LAST_DAY);

/** The day on which the record begins. */
export const firstDay = async (
  { store }: Ports,
  { newest }: Pick<Present, 'newest'>,
): Promise<DayTotals> => (await store.oldestDay()) ?? newest;
