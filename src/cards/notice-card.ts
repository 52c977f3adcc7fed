import { escapeMarkdown } from '../domain/text.ts';
import { type AdaptiveCard, template } from './render.ts';

const draw: (view: { readonly text: string; readonly fallbackText: string }) => AdaptiveCard =
  template('notice');

/** A few words where a card stood or was asked for. */
export const noticeCard = (text: string): AdaptiveCard => {
  const words = text.toWellFormed();
  return draw({ text: words, fallbackText: escapeMarkdown(words) });
};
