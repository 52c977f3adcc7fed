import type { Locator, Page } from 'playwright-core';

export type Seat = 'Eve' | 'Mia' | 'Carl' | 'Channel';

const places: Readonly<Record<Seat, string>> = {
  Eve: '[data-chat="chat-sandbox-eve"]',
  Mia: '[data-chat="chat-sandbox-mia"]',
  Carl: '[data-chat="chat-sandbox-carl"]',
  Channel: '[data-chat="channel"]',
};

/** What a person does on the page, through what they see: labels, buttons and words. */
export interface Desk {
  /** Brings a part of the page to the front, where the page is too narrow for all of them. */
  readonly goTo: (part: Seat | 'Score' | 'Guide') => Promise<void>;
  readonly chat: (seat: Seat) => Locator;
  readonly say: (seat: Seat, words: string) => Promise<void>;
  /** The newest card of a chat that has these words; the same one, whatever it shows later. */
  readonly card: (seat: Seat, words: string | RegExp) => Promise<Locator>;
  readonly portalRow: (controlId: string) => Locator;
  readonly step: (id: string) => Locator;
  /** Moves the clock by a button of the page, and waits until the tenant has lived through that time. */
  readonly forward: (button: string) => Promise<void>;
}

/** A year takes less than a minute where nothing else is done. */
const LONGEST_MS = 150_000;

function deskOf(page: Page): Desk {
  const chat = (seat: Seat): Locator => page.locator(places[seat]);
  const goTo: Desk['goTo'] = async (part) => {
    const tab = page.getByRole('tab', { name: part });
    if (await tab.isVisible()) await tab.click();
  };
  return {
    goTo,
    chat,
    say: async (seat, words) => {
      await goTo(seat);
      const composer = chat(seat).getByRole('textbox', { name: /^Message as/ });
      await composer.fill(words);
      await composer.press('Enter');
    },
    card: async (seat, words) => {
      await goTo(seat);
      const found = chat(seat).locator('.message.has-card').filter({ hasText: words }).last();
      const id = (await found.getAttribute('data-message-id')) ?? '';
      return chat(seat).locator(`[data-message-id="${id}"]`);
    },
    portalRow: (controlId) => page.locator(`#portal [data-control="${controlId}"]`),
    step: (id) => page.locator(`#steps [data-step="${id}"]`),
    forward: async (button) => {
      const more = page.getByRole('button', { name: 'Clock and tools' });
      const move = page.getByRole('button', { name: button, exact: true });
      const moving = page.getByText('The tenant lives on…');
      if (!(await move.isVisible())) await more.click();
      await move.click();
      await moving.waitFor();
      await moving.waitFor({ state: 'detached', timeout: LONGEST_MS });
      if ((await more.isVisible()) && (await more.getAttribute('aria-expanded')) === 'true')
        await more.click();
    },
  };
}

/** Opens the page and waits until the story of its sandbox is told. */
export async function enter(page: Page, url: string): Promise<Desk> {
  await page.goto(url);
  await page.locator('body.ready').waitFor();
  await page.locator('#progress').waitFor({ state: 'hidden', timeout: 60_000 });
  return deskOf(page);
}

/** Types into a card by the labels of its fields; a choice is chosen by its words. */
export async function fillIn(
  card: Locator,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [label, value] of Object.entries(typed)) {
    const field = card.getByLabel(label, { exact: true });
    const isChoice = (await field.and(card.locator('select')).count()) > 0;
    if (isChoice) await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

export const pressOn = (card: Locator, title: string): Promise<void> =>
  card.getByRole('button', { name: title, exact: true }).click();
