import type { Locator } from 'playwright-core';
import { type Desk, fillIn, pressOn } from './desk.ts';

/** What is proposed: the words that find it, words of its title, and how risky it is said to be. */
export interface Wish {
  readonly words: string;
  readonly title: string;
  readonly risk: 'Low' | 'Medium' | 'High';
}

export const auditLog: Wish = { words: 'audit log', title: 'audit log search', risk: 'Medium' };

export const texts = {
  risk: 'After an incident nobody could say who read or changed which document.',
  justification:
    'The archive for the log is bought in the second quarter. Until then it has no place.',
  context: 'The archive is in the budget. Nobody outside IT is affected by the delay.',
} as const;

/** Waits until a card shows an entry in a state, and answers with the entry's id. */
export async function stands(card: Locator, state: string): Promise<string> {
  const heading = card.getByRole('heading', { name: new RegExp(`^RA-\\d{4}-\\d{4} · ${state}`) });
  await heading.waitFor();
  return (await heading.innerText()).split(' ')[0] ?? '';
}

/** Eve proposes and submits; the card that was her form. */
export async function propose(desk: Desk, { words, title, risk }: Wish): Promise<Locator> {
  await desk.say('Eve', `propose ${words}`);
  const form = await desk.card('Eve', new RegExp(`Propose risk acceptance.*${title}`, 's'));
  await fillIn(form, {
    'Risk description': texts.risk,
    'Business justification': texts.justification,
    'Residual risk': risk,
  });
  await pressOn(form, 'Submit for review');
  await stands(form, 'In review');
  return form;
}

/** Mia writes the context and endorses. */
export async function endorse(desk: Desk, id: string): Promise<void> {
  const card = await desk.card('Mia', id);
  await fillIn(card, { 'Business context': texts.context });
  await pressOn(card, 'Endorse');
  await stands(card, 'In approval');
}
