import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { looks, openBrowser, openWindow, type Window } from './browser.ts';
import { type Desk, enter, fillIn, pressOn } from './desk.ts';
import { pictures } from './picture.ts';
import { type RunningSandbox, startSandbox } from './sandbox.ts';
import { endorse, stands } from './walk.ts';

for (const [name, look] of Object.entries(looks))
  describe(`Two reviews go by, ${name}`, () => {
    let browser: Browser | undefined;
    let sandbox: RunningSandbox | undefined;
    let window: Window;
    let desk: Desk;
    let renewal = '';

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

    it('asks three questions on the day, and makes a new acceptance of the answers', async () => {
      await desk.forward('To the review date');
      const card = await desk.card('Eve', /Review due/);
      await card.getByText('Cloud Discovery', { exact: false }).first().waitFor();
      await fillIn(card, {
        'What changed in the residual risk?': 'Nothing: the proxy still lets known apps pass only.',
        'Which mitigations exist now?': 'The allow-list, and DLP on mail and SharePoint.',
        'Do the reasons still hold?': 'They do, the firewall comes half a year later.',
      });
      await pictures('review-due', window.page, look);
      await pressOn(card, 'Renew');
      renewal = await stands(card, 'In review');
    });

    it('goes the whole way again, and closes the one before', async () => {
      await endorse(desk, renewal);
      const card = await desk.card('Carl', renewal);
      await pressOn(card, 'Approve');
      await stands(card, 'Active');
      await desk.say('Eve', 'register closed');
      const closed = await desk.card('Eve', /Register/);
      await closed.getByText(/RA-2026-0001 · Closed/).waitFor();
      assert.match(await desk.portalRow('mcas_cloud_discovery').innerText(), /Risk accepted/);
    });

    it('ends what nobody renews, and Secure Score goes back', async function () {
      // A year takes its time: once is enough.
      if (look.width < 1000) return;
      await desk.forward('To the review date');
      await desk.goTo('Eve');
      await desk.card('Eve', new RegExp(`${renewal} · Review due`));
      await desk.forward('+1 week');
      await desk.forward('+1 week');
      await desk.say('Carl', `show ${renewal}`);
      const card = await desk.card('Carl', renewal);
      await stands(card, 'Expired');
      await desk.goTo('Score');
      assert.match(await desk.portalRow('mcas_cloud_discovery').innerText(), /To address/);
      await pictures('expired', window.page, look);
    }).timeout(400_000);
  });
