import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Look } from './browser.ts';
import { smallPng } from './small-png.ts';

const docs = join(import.meta.dirname, '../../docs/images');

let folder: Promise<string> | undefined;
const place = async (): Promise<string> => {
  if (process.env['SCREENSHOTS'] !== '1') return mkdtemp(join(tmpdir(), 'scorekeeper-pictures-'));
  await mkdir(docs, { recursive: true });
  return docs;
};

/** Keeps a picture of the page or a part of it: for the documentation where asked for, else only for a look. */
export async function picture(name: string, of: Page | Locator): Promise<void> {
  folder ??= place();
  const small = smallPng(await of.screenshot());
  await writeFile(join(await folder, `${name}.png`), small);
}

/** The page as it is now, light and dark. */
export async function pictures(name: string, page: Page, { width }: Look): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await picture(`${name}-${String(width)}-${scheme}`, page);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
