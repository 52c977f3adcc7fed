import { showable } from '../domain/text.ts';

const made = Symbol('markup');

/** HTML that was made here. What comes from outside has no such symbol, whatever it looks like. */
export interface Markup {
  readonly [made]: string;
}

/** What may stand in a template: text, which is escaped, and markup; nothing where there is nothing. */
export type Piece = string | number | Markup | readonly Piece[] | undefined;

/** HTML with its holes filled: text is text there, inside of an element and of a quoted attribute. */
export const markup = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  [made]: parts.map((part, at) => part + (at < pieces.length ? htmlOf(pieces[at]) : '')).join(''),
});

/** The HTML of a piece. */
export function htmlOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return made in piece ? piece[made] : piece.map(htmlOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  showable(text.toWellFormed()).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
