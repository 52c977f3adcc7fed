import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { looks, openBrowser, openWindow, type Window } from './browser.ts';
import { type Desk, enter, fillIn, pressOn } from './desk.ts';
import { pictures } from './picture.ts';
import { type RunningSandbox, startSandbox } from './sandbox.ts';

for (const [name, look] of Object.entries(looks))
  describe(`A week goes by, ${name}`, () => {
    let browser: Browser | undefined;
    let sandbox: RunningSandbox | undefined;
    let window: Window;
    let desk: Desk;

    before(async function () {
      browser = await openBrowser(this);
      sandbox = await startSandbox();
      window = await openWindow(browser, look);
      desk = await enter(window.page, sandbox.url);
    });
    after(async () => {
      await browser?.close();
      await sandbox?.stop();
    });
    afterEach(async () => {
      const { page, wrongs } = window;
      assert.deepEqual(await page.evaluate('window.cardEvents'), []);
      assert.deepEqual(wrongs, []);
      assert.deepEqual(sandbox?.faults, []);
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    });

    it('raises one alert that names its cause, and takes an owner', async () => {
      await desk.forward('+1 week');
      const alert = await desk.card('Channel', /no longer.*block legacy authentication/s);
      await alert.getByText(/Secure Score does not say who changed a setting/).waitFor();
      await fillIn(alert, { Owner: 'Ed Ellis' });
      await pressOn(alert, 'Assign owner');
      await alert.getByText('Owner: Ed Ellis').waitFor();
      const alerts = desk
        .chat('Channel')
        .locator('.card')
        .filter({ hasText: /is no longer/ });
      assert.equal(await alerts.filter({ hasText: /legacy authentication/i }).count(), 1);
    });

    it('answers what regressed, with the same cause, in the channel', async () => {
      await desk.say('Channel', 'what regressed this week');
      const answer = await desk.card('Channel', /^[^\n]*\d fell: /);
      await answer
        .getByText(/legacy authentication/i)
        .first()
        .waitFor();
      await answer.getByText(/^Data of /).waitFor();
      await pictures('regressed', window.page, look);
    });

    it('shows the score as a chart', async () => {
      await desk.say('Eve', 'how is the score');
      const answer = await desk.card('Eve', /Reached/i);
      await answer.getByRole('img').first().waitFor();
    });

    it('brings the review on Monday, which is done once', async () => {
      await desk.forward('+1 day');
      const review = await desk.card('Channel', /Weekly review, week 10 of 2027/);
      await review.getByText(/Register: \d+ lines, head #\d+ [0-9a-f]{12}/).waitFor();
      const lines = await review.getByLabel('Line', { exact: true }).locator('option').count();
      assert.ok(lines > 1 && lines <= 11, `${String(lines)} choices`);
      await pictures('review', window.page, look);
      await pressOn(review, 'Review done');
      await review.getByText(/^Done by /).waitFor();
    });

    it('says on the same card that it has recovered', async () => {
      await desk.forward('+1 week');
      await desk.goTo('Channel');
      await desk.card('Channel', /Recovered: .* complete again.*block legacy authentication/s);
    });
  });
