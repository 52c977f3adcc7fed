import { type Acceptance, decided, final, undecided } from '../domain/acceptance.ts';
import { type Control, controlKey } from '../domain/control.ts';
import type { Question } from '../domain/question.ts';
import { namesOf } from './answer-names.ts';
import type { WhyAnswer } from './answers.ts';
import type { Ports } from './ports.ts';
import { fitsNearly } from '../domain/slip.ts';
import { findRecommendations } from './recommendations.ts';

type WhyQuestion = Extract<Question, { readonly ask: 'why' | 'who' }>;

/**
 * The acceptances that the words mean: one by its id, or all of what they call a recommendation, what holds it first;
 * where they call several so, the foremost acceptance of each.
 */
export async function whyAccepted(
  ports: Ports,
  { ask, words }: WhyQuestion,
): Promise<Omit<WhyAnswer, 'texts' | 'today'>> {
  const { items, control } = await meant(ports, words.trim());
  const [first] = items;
  const trail = first ? await ports.store.trail(first.id) : [];
  const steps = trail.map(({ event, by, role, at }) => ({ event, byId: by, role, at }));
  const taken = steps.map(({ byId }) => byId);
  return { is: ask, words, items, control, steps, names: await namesOf(ports, items, taken) };
}

interface Meant {
  readonly items: readonly Acceptance[];
  readonly control: Control | undefined;
}

async function meant(ports: Ports, words: string): Promise<Meant> {
  const { store } = ports;
  if (words === '') return { items: [], control: undefined };
  const [id] = /\bRA-\d+-\d+\b/i.exec(words) ?? [];
  if (id !== undefined) {
    const found = await store.find(id.toUpperCase());
    return { items: found ? [found] : [], control: undefined };
  }
  const exact = await store.list({ controlId: words });
  if (exact.length > 0) return { items: foremostFirst(exact), control: undefined };
  return called(ports, words);
}

async function called(ports: Ports, words: string): Promise<Meant> {
  const { store } = ports;
  const found = await findRecommendations(ports, words);
  const controlKeys = found.map(({ control }) => controlKey(control.id));
  const ofThese = await store.list({ controlKeys });
  // Secure Score may no longer have what was accepted; the acceptance knows what it was called.
  const all = ofThese.length > 0 ? ofThese : await calledSo(ports, words);
  if (found.length === 0 && all.length === 0) return nearly(ports, words);
  const items = ofEachControl(foremostFirst(all));
  const [first, ...others] = found;
  const isOne = items.length === 0 && others.length === 0;
  return { items, control: isOne ? first?.control : undefined };
}

/** What is meant by words with a slip of the finger in one: the only one that fits and was accepted, else the only one. */
async function nearly({ store }: Ports, words: string): Promise<Meant> {
  const fitting = (await store.controls()).filter(({ id, title, service }) =>
    fitsNearly(words, `${id} ${title} ${service}`),
  );
  const items = await store.list({ controlKeys: fitting.map(({ id }) => controlKey(id)) });
  const held = new Set(items.map(({ controlId }) => controlKey(controlId)));
  if (held.size === 1) return { items: foremostFirst(items), control: undefined };
  return { items: [], control: fitting.length === 1 ? fitting[0] : undefined };
}

/** What is decided and not over, then what is undecided, then what has ended; the newest first. */
const foremostFirst = (oldestFirst: readonly Acceptance[]): readonly Acceptance[] =>
  oldestFirst.toReversed().toSorted((one, other) => rank(one) - rank(other));

const rank = ({ state }: Acceptance): number =>
  [decided, undecided, final].findIndex((some) => some.includes(state));

/** All of one control; of several the first of each: no acceptance speaks for another recommendation. */
function ofEachControl(acceptances: readonly Acceptance[]): readonly Acceptance[] {
  const byControl = Map.groupBy(acceptances, ({ controlId }) => controlKey(controlId));
  if (byControl.size < 2) return acceptances;
  return [...byControl.values()].flatMap(([first]) => (first ? [first] : []));
}

async function calledSo({ store }: Ports, words: string): Promise<readonly Acceptance[]> {
  const wanted = words.toLowerCase().split(/\s+/);
  return (await store.list({ words: wanted })).filter(({ controlId, facts }) => {
    const text = `${controlId} ${facts.title} ${facts.service}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
