import { sayDay, sayInstant } from '../domain/calendar.ts';
import { actorWords, deputyshipIn } from '../domain/deputy-words.ts';
import { type Role, roleNames, theSystem } from '../domain/person.ts';

/** Points, always with two decimals. */
export const points = (value: number): string => value.toFixed(2);

export const percent = (value: number): string => `${value.toFixed(1)}\u00a0%`;

/** As `percent`, of a figure that somebody set: `82 %`, `82.5 %`. */
export const roundPercent = (value: number): string =>
  `${String(Math.round(value * 10) / 10)}\u00a0%`;

/** A change, with its sign; what rounds to nothing has none. */
export function signed(value: number, decimals: number): string {
  const size = Math.abs(value).toFixed(decimals);
  if (Number(size) === 0) return size;
  return `${value < 0 ? '−' : '+'}${size}`;
}

/** `−11.20 points`. */
export const signedPoints = (value: number): string => `${signed(value, 2)} points`;

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** Of how long ago the facts on a card are. */
export const asOf = (at: string, zone: string): string =>
  at === '' ? 'As of: not read yet.' : `As of ${sayInstant(at, zone)}.`;

/** A day without its year, where that is the year of the day it is seen from. */
export const nearDay = (day: string, from: string): string =>
  day.slice(0, 4) === from.slice(0, 4) ? sayDay(day).slice(0, -5) : sayDay(day);

/** How old the data of Secure Score are: the day that they tell of, and when they were read. */
export function dataAge(age: {
  readonly day: string | undefined;
  readonly asOf: string;
  readonly zone: string;
}): string {
  const data = age.day === undefined ? 'No data of Secure Score yet' : `Data of ${sayDay(age.day)}`;
  const read = age.asOf === '' ? 'not read yet' : `read ${sayInstant(age.asOf, age.zone)}`;
  return `${data}; ${read}.`;
}

const MOST_NAMES = 4;

/** `A, B and 3 others`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => shorten(name, 80));
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${counted(left, 'other')}`;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${String(shown.at(-1))}`;
}

/** A text cut where it is too long, which it then says. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).toWellFormed().trimEnd()}… (shortened)`;
}

/** The first sentence, on one line and not too long for a phone. */
export function firstSentence(text: string, most = 200): string {
  const [sentence = ''] = /^.*?[.!?…](?=\s|$)/su.exec(text) ?? [text.split('\n', 1)[0] ?? ''];
  const flat = sentence.replace(/\s+/g, ' ').trim();
  return flat.length <= most ? flat : `${flat.slice(0, most).toWellFormed().trimEnd()}…`;
}

/** A person as the card calls them. */
export function nameOf(names: Readonly<Record<string, string>>, id: string): string {
  if (id === theSystem.id) return theSystem.name;
  return shorten(names[id] ?? 'somebody', 80);
}

/** Whoever acted as the card calls them, with the one for whom they did: `B for A (deputy, 1 to 14 August)`. */
export function actorOf(
  names: Readonly<Record<string, string>>,
  id: string,
  roleFrom: string | null,
): string {
  const ids = [id, deputyshipIn(roleFrom)?.principalId ?? id];
  return actorWords(Object.fromEntries(ids.map((one) => [one, nameOf(names, one)])), id, roleFrom);
}

/** As `actorOf`, with the role in which they did it: `Mia Maro (IT manager)`. */
export function actorIn(
  names: Readonly<Record<string, string>>,
  { id, role, roleFrom }: ActorRole,
): string {
  const actor = actorOf(names, id, roleFrom);
  if (role === null) return actor;
  return deputyshipIn(roleFrom)
    ? `${actor} as ${roleNames[role]}`
    : `${actor} (${roleNames[role]})`;
}

interface ActorRole {
  readonly id: string;
  readonly role: Role | null;
  readonly roleFrom: string | null;
}
