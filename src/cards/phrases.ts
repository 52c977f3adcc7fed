import { sayInstant } from '../domain/calendar.ts';
import { theSystem } from '../domain/person.ts';

/** Points, always with two decimals. */
export const points = (value: number): string => value.toFixed(2);

export const percent = (value: number): string => `${value.toFixed(1)}\u00a0%`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** Of how long ago the facts on a card are. */
export const asOf = (at: string, zone: string): string =>
  at === '' ? 'As of: not read yet.' : `As of ${sayInstant(at, zone)}.`;

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
