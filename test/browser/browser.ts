import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A window of the page, and everything that went wrong in it. */
export interface Window {
  readonly page: Page;
  readonly wrongs: readonly string[];
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

/** The widths that everything is looked at in. */
export const looks: Readonly<Record<string, Look>> = {
  '1400 px wide': { width: 1400, height: 900 },
  '390 px wide, through the tabs': { width: 390, height: 844 },
};

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  chromium.executablePath(),
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium; where there is none the test is left out, which it says, and on CI that is a failure. */
export async function openBrowser(test: Mocha.Context): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: quiet });
  if (process.env['CI']) throw new Error('There is no Chromium on this machine.');
  process.stdout.write('    There is no Chromium on this machine: the page is not tested.\n');
  return test.skip();
}

/** A window of its own, that remembers nothing of another one. */
export async function openWindow(
  browser: Browser,
  { width, height, dark = false }: Look,
): Promise<Window> {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  page.setDefaultTimeout(10_000);
  const wrongs: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(message.text());
  });
  page.on('pageerror', (error) => wrongs.push(error.message));
  return { page, wrongs };
}
