// Shows that every guard of the workflow is tested: takes one thing away at a time, in a copy, and runs the tests of
// the domain against it. A mutant that no test notices has SURVIVED, and fails the run.
//   npm run mutate [-- <part of a mutant's name>]
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { states } from '../src/domain/acceptance.ts';
import { guards } from '../src/domain/guards.ts';
import { workflow } from '../src/domain/workflow-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const atOnce = 2;
const longest = 60_000;
const TABLE = 'src/domain/workflow-table.ts';
const GUARDS = 'src/domain/guards.ts';
const DECIDE = 'src/domain/workflow.ts';
const DUTIES = 'src/domain/duties.ts';
const STEP = 'src/domain/step.ts';

/** A mutant: code put at the end of a file, or words of it replaced. */
const added = (name, file, code) => ({ name, file, mutate: (text) => `${text}\n${code}\n` });
const replaced = (name, file, from, to) => ({
  name,
  file,
  mutate(text) {
    if (text.split(from).length !== 2) throw new Error(`${file} should hold once: ${from}`);
    return text.replace(from, () => to);
  },
});

const inRow = (at, field, value) =>
  `Object.assign(workflow[${String(at)}], { ${field}: ${JSON.stringify(value)} });`;

function ofRow(row, at) {
  const called = `row ${row.row} (${row.on})`;
  const less = (field, what) =>
    row[field].map((one) =>
      added(
        `${called} without ${what} ${one}`,
        TABLE,
        inRow(
          at,
          field,
          row[field].filter((other) => other !== one),
        ),
      ),
    );
  const elsewhere = states.find((state) => state !== row.to && !row.from.includes(state));
  return [
    ...less('guards', 'guard'),
    ...(row.by === 'system' ? [] : less('by', 'role')),
    ...less('from', 'state'),
    ...(row.tells ? less('tells', 'a line to the') : []),
    ...(row.announced
      ? [added(`${called} without its line in the channel`, TABLE, inRow(at, 'announced', false))]
      : []),
    ...(row.turn
      ? [added(`${called} without its turn`, TABLE, `delete workflow[${String(at)}].turn;`)]
      : []),
    added(`${called} leading to ${elsewhere}`, TABLE, inRow(at, 'to', elsewhere)),
    added(`without ${called}`, TABLE, `workflow.splice(${String(at)}, 1);`),
  ];
}

const letsThrough = Object.keys(guards).map((name) =>
  added(
    `guard ${name} lets always through`,
    GUARDS,
    `Object.assign(guards, { ${name}: () => undefined });`,
  ),
);

const ofDecide = [
  replaced(
    'decide without delivered before',
    DECIDE,
    'if (before && wasDelivered(attempt)) return { ok: true, change: undefined };',
    '',
  ),
  replaced(
    'delivered before, whoever pressed',
    DECIDE,
    'followed?.by === person.id && ',
    'followed && ',
  ),
  replaced(
    'delivered before, whatever was pressed',
    DECIDE,
    ' && followed.event === command.on',
    '',
  ),
  replaced(
    'decide without wrongState: the first row of the event, whatever the state',
    DECIDE,
    'const open = rowsFrom(before?.state, command.on);',
    'const open = workflow.filter((one) => one.on === command.on);',
  ),
  replaced(
    'decide without the answer wrongState',
    DECIDE,
    "if (!first) return { ok: false, refusal: 'wrongState' };",
    'if (!first) return { ok: true, change: undefined };',
  ),
  replaced(
    'decide without stale',
    DECIDE,
    "if (before && command.revision !== before.revision) return { ok: false, refusal: 'stale' };",
    '',
  ),
  replaced(
    'decide refuses older cards only',
    DECIDE,
    'command.revision !== before.revision',
    'command.revision < before.revision',
  ),
  replaced(
    'decide without notYou: the row for everybody',
    DECIDE,
    'open.find((one) => maySystem(one, person) || grantFor(one, person))',
    'first',
  ),
  replaced(
    'the system’s rows for everybody',
    DECIDE,
    "by === 'system' && id === theSystem.id",
    "by === 'system'",
  ),
  replaced(
    'decide without the guards',
    DECIDE,
    'if (refused) return noLongerLow(refused, attempt);',
    '',
  ),
  replaced(
    'decide without row 9',
    DECIDE,
    'if (refused) return noLongerLow(refused, attempt);',
    'if (refused) return { ok: false, ...refused };',
  ),
  replaced('row 9 for every refusal of row 8', DECIDE, "refused.refusal !== 'stale' || ", ''),
  replaced(
    'row 9 before who may',
    DECIDE,
    "['wrongState', 'notYou', 'stale']",
    "['wrongState', 'stale', 'notYou']",
  ),
  replaced(
    'invalid before wrongState',
    DECIDE,
    "['wrongState', 'notYou', 'stale']",
    "['notYou', 'stale']",
  ),
];

const ofDuties = [
  replaced(
    'the proposer may review',
    DUTIES,
    'itManager.filter(({ id }) => id !== proposerId)',
    'itManager',
  ),
  replaced('the proposer may approve', DUTIES, 'person.id !== parts.proposerId && ', ''),
  replaced('whoever endorsed may approve', DUTIES, 'person.id !== reviewerId || ', 'true || '),
  replaced('whoever endorsed never approves', DUTIES, '(mayDouble(policy) && ', '(false && '),
  replaced('one may do both with one role', DUTIES, " && holds(person, 'itManager')", ''),
  replaced('one may do both whatever the policy', DUTIES, 'policy.minDistinctPeople === 2', 'true'),
];

const ofStep = [
  replaced(
    'a CISO writes the business context',
    STEP,
    "if (before?.state !== 'InReview') return {};",
    '',
  ),
  replaced(
    'a second submission keeps its endorsement',
    STEP,
    'reviewerId: null,\n    reviewedAt: null,\n    reason',
    'reason',
  ),
  replaced('a standard route falls back', STEP, "before?.route === 'standard'", 'false'),
];

const everything = [
  ...workflow.flatMap(ofRow),
  ...letsThrough,
  ...ofDecide,
  ...ofDuties,
  ...ofStep,
];

/** The tests that say most come first. The page of the workflow is left out: it would notice every change of the table. */
async function testFiles() {
  const all = (await readdir(join(root, 'test/domain'))).filter(
    (name) => name.endsWith('.test.ts') && name !== 'diagram.test.ts',
  );
  const slow = ['choices.test.ts', 'invariants.test.ts', 'text.test.ts'];
  const order = [
    ...all.filter((name) => !slow.includes(name)),
    ...slow.filter((name) => all.includes(name)),
  ];
  return order.map((name) => join('test/domain', name));
}

async function copy() {
  const folder = await mkdtemp(join(tmpdir(), 'mutate-'));
  for (const part of ['src/domain', 'test/domain', 'package.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Whether the tests pass in a folder, and what they say. A run that does not end has noticed something too. */
const run = (folder, files) =>
  new Promise((resolve, reject) => {
    const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
    const child = spawn(
      process.execPath,
      [mocha, '--no-config', '--bail', '--reporter', 'dot', ...files],
      {
        cwd: folder,
        timeout: longest,
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (said += String(data)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, said }));
  });

/** Tries mutants in one copy, one after the other, until none are left. */
async function work(queue, files, survived) {
  const folder = await copy();
  try {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const path = join(folder, mutant.file);
      const text = await readFile(path, 'utf8');
      await writeFile(path, mutant.mutate(text));
      const { passed, said } = await run(folder, files);
      await writeFile(path, text);
      // A mutant that cannot even be loaded says nothing about the tests.
      if (!passed && !/^\s+1\) /m.test(said))
        throw new Error(`${mutant.name} did not run:\n${said}`);
      if (passed) survived.push(mutant.name);
      process.stdout.write(`${passed ? 'SURVIVED' : 'killed  '}  ${mutant.name}\n`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function main() {
  const [part = ''] = process.argv.slice(2);
  const chosen = everything.filter(({ name }) => name.includes(part));
  const files = await testFiles();
  const folder = await copy();
  const { passed, said } = await run(folder, files).finally(() => rm(folder, { recursive: true }));
  if (!passed) {
    process.stdout.write(`${said}\nThe tests fail before anything is changed.\n`);
    return 1;
  }
  const survived = [];
  const queue = [...chosen];
  await Promise.all(Array.from({ length: atOnce }, () => work(queue, files, survived)));
  const killed = chosen.length - survived.length;
  process.stdout.write(
    `\n${String(chosen.length)} mutants: ${String(killed)} killed, ${String(survived.length)} survived.\n`,
  );
  for (const name of survived) process.stdout.write(`SURVIVED  ${name}\n`);
  return survived.length > 0 || chosen.length === 0 ? 1 : 0;
}

process.exitCode = await main();
