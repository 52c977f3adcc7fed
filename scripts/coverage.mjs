/** The floors that carry the decisions are covered to 98 % of lines and branches: read off the newest coverage. */
import { readFileSync } from 'node:fs';

const LEAST = 98;
const summary = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
let low = false;
for (const floor of ['src/domain/', 'src/app/'])
  for (const kind of ['lines', 'branches']) {
    const files = Object.entries(summary).filter(([file]) => file.includes(`/${floor}`));
    const sum = (what) => files.reduce((all, [, figures]) => all + figures[kind][what], 0);
    const percent = (100 * sum('covered')) / sum('total');
    if (!(percent >= LEAST)) low = true;
    process.stdout.write(`${floor} ${kind}: ${percent.toFixed(2)} %\n`);
  }
if (low) process.stderr.write(`Less than ${LEAST} %.\n`);
process.exitCode = low ? 1 : 0;
