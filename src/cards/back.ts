import { type Button, press } from './buttons.ts';
import type { Typed } from './extras.ts';

/** The way back to an acceptance. What was typed there goes along, so that it can stand there again. */
export function backTo(id: string, typed: Typed): Button {
  const kept = Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ''));
  return press('Back', 'show', Object.keys(kept).length > 0 ? { id, typed: kept } : { id });
}
