import { type Button, press } from './buttons.ts';
import type { Typed } from './extras.ts';

/**
 * The way back to an acceptance. What was typed there goes along, so that it can stand there again;
 * old clients do without, as a card has no room for it twice.
 */
export function backTo(id: string, typed: Typed): Button {
  const kept = Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ''));
  const back = press('Back', 'show', { id });
  return Object.keys(kept).length > 0 ? { ...back, data: { id, typed: kept } } : back;
}
