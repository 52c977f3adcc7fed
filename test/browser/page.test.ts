import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, openWindow, type Window } from './browser.ts';
import { type Desk, enter, fillIn, pressOn } from './desk.ts';
import { type RunningSandbox, startSandbox } from './sandbox.ts';
import { auditLog, endorse, propose, stands, texts } from './walk.ts';

describe('The sandbox page', () => {
  let browser: Browser | undefined;
  let sandbox: RunningSandbox | undefined;
  let window: Window;
  let page: Page;
  let desk: Desk;

  before(async function () {
    browser = await openBrowser(this);
    sandbox = await startSandbox();
    window = await openWindow(browser, { width: 1400, height: 900 });
    ({ page } = window);
    desk = await enter(page, sandbox.url);
  });
  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });
  afterEach(async () => {
    assert.deepEqual(await page.evaluate('window.cardEvents'), []);
    assert.deepEqual(window.wrongs, []);
    assert.deepEqual(sandbox?.faults, []);
  });

  const bottomOf = async (place: Locator): Promise<number> => {
    const box = await place.boundingBox();
    return box ? box.y + box.height : NaN;
  };

  it('complains beside the fields of a form, and keeps what was typed', async () => {
    await desk.say('Eve', 'propose audit log');
    const form = await desk.card('Eve', 'Propose risk acceptance');
    const typed = {
      'Risk description': '',
      'Compensating controls': 'The proxy keeps its own log.',
    };
    await fillIn(form, typed);
    await pressOn(form, 'Submit for review');
    await form.getByText('⚠').first().waitFor();
    for (const label of ['Risk description', 'Business justification', 'Residual risk']) {
      const complaint = form.getByText(new RegExp(`⚠.*${label}`, 'i'));
      const field = await bottomOf(form.getByLabel(label, { exact: true }));
      const apart = (await bottomOf(complaint)) - field;
      assert.ok(apart > 0 && apart < 60, `${label}: ${String(apart)} px`);
    }
    assert.ok(await form.getByText('⚠').first().isVisible());
    const kept = form.getByLabel('Compensating controls');
    assert.equal(await kept.inputValue(), typed['Compensating controls']);
    await form.getByRole('combobox', { name: 'Risk owner' }).fill('Nobody Known');
    await form.getByRole('button', { name: 'Submit for review' }).click();
    await form.getByText('Nobody here is called that').waitFor();
    await form.getByRole('combobox', { name: 'Risk owner' }).fill('');
    await fillIn(form, {
      'Risk description': texts.risk,
      'Business justification': texts.justification,
      'Residual risk': 'Medium',
    });
    await pressOn(form, 'Submit for review');
    await stands(form, 'In review');
  });

  it('shows what a person sets by hand in the portal, for a device control', async () => {
    const device = { words: 'scid_2090', title: 'BitLocker', risk: 'Medium' } as const;
    const card = await propose(desk, device);
    const id = await stands(card, 'In review');
    await endorse(desk, id);
    const decision = await desk.card('Carl', id);
    await pressOn(decision, 'Approve');
    await stands(decision, 'Approved');
    await card.getByText('To be set by a person in Microsoft Defender').waitFor();

    const portal = page.locator('#portal');
    await portal.getByText('Set another recommendation by hand').click();
    await portal.getByLabel('Id of the recommendation').fill('scid_2090');
    await portal.locator('.another').getByRole('button', { name: 'Set status' }).click();
    await portal.getByText('Set to Risk accepted.').waitFor();
    await desk.portalRow('scid_2090').getByText('Risk accepted').first().waitFor();

    await pressOn(card, 'Mark as done in portal');
    await stands(card, 'Active');
    const done = page.locator('#steps [data-done="true"]');
    assert.equal(await done.count(), 4, 'steps of the guide');
  });

  it('says what is wrong with a status by hand', async () => {
    const portal = page.locator('#portal');
    await portal.getByLabel('Id of the recommendation').fill('nothing');
    await portal.locator('.another').getByRole('button', { name: 'Set status' }).click();
    await portal.getByText('There is no such control.').waitFor();
    // The browser's own word on an answer with 404.
    assert.equal(window.wrongs.length, 1);
    (window.wrongs as string[]).length = 0;
  });

  it('is worked with the keyboard alone', async () => {
    await page.evaluate('document.activeElement?.blur()');
    const tabUntil = async (key: 'Tab' | 'Shift+Tab', place: string): Promise<void> => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press(key);
        if ((await page.locator(`${place}:focus-visible`).count()) > 0) return;
      }
      assert.fail(`${key} does not come to ${place}`);
    };
    await tabUntil('Tab', '[aria-label="Message as Mia Maro"]');
    await page.keyboard.type('queue');
    await page.keyboard.press('Enter');
    const queue = await desk.card('Mia', 'Queue');
    await queue.waitFor();
    await tabUntil('Shift+Tab', '.message button');
    const heading = desk.chat('Mia').getByRole('heading');
    const before = await heading.allInnerTexts();
    await page.keyboard.press('Enter');
    for (let tries = 0; tries < 50; tries++) {
      if (String(await heading.allInnerTexts()) !== String(before)) return;
      await page.waitForTimeout(100);
    }
    assert.fail('Enter on the button shows nothing new.');
  });

  it('moves the clock by a week, and the tenant lives on', async () => {
    const clock = page.locator('#clock time');
    const instant = async (): Promise<number> =>
      Date.parse((await clock.getAttribute('datetime')) ?? '');
    const before = await instant();
    await page.getByRole('button', { name: '+1 week' }).click();
    await page
      .getByRole('button', { name: '+1 week', disabled: false })
      .waitFor({ timeout: 60_000 });
    const passed = (await instant()) - before;
    assert.ok(Math.abs(passed - 7 * 86_400_000) < 60_000, `${String(passed)} ms`);
    assert.ok(await page.locator('#banner').isHidden());
    await desk.say('Eve', 'register');
    await desk.card('Eve', 'Register');
  });

  it('moves to the next review date', async () => {
    await page.getByRole('button', { name: 'To the review date' }).click();
    await page.locator('#clock .date').getByText('26 Mar 2027').waitFor({ timeout: 60_000 });
    assert.ok(await page.locator('#banner').isHidden());
  });

  it('starts over when asked twice', async () => {
    await page.getByRole('button', { name: 'Start over' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keep everything' }).click();
    assert.ok(await dialog.isHidden());
    await desk.card('Eve', auditLog.title);
    await page.getByRole('button', { name: 'Start over' }).click();
    await dialog.getByRole('button', { name: 'Start over' }).click();
    await page.locator('#progress').waitFor();
    await page.locator('#progress').waitFor({ state: 'hidden', timeout: 60_000 });
    assert.equal(await page.locator('#steps [data-done="true"]').count(), 0);
    await desk.card('Carl', 'password protection');
    const eve = desk.chat('Eve').locator('.message');
    assert.equal(await eve.filter({ hasText: auditLog.title }).count(), 0);
    // What is accepted, what has expired, and what somebody accepted past the bot.
    assert.equal(await page.locator('#controls > li').count(), 3);
  });
});
