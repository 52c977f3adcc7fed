import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Look, openBrowser, openWindow, type Window } from './browser.ts';
import { enter, pressOn } from './desk.ts';
import { picture } from './picture.ts';
import { type RunningSandbox, startSandbox } from './sandbox.ts';

/** The first of the story: proposed, endorsed, approved and verified. */
const id = 'RA-2026-0001';

const looks: Readonly<Record<string, Look>> = {
  '1400 px wide': { width: 1400, height: 900 },
  '1400 px wide, in the dark': { width: 1400, height: 900, dark: true },
  '390 px wide': { width: 390, height: 844 },
  '390 px wide, in the dark': { width: 390, height: 844, dark: true },
};

describe('The page of an acceptance', () => {
  let browser: Browser | undefined;
  let sandbox: RunningSandbox | undefined;
  let chats: Window;
  let details: Locator;

  before(async function () {
    browser = await openBrowser(this);
    sandbox = await startSandbox();
    chats = await openWindow(browser, { width: 1400, height: 900 });
    const desk = await enter(chats.page, sandbox.url);
    await desk.say('Carl', `show ${id}`);
    details = await desk.card('Carl', id);
    await pressOn(details, 'Details');
    await details.getByRole('link', { name: 'Open page' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  /** What a press on the button opens. */
  async function opened(): Promise<Page> {
    const page = chats.page.context().waitForEvent('page');
    await details.getByRole('link', { name: 'Open page' }).click();
    await (await page).waitForLoadState();
    return page;
  }

  it('opens from the details, and tells the whole history', async () => {
    const page = await opened();
    await page.getByRole('heading', { name: `${id} Active` }).waitFor();
    const lines = page.locator('tbody tr');
    assert.deepEqual(await lines.locator('.event').allInnerTexts(), [
      'Proposed it',
      'Endorsed it',
      'Approved it',
      'Saw it in Secure Score: in force',
    ]);
    for (const hash of await lines.locator('.hash').allInnerTexts())
      assert.match(hash, /^[0-9a-f]{64}$/);
    await page.close();
  });

  for (const [name, look] of Object.entries(looks))
    it(`is readable ${name}, and nothing of it is blocked`, async () => {
      assert.ok(browser);
      const link = (await opened()).url();
      const { page, wrongs } = await openWindow(browser, look);
      await page.goto(link);
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      assert.equal(ground, look.dark ? 'rgb(22, 23, 27)' : 'rgb(245, 245, 247)');
      const shade = look.dark ? 'dark' : 'light';
      await picture(`register-page-${String(look.width)}-${shade}`, page);
      assert.deepEqual(wrongs, []);
      await page.close();
    });

  it('comes on paper as a table in black on white', async () => {
    const page = await opened();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    assert.equal(ground, 'rgb(255, 255, 255)');
    await page.setViewportSize({ width: 700, height: 1000 });
    const shown = await page.evaluate(
      "getComputedStyle(document.querySelector('tbody td')).display",
    );
    assert.equal(shown, 'table-cell');
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
    await page.close();
  });
});
