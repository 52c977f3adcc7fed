import { existsSync } from 'node:fs';
import { it } from 'mocha';

const home = new URL('../../../shared/data/', import.meta.url);

/**
 * A test against the published data that lies beside a checkout, not in it. Where it is absent the test is left
 * out and says so in words that `.ci/run` knows; no other test may be left out there.
 */
export function withData(
  file: string,
  title: string,
  test: (at: URL) => Promise<void> | void,
): void {
  const at = new URL(file, home);
  if (existsSync(at)) it(title, () => test(at));
  else it.skip(`${title} (left out: the published data is not here)`);
}
