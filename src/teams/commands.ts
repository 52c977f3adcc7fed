import { distance } from 'fastest-levenshtein';

export type RegisterFilter = 'all' | 'open' | 'active' | 'due' | 'overdue';

export type ChatCommand =
  | { readonly is: 'help' }
  | {
      readonly is: 'recommendations';
      readonly words: string;
      readonly category?: string;
      readonly bucket?: number;
      readonly status?: 'open' | 'accepted' | 'completed';
    }
  | { readonly is: 'recommendation'; readonly words: string }
  | { readonly is: 'propose'; readonly words: string }
  | { readonly is: 'queue' }
  | { readonly is: 'register'; readonly filter: RegisterFilter }
  | { readonly is: 'show'; readonly id: string }
  | { readonly is: 'verifyRegister' }
  | { readonly is: 'useThisChannel'; readonly confirmed: boolean }
  /** The three closest things the bot can do, as sentences to say. */
  | { readonly is: 'unknown'; readonly closest: readonly string[] };

/** What can be said, with an example of each. */
export const phrases = [
  'help',
  'recommendations',
  'recommendation AdminMFAV2',
  'propose audit log',
  'queue',
  'register',
  'show RA-2026-0001',
  'verify register',
  'use this channel',
] as const;

const greetings = /^(hi|hello|hey|hallo|good (morning|afternoon|evening)|start|\?)\W*$/i;

/** Reads a sentence as a command. Never silent: what is not understood gets the closest three. */
export function parseCommand(said: string): ChatCommand {
  const text = said
    .trim()
    .replace(/[.!?]+$/, '')
    .replace(/\s+/g, ' ');
  if (text === '' || greetings.test(text)) return { is: 'help' };
  const [head = '', ...tail] = text.split(' ');
  const rest = tail.join(' ');
  const whole = text.toLowerCase();
  if (near(whole, 'verify register')) return { is: 'verifyRegister' };
  const channel = /^use this channel( anyway)?$/i.exec(text);
  if (channel) return { is: 'useThisChannel', confirmed: channel[1] !== undefined };
  return byFirstWord(head.toLowerCase(), rest) ?? { is: 'unknown', closest: closest(whole) };
}

/** What begins with a word, by that word; undefined where the rest makes no sense. */
const byWord: Readonly<Record<string, (rest: string, typed: string) => ChatCommand | undefined>> = {
  recommendations: (rest, typed) => (typed.endsWith('s') ? list(rest) : one(rest)),
  recommendation: one,
  propose: (words) => ({ is: 'propose', words }),
  show: (rest) => (/^RA-\d+-\d+$/i.test(rest) ? { is: 'show', id: rest.toUpperCase() } : undefined),
  register,
  help: (rest) => (rest === '' ? { is: 'help' } : undefined),
  queue: (rest) => (rest === '' ? { is: 'queue' } : undefined),
};

function byFirstWord(typed: string, rest: string): ChatCommand | undefined {
  const word = Object.keys(byWord).find((known) => near(typed, known));
  return word === undefined ? undefined : byWord[word]?.(rest, typed);
}

function one(words: string): ChatCommand {
  return { is: 'recommendation', words };
}

const categories = ['identity', 'device', 'apps', 'data', 'infrastructure'];
const statuses = ['open', 'accepted', 'completed'] as const;

function list(rest: string): ChatCommand {
  const bucket = /\bbucket ([1-4])\b/i.exec(rest);
  const words = rest
    .replace(/\bbucket [1-4]\b/i, ' ')
    .split(' ')
    .filter(Boolean);
  const lower = words.map((word) => word.toLowerCase());
  const category = categories.find((name) => lower.includes(name));
  const status = statuses.find((name) => lower.includes(name));
  const left = words.filter((_, at) => lower[at] !== category && lower[at] !== status);
  return {
    is: 'recommendations',
    words: left.join(' '),
    ...(category ? { category } : {}),
    ...(status ? { status } : {}),
    ...(bucket ? { bucket: Number(bucket[1]) } : {}),
  };
}

function register(rest: string): ChatCommand | undefined {
  if (rest === '') return { is: 'register', filter: 'all' };
  const filter = (['all', 'open', 'active', 'due', 'overdue'] as const).find((one) =>
    near(rest.toLowerCase(), one),
  );
  return filter && { is: 'register', filter };
}

/** One letter off is a slip of the finger; short words have to be right. */
const near = (typed: string, word: string): boolean =>
  typed === word || (word.length > 4 && distance(typed, word) === 1);

function closest(text: string): readonly string[] {
  const score = (phrase: string): number => {
    const words = phrase.toLowerCase().split(' ');
    const said = text.split(' ');
    return Math.min(
      ...words.flatMap((word) =>
        said.map((one) => distance(one, word) / Math.max(one.length, word.length)),
      ),
    );
  };
  return phrases.toSorted((a, b) => score(a) - score(b)).slice(0, 3);
}
