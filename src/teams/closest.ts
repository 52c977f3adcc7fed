import { distance } from 'fastest-levenshtein';

/** What can be said, with an example of each, and other words by which people may call it. */
const abilities: readonly (readonly [string, string])[] = [
  ['what regressed this week', 'regressions fell dropped lost worse broke changed happened bad'],
  ['how is the score', 'secure posture percentage status target baseline'],
  ['recommendations', 'controls list search open identity device apps'],
  ['what improved this week', 'better fixed completed gained changed happened good'],
  ['what is new this week', 'added appeared introduced changed happened'],
  ['what changed this week', 'different moved happened'],
  ['trend', 'chart graph history development'],
  ['summary', 'overview recap news update'],
  ['what is undecided', 'open owner nobody decision unowned plan'],
  ['what is overdue', 'late past due expired'],
  ['which acceptances expire in 30 days', 'due expiring review end renew exceptions'],
  ['propose audit log', 'accept acceptance exception risk request'],
  ['what did we accept this quarter', 'accepted acceptances risks approved exceptions'],
  ['who accepted what this quarter', 'approved whom role approver signed'],
  ['what was approved as deputy', 'behalf away substitute absence accepted'],
  ['why was audit log accepted', 'reason justification accept'],
  ['who approved RA-2026-0001', 'accepted decided rejected signed'],
  ['what waits for me', 'queue tasks pending'],
  ['who waits for me', 'waiting pending'],
  ['review', 'weekly monday'],
  ['queue', 'waiting pending tasks'],
  ['register', 'acceptances entries all open due overdue'],
  ['register rejected', 'acceptances were expired withdrawn revoked closed ended exceptions'],
  ['show RA-2026-0001', 'acceptance entry when'],
  ['details RA-2026-0001', 'trail history hash'],
  ['sample 5', 'samples random draw auditor'],
  ['recommendation audit log', 'control details owns owner responsible'],
  ['verify register', 'check chain hash'],
  ['export register', 'download file xlsx excel csv json'],
  ['use this channel', 'governance'],
  ['deputies', 'deputy stand in substitute delegate holiday vacation'],
  ['help', 'commands'],
];

/** What can be said, with an example of each. */
export const phrases: readonly string[] = abilities.map(([phrase]) => phrase);

const MOST_WORDS = 30;

/** The three things that can be said which are nearest to what was said. */
export function closest(said: string): readonly string[] {
  const words = wordsOf(said).slice(0, MOST_WORDS);
  return abilities
    .map(([phrase, more]) => ({ phrase, nearness: nearness(words, phrase, more) }))
    .sort((one, other) => other.nearness - one.nearness)
    .slice(0, 3)
    .map(({ phrase }) => phrase);
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** These tell one thing from another hardly at all. */
const common = new Set(
  'a an and are did do does for how i in is it me my of on the this to was we what which who'.split(
    ' ',
  ),
);

/** How much of what was said is in a phrase, or in the other words for it; long words count for more. */
function nearness(said: readonly string[], phrase: string, more: string): number {
  const [own, other] = [wordsOf(phrase), wordsOf(more)];
  const shares = said.map((word) => {
    const weight = common.has(word) ? 0.5 : word.length;
    return weight * Math.max(likeness(word, own), 0.9 * likeness(word, other));
  });
  return shares.reduce((sum, share) => sum + share, 0);
}

/** Less alike than this is not alike. */
const ALIKE = 0.6;

const likeness = (word: string, among: readonly string[]): number =>
  Math.max(...among.map((one) => alike(word, one)));

function alike(word: string, other: string): number {
  const share = 1 - distance(word, other) / Math.max(word.length, other.length);
  return share < ALIKE ? 0 : share;
}
