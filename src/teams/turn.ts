import type { Ports } from '../app/ports.ts';
import type { Person } from '../domain/person.ts';

/** Where something is said: what may be shown depends on it. */
export type Place = 'personal' | 'governanceChannel' | 'elsewhere';

/** One thing said or pressed: the world, who, and where. */
export interface Turn {
  readonly ports: Ports;
  readonly person: Person;
  readonly place: Place;
  /** Object ids of those who were mentioned, by their names in lower case. */
  readonly mentioned?: Readonly<Record<string, string>>;
}

export const stranger =
  'Scorekeeper does not know you: it answers people of this organisation only.';
export const otherTenant = 'Scorekeeper answers people of its own organisation only.';
export const noRole =
  'You hold no role in Scorekeeper. Ask your administrator, or ask in the governance channel.';
export const directoryDown =
  'The directory does not answer now, so nobody could be authorised. Nothing was changed: try again in a minute.';

/** The four roles may read anywhere; anybody may ask in the governance channel. */
export const mayRead = ({ person, place }: Turn): boolean =>
  person.grants.length > 0 || place === 'governanceChannel';

/** Who may propose. */
export const mayPropose = ({ person }: Pick<Turn, 'person'>): boolean =>
  person.grants.some(({ role }) => role !== 'auditor');
