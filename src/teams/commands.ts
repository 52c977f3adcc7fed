import type { RegisterAsked } from '../app/register.ts';
import type { Question } from '../domain/question.ts';
import { closest } from './closest.ts';
import { allDeputies, type DeputyWords, deputyWords } from './deputy-words.ts';
import { parseQuestion } from './question/parse-question.ts';
import { saidId } from './question/said-id.ts';
import { isSlip } from '../domain/slip.ts';
import { registerAsked, registerSearch, registerSentence, tellsTime } from './register-words.ts';
import { sampleAsked } from './sample-words.ts';

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
  | ({ readonly is: 'register' } & RegisterAsked)
  /** So many acceptances in force, drawn by chance; the seed draws the same again. */
  | { readonly is: 'sample'; readonly count: number; readonly seed?: string }
  /** Everything about one acceptance, its history included. */
  | { readonly is: 'details'; readonly id: string }
  | { readonly is: 'show'; readonly id: string }
  | { readonly is: 'verifyRegister' }
  | { readonly is: 'exportRegister' }
  | { readonly is: 'useThisChannel'; readonly confirmed: boolean }
  | { readonly is: 'review' }
  | { readonly is: 'deputies' }
  /** Undefined where something is missing. */
  | { readonly is: 'deputy'; readonly asked: DeputyWords | undefined }
  | { readonly is: 'drift' }
  | { readonly is: 'question'; readonly question: Question }
  /** What is to come, as the subject of a sentence. */
  | { readonly is: 'notBuilt'; readonly what: string }
  /** The three closest things the bot can do, as sentences to say. */
  | { readonly is: 'unknown'; readonly closest: readonly string[] };

const greetings = /^(hi|hello|hey|hallo|good (morning|afternoon|evening)|start|\?)\W*$/i;

/** Reads a sentence as a command. Never silent: what is not understood gets the closest three. */
export function parseCommand(said: string): ChatCommand {
  const text = said
    .trim()
    .replace(/[.!?]+$/, '')
    .replace(/\s+/g, ' ');
  if (text === '' || greetings.test(text)) return { is: 'help' };
  const [head = '', ...tail] = text.split(' ');
  const command = byWhole(text) ?? byFirstWord(head.toLowerCase(), tail.join(' '));
  return command ?? question(said) ?? searched(text) ?? { is: 'unknown', closest: closest(text) };
}

function searched(text: string): ChatCommand | undefined {
  const asked = registerSearch(text);
  return asked && { is: 'register', ...asked };
}

function question(said: string): ChatCommand | undefined {
  const found = parseQuestion(said);
  return found && { is: 'question', question: found };
}

/** Said around a command, and no part of it. */
const around = new Set("please show me the our a this week week's weekly monday".split(' '));

/** What is to come, by the word that asks for it. */
const notBuilt: Readonly<Record<string, string>> = {
  import: 'Importing',
  roadmap: 'The roadmap',
  report: 'The report',
};

/** Proposals that are not decided. */
const openOnes =
  /^(?:(?:show|list) (?:me )?)?(?:the |our |all )?(?:(?:open|pending|new) )?(?:proposals|proposed (?:acceptances|risks|exceptions))$/;

/** What is accepted now, whenever that was. */
const activeOnes =
  /^(?:(?:show|list) (?:me )?|what |which )?(?:the |our |all )?(?:(?:active|current) )?(?:risk )?(?:acceptances|accepted risks|exceptions|waivers)(?: do we have| are (?:there|active|in force))?$/;

function partOf(whole: string): RegisterAsked | undefined {
  if (openOnes.test(whole)) return { filter: 'open', words: '' };
  if (activeOnes.test(whole)) return { filter: 'active', words: '' };
  return registerSentence(whole);
}

const exporting =
  /^(?:please )?(?:export|download)(?: (?:me )?(?:the |our )?(?:whole )?(?:register|acceptances))?(?: (?:as|to|in) (?:an? )?(?:xlsx|excel|csv|json))?$/;

const verifying =
  /^(?:please )?verify(?: (?:the |our )?(?:whole )?(?:register|record|trail|chain))?$/;

/** What is done with the register as a whole. */
function withAllOfIt(whole: string): ChatCommand | undefined {
  if (verifying.test(whole) || near(whole, 'verify register')) return { is: 'verifyRegister' };
  return exporting.test(whole) || near(whole, 'export register')
    ? { is: 'exportRegister' }
    : undefined;
}

/** What is said in words that are always the same. */
function byWhole(text: string): ChatCommand | undefined {
  const whole = text.toLowerCase();
  const wholeRegister = withAllOfIt(whole);
  if (wholeRegister) return wholeRegister;
  const channel = /^use this channel( anyway)?$/.exec(whole);
  if (channel) return { is: 'useThisChannel', confirmed: channel[1] !== undefined };
  if (allDeputies.test(whole)) return { is: 'deputies' };
  const part = partOf(whole);
  if (part) return { is: 'register', ...part };
  const sample = sampleAsked(whole);
  if (sample) return { is: 'sample', ...sample };
  const words = whole.split(' ').filter((word) => !around.has(word));
  const [first = ''] = words;
  if (words.length === 1 && near(first, 'review')) return { is: 'review' };
  return whole === 'drift' ? { is: 'drift' } : later(first);
}

function later(first: string): ChatCommand | undefined {
  const found = Object.entries(notBuilt).find(([word]) => near(first, word));
  return found && { is: 'notBuilt', what: found[1] };
}

/** What begins with a word, by that word; undefined where the rest makes no sense. */
const byWord: Readonly<Record<string, (rest: string, typed: string) => ChatCommand | undefined>> = {
  recommendations: (rest, typed) => (typed.endsWith('s') ? list(rest) : one(rest)),
  recommendation: one,
  propose: (words) => ({ is: 'propose', words }),
  show: (rest) => ofOne('show', rest),
  details: (rest) => ofOne('details', rest),
  register,
  deputies: (rest) => (rest === '' ? { is: 'deputies' } : undefined),
  deputy: (rest) => ({ is: 'deputy', asked: deputyWords(rest) }),
  help: (rest) => (rest === '' ? { is: 'help' } : undefined),
  queue: (rest) => (rest === '' ? { is: 'queue' } : undefined),
};

function byFirstWord(typed: string, rest: string): ChatCommand | undefined {
  const word = Object.keys(byWord).find((known) => near(typed, known));
  if (word === undefined || (word === 'propose' && typed !== word && isOther(typed, rest)))
    return undefined;
  return byWord[word]?.(rest, typed);
}

/** Nothing is proposed by a word that only looks like it. */
const isOther = (typed: string, rest: string): boolean =>
  /^propos(?:ed|es|er)$/.test(typed) || question(rest) !== undefined;

function one(words: string): ChatCommand {
  return { is: 'recommendation', words };
}

const categories = ['identity', 'device', 'apps', 'data', 'infrastructure'];
const statuses = ['open', 'accepted', 'completed'] as const;

/** "Recommendations that fell", "new this week", "without an owner": asked of the record, and no words to search. */
const clause =
  /^(that|which|with|without|nobody|we|new|added|changed|fell|regressed|improved|undecided|unowned)\b/i;

function list(rest: string): ChatCommand {
  const asked = clause.test(rest) ? question(`recommendations ${rest}`) : undefined;
  if (asked) return asked;
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

/** A time that is said is a question: "register this quarter". */
function register(rest: string): ChatCommand | undefined {
  const asked = registerAsked(rest);
  const timed = tellsTime(asked.words.toLowerCase().split(' '))
    ? question(`acceptances ${rest}`)
    : undefined;
  return timed ?? { is: 'register', ...asked };
}

/** Without a number, all of them to choose from. */
function ofOne(is: 'show' | 'details', id: string): ChatCommand | undefined {
  if (id === '') return { is: 'register', filter: 'all', words: '' };
  const found = saidId(id);
  return found === undefined ? undefined : { is, id: found };
}

const near = (typed: string, word: string): boolean => typed === word || isSlip(typed, word);
