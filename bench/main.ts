import { parseArgs } from 'node:util';
import { measureApproval } from './approval.ts';
import { measureEchoMemory, measureMemory } from './memory.ts';
import { extent, machine, publish, table } from './report.ts';
import { type Amount, fullAmount, quickAmount, type Row } from './row.ts';
import { measureQuestions } from './questions.ts';
import { measureRegister } from './register.ts';
import { measureStart } from './start.ts';

const benches: Readonly<Record<string, (amount: Amount) => Promise<readonly Row[]>>> = {
  approval: (amount) => measureApproval('user', amount),
  groups: (amount) => measureApproval('group', amount),
  questions: measureQuestions,
  register: measureRegister,
  start: measureStart,
  memory: measureMemory,
  echo: measureEchoMemory,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    pairs: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}: name some of ${Object.keys(benches).join(', ')}, or none for all.\n`,
  );
  process.exit(1);
}

const standard = values.quick ? quickAmount : fullAmount;
const amount: Amount = {
  ...standard,
  rounds: Number(values.rounds ?? standard.rounds),
  pairs: Number(values.pairs ?? standard.pairs),
};

// Leaves by the door, so that what was started is ended and what was made is removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const rows: Row[] = [];
for (const [name, measure] of Object.entries(benches))
  if (positionals.length === 0 || positionals.includes(name)) rows.push(...(await measure(amount)));

const figures = `${machine(new Date())} ${extent(amount)}\n\n${table(rows)}`;
process.stdout.write(`\n${figures}\n`);
// What is published is everything, measured in one run.
if (!values.quick && positionals.length === 0) publish(figures);
if (values.check && rows.some(({ ok }) => ok === false)) process.exit(1);
process.exit(0);
