/** Does one thing with a large register in a process of its own, and prints what it took as JSON. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { carryOut } from '../src/app/carry-out.ts';
import { checkAcceptances } from '../src/app/check-acceptances.ts';
import { exportsWith } from '../src/app/export-register.ts';
import type { Format } from '../src/app/open-download.ts';
import type { Ports } from '../src/app/ports.ts';
import { verifyExport } from '../src/app/verify-export.ts';
import type { Person } from '../src/domain/person.ts';
import { fileParts } from '../src/files/file-parts.ts';
import { readExport } from '../src/files/read-export.ts';
import { sheets } from '../src/files/sheets.ts';
import { openDatabase, sqlStore } from '../src/store/open.ts';

const { WORK = '', DATABASE_URL = '', FILE = '' } = process.env;
const db = openDatabase(DATABASE_URL);
const aude: Person = {
  id: 'sandbox-aude',
  name: 'Aude',
  upn: '',
  grants: [{ role: 'auditor', from: 'user:sandbox-aude' }],
};
const unused = (): never => {
  throw new Error('Nothing of this is needed here.');
};

const portsOn = (database: typeof db): Ports => ({
  store: sqlStore(database),
  secureScore: { read: unused, days: unused, update: unused, write: unused },
  directory: { person: unused, recent: unused, holders: unused },
  directoryUnder: unused,
  messenger: { post: unused, update: unused, postToChannel: unused, reaches: unused },
  links: { acceptance: unused, page: unused, download: unused },
  log: { info: () => undefined, warn: () => undefined, fault: unused },
  policy: {
    roles: { engineer: [], itManager: [], ciso: [], auditor: [] },
    ...{ allowGuests: false, writeBack: 'graph', lowImpactMaxPoints: 2, minDistinctPeople: 3 },
    ...{ scoreDropAlertPercent: 2, baselinePercent: null, targetPercent: [80, 85] },
    ...{ auditScope: [], timeZone: 'UTC' },
  },
  policyVersion: 1,
  now: () => new Date(),
  wake: () => undefined,
});

const megabytes = (): number => process.memoryUsage().rss / 1024 ** 2;

async function exported(format: Format): Promise<object> {
  const ports = portsOn(db);
  await ports.store.head();
  const before = megabytes();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, megabytes())), 20);
  const started = performance.now();
  const file = await exportsWith(sheets)[format]?.(ports, aude);
  if (!file) throw new Error('There is no such format.');
  const { body } = file;
  await pipeline(
    Readable.from(typeof body === 'string' || body instanceof Uint8Array ? [body] : body),
    createWriteStream(FILE),
  );
  const ms = performance.now() - started;
  clearInterval(watching);
  return { ms, megabytes: Math.max(most, megabytes()) - before };
}

async function verified(): Promise<object> {
  const started = performance.now();
  const { misfit, lines } = verifyExport(readExport(fileParts(FILE)));
  const ms = performance.now() - started;
  if (misfit) throw new Error(`The register does not verify: ${misfit.why}.`);
  return Promise.resolve({ linesASecond: (1_000 * lines) / ms });
}

/** The daily look at the data and at the clocks, with nothing due; once before, as no process is new every day. */
async function aDay(): Promise<object> {
  const run = async (ports: Ports, day: string): Promise<void> => {
    const before = await ports.store.head();
    await checkAcceptances(ports, day);
    await carryOut(ports);
    if ((await ports.store.head()).seq !== before.seq) throw new Error('Something was due.');
  };
  const asked: CompiledQuery[] = [];
  const listening: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      asked.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await run(portsOn(db.withPlugin(listening)), '2027-01-01');
  const started = performance.now();
  await run(portsOn(db), '2027-01-02');
  return { ms: performance.now() - started, plans: await plansOf(asked) };
}

async function plansOf(asked: readonly CompiledQuery[]): Promise<readonly string[]> {
  const plans = new Set<string>();
  for (const { sql, parameters } of asked) {
    const about = sql.replace(/\(\?(, \?)+\)/g, '(…)').slice(0, 160);
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = (await db.executeQuery(explain)) as { rows: { detail: string }[] };
    plans.add(`${about}\n  ${rows.map(({ detail }) => detail).join('\n  ')}`);
  }
  return [...plans];
}

const works: Readonly<Record<string, () => Promise<object>>> = {
  xlsx: () => exported('xlsx'),
  csv: () => exported('csv'),
  json: () => exported('json'),
  verify: verified,
  day: aDay,
};

process.stdout.write(JSON.stringify(await works[WORK]?.()));
await db.destroy();
