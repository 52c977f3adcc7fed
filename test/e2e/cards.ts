import type { ChatMessage } from '../../src/sandbox/api.ts';

type Data = Readonly<Record<string, unknown>>;

export interface ButtonSeen {
  readonly title: string;
  readonly verb: string;
  readonly data: Data;
  readonly url: string;
}

export interface InputSeen {
  readonly id: string;
  readonly value: string;
}

/** Every object of a card, from the top; what is only a stand-in for old clients apart. */
function* objectsOf(part: unknown): Generator<Data> {
  if (Array.isArray(part)) for (const one of part) yield* objectsOf(one);
  else if (part !== null && typeof part === 'object') {
    yield part as Data;
    for (const [key, value] of Object.entries(part))
      if (key !== 'fallback' && key !== 'data') yield* objectsOf(value);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** All that a card says, its inputs apart. */
export const wordsOf = (card: unknown): string =>
  [...objectsOf(card)]
    .map((one) => text(one['text']))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

export const buttonsOf = (card: unknown): readonly ButtonSeen[] =>
  [...objectsOf(card)]
    .filter(({ type }) => text(type).startsWith('Action.'))
    .map(({ title, verb, data, url }) => ({
      title: text(title),
      verb: text(verb),
      data: (data ?? {}) as Data,
      url: text(url),
    }));

export const titlesOf = (card: unknown): readonly string[] =>
  buttonsOf(card).map(({ title }) => title);

export const inputsOf = (card: unknown): readonly InputSeen[] =>
  [...objectsOf(card)]
    .filter(({ type }) => text(type).startsWith('Input.'))
    .map(({ id, value }) => ({ id: text(id), value: text(value) }));

/** What stands in a field. */
export const valueOf = (card: unknown, id: string): string | undefined =>
  inputsOf(card).find((input) => input.id === id)?.value;

/** The data of a button, as a client would send it without anything typed. */
export const dataOf = (card: unknown, verb: string): Data | undefined =>
  buttonsOf(card).find((button) => button.verb === verb)?.data;

export const idIn = (card: unknown): string => /RA-\d{4}-\d{4,}/.exec(wordsOf(card))?.[0] ?? '';

export const said = ({ text: words, card }: ChatMessage): string => `${words} ${wordsOf(card)}`;
