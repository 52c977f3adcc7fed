import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { looks, openBrowser, openWindow, type Window } from './browser.ts';
import { type Desk, enter, pressOn } from './desk.ts';
import { picture, pictures } from './picture.ts';
import { type RunningSandbox, startSandbox } from './sandbox.ts';
import { auditLog, endorse, propose, stands } from './walk.ts';

for (const [name, look] of Object.entries(looks))
  describe(`A stranger's first acceptance, ${name}`, () => {
    let browser: Browser | undefined;
    let sandbox: RunningSandbox | undefined;
    let window: Window;
    let desk: Desk;
    let id = '';
    let form: Locator;
    let decision: Locator;

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

    const ticked = async (): Promise<readonly (string | null)[]> => {
      const steps = await window.page.locator('#steps [data-done="true"]').all();
      return Promise.all(steps.map((step) => step.getAttribute('data-step')));
    };

    it('begins with the guide, and with nothing of it done', async () => {
      assert.deepEqual(await ticked(), []);
      assert.ok(await desk.step('propose').isVisible());
    });

    it('goes from the proposal to the portal as the guide says', async () => {
      form = await propose(desk, auditLog);
      id = await stands(form, 'In review');
      assert.deepEqual(await ticked(), ['propose']);

      await endorse(desk, id);
      assert.deepEqual(await ticked(), ['propose', 'endorse']);

      decision = await desk.card('Carl', id);
      const { page } = window;
      await page.setViewportSize({ ...look, height: 1600 });
      if (look.width < 1080) await picture('card-approver', decision.locator('.card'));
      await page.setViewportSize(look);
      await pressOn(decision, 'Approve');
      await stands(decision, 'Active');

      await desk.goTo('Score');
      const row = desk.portalRow('mip_search_auditlog');
      await row.getByText('Risk accepted').first().waitFor();
      await row.getByRole('button').first().click();
      await row.getByText(new RegExp(`^Risk accepted ${id}, review by `)).waitFor();
      await row.getByRole('button').first().click();

      await desk.goTo('Eve');
      await stands(form, 'Active');
      await desk.goTo('Channel');
      const told = desk.chat('Channel').locator('.message').filter({ hasText: id });
      await told.filter({ hasText: 'in force' }).last().waitFor();
      assert.deepEqual(await ticked(), ['propose', 'endorse', 'approve', 'portal']);
    });

    it('is in the register, which verifies', async () => {
      await desk.say('Eve', 'register');
      const register = await desk.card('Eve', /Register.*5 in all/s);
      await register.getByText(id).first().waitFor();
      await desk.say('Eve', 'verify register');
      const verified = await desk.card('Eve', 'Verify register');
      await verified.getByText('The register is consistent').waitFor();
      assert.equal(await verified.getByText('⚠').count(), 0);
      assert.equal((await ticked()).length, 5);
      await desk.goTo('Carl');
      await window.page.mouse.move(0, 0);
      await window.page.evaluate('document.activeElement?.blur()');
      await pictures('sandbox', window.page, look);
    });

    it('is still there after a reload', async () => {
      const { page } = window;
      await enter(page, page.url());
      assert.equal((await ticked()).length, 5);
      await desk.goTo('Eve');
      assert.equal(await stands(form, 'Active'), id);
      await desk.card('Eve', 'Verify register');
      await desk.goTo('Carl');
      assert.equal(await stands(decision, 'Active'), id);
      await desk.goTo('Score');
      await desk.portalRow('mip_search_auditlog').getByText('Risk accepted').first().waitFor();
    });

    it('asks twice where the residual risk is High', async () => {
      const card = await desk.card('Carl', 'password protection');
      const waiting = await stands(card, 'In approval');
      await pressOn(card, 'Approve');
      await card.getByText('Approve a High residual risk').waitFor();
      await desk.goTo('Score');
      assert.equal(await desk.portalRow('aad_password_protection').count(), 0);
      await desk.goTo('Carl');
      await pressOn(card, 'Approve High risk');
      assert.equal(await stands(card, 'Active'), waiting);
      await desk.goTo('Score');
      await desk.portalRow('aad_password_protection').getByText('Risk accepted').first().waitFor();
    });
  });
