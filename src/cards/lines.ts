import { shorten } from './phrases.ts';

/** Text that is shown as it stands: no Markdown is read in it. */
export interface Run {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly isSubtle?: true;
  readonly color?: 'Attention';
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

/** One paragraph of a card. */
export interface Line {
  readonly runs: readonly Run[];
}

/** A heading of our own words, and what stands under it. */
export interface Section {
  readonly label: string;
  readonly lines: readonly Line[];
}

// A lone surrogate is six characters of JSON and a line end is a space at best: no client draws them.
const plain = (text: string): Run => ({
  type: 'TextRun',
  text: text.toWellFormed().replace(/[\r\n]+/g, ' '),
});
const strong = (text: string): Run => ({ ...plain(text), weight: 'Bolder' });
const quiet = (text: string): Run => ({ ...plain(text), isSubtle: true });
const link = (text: string, url: string): Run => ({
  ...plain(text),
  selectAction: { type: 'Action.OpenUrl', url },
});

/** The kinds of text in a line. */
export const run = { plain, strong, quiet, link };

export const line = (...runs: readonly Run[]): Line => ({
  runs: runs.filter(({ text }) => text !== ''),
});

/** A question needs no colon. */
const lead = (label: string): Run => strong(label.endsWith('?') ? `${label} ` : `${label}: `);

/** `Label: text`, the label in bold. */
export const labelled = (label: string, text: string): Line => line(lead(label), plain(text));

/** Something that is wrong: a sign and words, and only then a colour. */
export const warning = (text: string): Line =>
  line({ ...plain(`⚠ ${text}`), weight: 'Bolder', color: 'Attention' });

/** No line, or one: for what is only sometimes there. */
export const given = (text: string | undefined, draw: (text: string) => Line): readonly Line[] =>
  text === undefined || text === '' ? [] : [draw(text)];

const MOST_PARAGRAPHS = 8;

/** Somebody's text, a paragraph for each of its lines; the last takes what is left of a text of very many lines. */
export function paragraphs(text: string, most: number): readonly Line[] {
  const parts = shorten(text, most)
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // Each paragraph takes room of its own: where texts are cut short, there are fewer of them.
  const apart = Math.min(MOST_PARAGRAPHS, Math.ceil(most / 100)) - 1;
  const head = parts.slice(0, apart);
  const tail = parts.slice(apart).join(' ⏎ ');
  return [...head, tail].filter((part) => part !== '').map((part) => line(plain(part)));
}

/** As `paragraphs`, the first one led by a label in bold; none where there is no text. */
export function opening(label: string, text: string, most: number): readonly Line[] {
  const [first, ...others] = paragraphs(text, most);
  return first ? [line(lead(label), ...first.runs), ...others] : [];
}
