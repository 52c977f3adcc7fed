import { escapeMarkdown } from '../domain/text.ts';
import { type Line, paragraphs } from './lines.ts';
import { shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';

const draw: (view: {
  readonly lines: readonly Line[];
  readonly fallbackText: string;
}) => AdaptiveCard = template('notice');

/** A few words where a card stood or was asked for. */
export const noticeCard = (text: string): AdaptiveCard =>
  draw({ lines: paragraphs(text, 2000), fallbackText: escapeMarkdown(shorten(text, 300)) });
