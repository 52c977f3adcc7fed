import { deputyshipIn } from '../domain/deputy-words.ts';
import { sayDay } from '../domain/calendar.ts';
import { type Grant, roleNames, theSystem } from '../domain/person.ts';

type Names = Readonly<Record<string, string>>;

/** A person as the page calls them. */
export const nameOf = (names: Names, id: string): string =>
  id === theSystem.id ? theSystem.name : (names[id] ?? 'somebody');

/** The role, for whom it was held where that is not oneself, and where it comes from. */
export function rightWords(
  { role, from }: Grant,
  names: Names,
): { readonly role: string; readonly source: string } {
  const deputy = deputyshipIn(from);
  if (!deputy) return { role: roleNames[role], source: from };
  const days = `${sayDay(deputy.from)} to ${sayDay(deputy.to)}`;
  return {
    role: `${roleNames[role]} for ${nameOf(names, deputy.principalId)}`,
    source: `deputy, ${days}`,
  };
}
