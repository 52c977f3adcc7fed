/**
 * Measures the product against a bare echo bot on the same stack, prints the table, and after a run of
 * everything puts it into docs/performance.md.
 * `npm run bench -- [--quick] [--check] [--rounds n] [--pairs n] [approval] [groups] [questions] [register] [start] [memory] [echo]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../bench/main.ts', import.meta.url));
const bench = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
const [status] = await once(bench, 'close');
process.exitCode = status ?? 1;
