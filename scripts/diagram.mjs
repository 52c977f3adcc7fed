// Writes docs/workflow.md, the workflow as a picture and a table, read off the table that the product runs on:
//   npm run diagram
// With --check it writes nothing and fails where the page is not current.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { final, stateNames, states } from '../src/domain/acceptance.ts';
import { roleNames } from '../src/domain/person.ts';
import { workflow } from '../src/domain/workflow-table.ts';

const target = fileURLToPath(new URL('../docs/workflow.md', import.meta.url));

const whoMay = ({ by }) =>
  by === 'system' ? 'Scorekeeper' : by.map((role) => roleNames[role]).join(', ');

const arrows = workflow.flatMap((row) =>
  (row.from.length > 0 ? row.from : ['[*]']).map(
    (from) => `${from} --> ${row.to === 'same' ? from : row.to}: ${row.on} (${row.row})`,
  ),
);
const reached = states.filter((state) =>
  workflow.some(({ to, from }) => to === state || from.includes(state)),
);
const names = reached.map((state) => `state "${stateNames[state]}" as ${state}`);
const ends = reached.filter((state) => final.includes(state)).map((state) => `${state} --> [*]`);

const turns = { itManagers: 'the IT managers', cisos: 'the CISOs', proposer: 'the proposer' };
const outcome = ({ turn, tells = [], announced }) =>
  [
    ...(turn ? [`a card to ${turns[turn]}: it is their turn`] : []),
    ...(tells.length > 0 ? [`a line to the ${tells.join(' and the ')}`] : []),
    ...(announced ? ['a line in the governance channel'] : []),
  ].join('; ');

const cells = (row) => [
  row.row,
  row.from.map((state) => stateNames[state]).join(', ') || '–',
  `\`${row.on}\``,
  whoMay(row),
  row.guards.map((name) => `\`${name}\``).join(', ') || '–',
  row.to === 'same' ? 'same' : stateNames[row.to],
  outcome(row) || '–',
];
const line = (all) => `| ${all.join(' | ')} |`;

const page = `<!-- Made by \`npm run diagram\` from src/domain/workflow-table.ts. Change the table, not this page. -->

# The workflow

Whatever is not in this table does not happen: every other pair of state and event is refused.

\`\`\`mermaid
stateDiagram-v2
${[...names, ...arrows, ...ends].map((each) => `  ${each}`).join('\n')}
\`\`\`

${line(['#', 'from', 'event', 'who', 'guards', 'to', 'who hears of it'])}
${line(Array.from({ length: 7 }, () => '---'))}
${workflow.map((row) => line(cells(row))).join('\n')}

Row 9 is row 8 where \`stillLow\` refuses: the press is answered as stale, and Scorekeeper sets the route to standard.
Each guard stands in src/domain/guards.ts under its name.
`;

const wanted = await format(page, { ...(await resolveConfig(target)), parser: 'markdown' });
if (process.argv.includes('--check')) {
  const found = await readFile(target, 'utf8').catch(() => '');
  if (found !== wanted) {
    process.stderr.write('docs/workflow.md is not current: npm run diagram writes it.\n');
    process.exitCode = 1;
  }
} else await writeFile(target, wanted);
