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

// A lone surrogate is six characters of JSON, and no client draws it.
const plain = (text: string): Run => ({ type: 'TextRun', text: text.toWellFormed() });
const strong = (text: string): Run => ({ ...plain(text), weight: 'Bolder' });
const quiet = (text: string): Run => ({ ...plain(text), isSubtle: true });
const link = (text: string, url: string): Run => ({
  ...plain(text),
  selectAction: { type: 'Action.OpenUrl', url },
});

/** The kinds of text in a line. */
export const run = { plain, strong, quiet, link };

export const line = (...runs: readonly Run[]): Line => ({ runs });

/** `Label: text`, the label in bold. */
export const labelled = (label: string, text: string): Line =>
  line(strong(`${label}: `), plain(text));

/** Something that is wrong: a sign and words, and only then a colour. */
export const warning = (text: string): Line =>
  line({ ...plain(`⚠ ${text}`), weight: 'Bolder', color: 'Attention' });

/** No line, or one: for what is only sometimes there. */
export const given = (text: string | undefined, draw: (text: string) => Line): readonly Line[] =>
  text === undefined || text === '' ? [] : [draw(text)];

const MOST_PARAGRAPHS = 8;

/** Somebody's text, a paragraph for each of its lines; the last takes what is left of a text of very many. */
export function paragraphs(text: string, most: number): readonly Line[] {
  const parts = shorten(text, most)
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const head = parts.slice(0, MOST_PARAGRAPHS - 1);
  const tail = parts.slice(MOST_PARAGRAPHS - 1).join(' ⏎ ');
  return [...head, tail].filter((part) => part !== '').map((part) => line(plain(part)));
}
