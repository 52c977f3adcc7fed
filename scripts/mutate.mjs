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
const PERSON = 'src/domain/person.ts';
const ACTING = 'src/domain/acting.ts';
const AUTHORITY = 'src/domain/authority.ts';
const DEPUTY = 'src/domain/deputy.ts';
const DRIFT = 'src/domain/drift.ts';
const TIME = 'src/domain/guards-of-time.ts';

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
    // What is open in every state leads to none; what renews is an acceptance of its own.
    ...(elsewhere && row.on !== 'renew'
      ? [added(`${called} leading to ${elsewhere}`, TABLE, inRow(at, 'to', elsewhere))]
      : []),
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
    'followed?.by === person.id &&\n',
    'followed !== undefined &&\n',
  ),
  replaced(
    'delivered before, whatever was pressed',
    DECIDE,
    'followed.event === command.on &&',
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
    "if (isStale(attempt)) return { ok: false, refusal: 'stale' };",
    '',
  ),
  replaced('comments make a card stale', DECIDE, ' && !situation.onlyComments', ''),
  replaced(
    'another comment is the same delivery',
    DECIDE,
    "(command.on !== 'comment' || before?.comment === tidy(command.comment ?? ''))",
    'true',
  ),
  replaced(
    'a partial acceptance waits for Secure Score',
    DECIDE,
    "state === 'Approved' && scope === 'partial'",
    'false',
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
  replaced('the proposer may approve', DUTIES, 'person.id !== parts.proposerId &&', ''),
  replaced(
    'the proposer of what is renewed may approve',
    DUTIES,
    'person.id !== parts.earlierProposerId &&',
    '',
  ),
  replaced(
    'the proposer of what is renewed may decide alone',
    DUTIES,
    'reviewers(holders, proposing).filter(({ id }) => id !== proposing.earlierProposerId)',
    'reviewers(holders, proposing)',
  ),
  replaced('the right of another counts as one’s own', PERSON, ' && !isDeputy(grant)', ''),
  replaced('whoever endorsed may approve', DUTIES, 'person.id !== reviewerId || ', 'true || '),
  replaced('whoever endorsed never approves', DUTIES, '(mayDouble(policy) && ', '(false && '),
  replaced('one may do both with one role', DUTIES, "holdsItself(person, 'itManager') && ", ''),
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
    '...unendorsed,\n    changedFacts: null,',
    'changedFacts: null,',
  ),
  replaced('a change keeps the endorsement', STEP, '...unendorsed,\n    ...(rises', '...(rises'),
  replaced(
    'a change is found again every day',
    STEP,
    'changedFacts: facts(control',
    'facts: facts(control',
  ),
  replaced(
    'a renewal forgets whom it renews',
    STEP,
    'earlierProposerId: earlier.proposerId',
    'earlierProposerId: null',
  ),
  replaced('a standard route falls back', STEP, 'standsStandard(attempt)', 'false'),
];

const ofTime = [
  replaced('stale data move acceptances: material', TIME, 'daily.fresh &&\n', '\n'),
  replaced(
    'stale data complete acceptances',
    TIME,
    'daily.fresh && daily.completedDays',
    'daily.completedDays',
  ),
  replaced('stale data end acceptances', TIME, 'daily.fresh && daily.goneDays', 'daily.goneDays'),
  replaced('completed at once', TIME, 'COMPLETED_DAYS = 2', 'COMPLETED_DAYS = 1'),
  replaced('gone at once', TIME, 'GONE_DAYS = 3', 'GONE_DAYS = 2'),
  replaced('a day less of grace', TIME, 'GRACE_DAYS = 14', 'GRACE_DAYS = 13'),
  replaced('a day more of grace', TIME, 'GRACE_DAYS = 14', 'GRACE_DAYS = 15'),
  replaced('a renewal ends it before it is in force', TIME, 'inForce.includes(state)', 'true'),
  replaced(
    'any other attempt counts as its renewal',
    TIME,
    'earlierProposerId !== null &&\n',
    '\n',
  ),
  replaced('a part renews the whole', TIME, 'scope === before.scope &&\n', '\n'),
];

const ofDeputies = [
  replaced('anybody names deputies', DEPUTY, 'person.id === principalId || isCiso(person)', 'true'),
  replaced(
    'a deputy of the CISO names deputies',
    DEPUTY,
    "holdsItself(person, 'ciso')",
    "holds(person, 'ciso')",
  ),
  replaced(
    'anybody ends a deputy',
    DEPUTY,
    'person.id === deputyId || mayAppoint(person, principalId)',
    'true',
  ),
  replaced('a deputy from yesterday on', DEPUTY, 'validFrom < today', 'false'),
  replaced('a deputy until before they begin', DEPUTY, 'validTo < validFrom', 'false'),
  replaced('a deputy for a day more', DEPUTY, 'MOST_DAYS = 60', 'MOST_DAYS = 61'),
  replaced('one’s own deputy', DEPUTY, 'principal.id === deputy.id', 'false'),
  replaced(
    'a deputy of a deputy',
    DEPUTY,
    '!holdsItself(principal, role)',
    '!holds(principal, role)',
  ),
  replaced('a deputy for somebody disabled', DEPUTY, 'asked.principalBarred || ', ''),
  replaced('somebody disabled as deputy', DEPUTY, 'if (asked.deputyBarred)', 'if (false)'),
  replaced('a deputy twice', DEPUTY, 'isSame(one, asked) && overlaps(one, asked)', 'false'),
  replaced(
    'a deputy without a reason',
    DEPUTY,
    "givenComplaint(asked.reason, 'a reason')",
    'undefined',
  ),
  replaced(
    'a role that its principal has lost',
    DEPUTY,
    'principal && holdsItself(principal, one.role) && ',
    '',
  ),
  replaced('one’s own deputy for another', DEPUTY, 'asked.byId === deputy.id', 'false'),
  replaced('a right after its last day', DEPUTY, 'lent.from <= day && day <= lent.to', 'true'),
  replaced('a lent right is not its lender’s doing', ACTING, '[by, lent.principalId]', '[by]'),
  replaced(
    'a lender decides what was endorsed for them',
    ACTING,
    'whoseDoing(before.reviewerId, before.reviewerRoleFrom)',
    '[before.reviewerId]',
  ),
  replaced(
    'a lender’s endorsement of their own stands in the trail',
    AUTHORITY,
    'acting(endorsement).includes(proposer)',
    'endorsement.by === proposer',
  ),
  replaced('the right of another before one’s own', DEPUTY, ' && !holds(person, one.role)', ''),
];

const ofDrift = [
  replaced('drift in data that are too old', DRIFT, '!sight.fresh || ', ''),
  replaced('drift while something is on its way', DRIFT, ' || sight.open', ''),
  replaced('drift of what is not in force yet', DRIFT, '!inForce.includes(binding.state)', 'false'),
  replaced('drift in what was read before', DRIFT, 'if (readAt <= began) return unknown;', ''),
  replaced('drift of what was completed', DRIFT, 'back && isCompleted(control)', 'false'),
  replaced(
    'drift in what was read before the end',
    DRIFT,
    "ended.some(({ endedAt }) => readAt <= (endedAt ?? ''))",
    'false',
  ),
  replaced(
    'every status is unmanaged',
    DRIFT,
    'ended.findLast(({ id }) => named.has(id))',
    'undefined',
  ),
  replaced(
    'what is partial held its control',
    DRIFT,
    "scope === 'tenant' && decidedAt",
    'decidedAt',
  ),
  replaced('what was never decided held its control', DRIFT, 'decidedAt !== null && ', ''),
  replaced('another update is the same finding', DRIFT, ' &&\n  one.at === other.at', ''),
];

const everything = [
  ...ofTime,
  ...workflow.flatMap(ofRow),
  ...letsThrough,
  ...ofDecide,
  ...ofDuties,
  ...ofStep,
  ...ofDeputies,
  ...ofDrift,
];

/** The tests that say most: nearly every mutant ends in the second that these take. */
const first =
  `workflow-table deciding refusals submitting reviewing living ending turn step duties authority low-route
  route proposal review-date deputy drift clocks review living-guards lent`
    .split(/\s+/)
    .map((name) => `${name}.test.ts`);

/** Random histories notice much, and not always: what they alone notice has no test. */
const isRandom = async (name) =>
  /from '(fast-check|\.\/always\.ts)'/.test(
    await readFile(join(root, 'test/domain', name), 'utf8'),
  );

/** Those, and all others. The page of the workflow is left out: it would notice every change of the table. */
async function testFiles() {
  const names = (await readdir(join(root, 'test/domain'))).filter(
    (name) => name.endsWith('.test.ts') && name !== 'diagram.test.ts',
  );
  const random = await Promise.all(names.map(isRandom));
  const all = names.filter((_, at) => !random[at]);
  const missing = first.filter((name) => !all.includes(name));
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}.`);
  const others = all.filter((name) => !first.includes(name));
  return [first, others].map((names) => names.map((name) => join('test/domain', name)));
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
      [mocha, '--no-config', '--timeout', '20000', '--bail', '--reporter', 'dot', ...files],
      {
        cwd: folder,
        timeout: longest,
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (said += String(data)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, ended: code !== null, said }));
  });

/** Runs one part of the tests after the other, until one fails. */
async function runAll(folder, parts) {
  const [files, ...others] = parts;
  const ran = await run(folder, files);
  return ran.passed && others.length > 0 ? runAll(folder, others) : ran;
}

/** Tries mutants in one copy, one after the other, until none are left. */
async function work(queue, files, survived) {
  const folder = await copy();
  try {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const path = join(folder, mutant.file);
      const text = await readFile(path, 'utf8');
      await writeFile(path, mutant.mutate(text));
      const { passed, ended, said } = await runAll(folder, files);
      await writeFile(path, text);
      // A mutant that cannot even be loaded says nothing about the tests.
      if (!passed && ended && !/^\s+1\) /m.test(said))
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
  // What no longer fits its file is told before anything is run.
  for (const { file, mutate } of everything) mutate(await readFile(join(root, file), 'utf8'));
  const files = await testFiles();
  const folder = await copy();
  const { passed, said } = await runAll(folder, files).finally(() =>
    rm(folder, { recursive: true }),
  );
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
