// Makes src/sandbox/catalogue.json, the facts of the simulated tenant's controls, from a catalogue of real ones:
//   node scripts/catalogue.mjs <catalogue.json>
// The same catalogue gives the same file. What is unknown is left out.
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('Say which catalogue: node scripts/catalogue.mjs <catalogue.json>\n');
  process.exit(2);
}

const fact = (control) => ({
  id: control.id,
  title: control.title,
  category: control.controlCategory,
  service: control.service,
  maxScore: control.maxScore,
  rank: control.rank,
  tier: control.tier,
  implementationCost: control.implementationCost,
  userImpact: control.userImpact,
  threats: control.threats,
  actionUrl: control.actionUrl,
  retired: control.retired === true ? true : null,
});

/** The control of the founding document, which no public catalogue holds. */
const cloudDiscovery = {
  id: 'mcas_cloud_discovery',
  title: 'Cloud Discovery',
  controlCategory: 'Apps',
  service: 'MCAS',
  maxScore: 4.5,
  rank: 81,
  tier: 'Advanced',
  implementationCost: 'Moderate',
  userImpact: 'Low',
  threats: ['Data Exfiltration'],
  actionUrl: 'https://security.microsoft.com/cloudapps/discovery',
};

const known = (row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
const byId = (a, b) => (a.id < b.id ? -1 : 1);

const controls = JSON.parse(await readFile(source, 'utf8'));
const rows = [...controls, cloudDiscovery].map(fact).map(known).sort(byId);
const target = new URL('../src/sandbox/catalogue.json', import.meta.url);
await writeFile(target, await format(JSON.stringify(rows), { parser: 'json', printWidth: 100 }));
