import type { Acceptance } from '../domain/acceptance.ts';
import { type Line, line, run } from './lines.ts';

const SHOWN_OF_A_LINK = 60;
const SHOWN_OF_A_SUM = 12;

/** The addresses as links; only https ones are ever on record, and only those can be pressed. `sums`: as much of each SHA-256. */
export const evidenceLines = (
  { evidence }: Acceptance,
  sums: 'whole' | 'short' | 'none',
): readonly Line[] =>
  evidence.slice(0, 5).map(({ url, sha256 }, at) => {
    const shown = url.length <= SHOWN_OF_A_LINK ? url : `${url.slice(0, SHOWN_OF_A_LINK)}…`;
    const words = `${String(at + 1)}. ${shown}`;
    const address = url.startsWith('https://') ? run.link(words, url) : run.plain(words);
    const sum = sums === 'whole' ? sha256 : `${sha256.slice(0, SHOWN_OF_A_SUM)}…`;
    return sha256 === '' || sums === 'none'
      ? line(address)
      : line(address, run.quiet(` SHA-256 ${sum}`));
  });
