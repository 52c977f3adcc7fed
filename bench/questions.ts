import { statSync } from 'node:fs';
import { openDatabase, sqlStore } from '../src/store/open.ts';
import { migrate } from '../src/store/migrate.ts';
import { tenantServer, type TenantServer } from '../src/sandbox/tenant-server.ts';
import { startBot, startFlags } from './bot-process.ts';
import { type Connector, startConnector } from './connector.ts';
import { peopleOf } from './people.ts';
import { type Product, startProduct } from './product.ts';
import { newRecord } from './record.ts';
import { type Amount, progress, type Row } from './row.ts';
import { median, p95, said, spread } from './statistics.ts';
import { type Download, dayAfter, download, watched } from './years.ts';

const QUESTION = 'what regressed this week';
const YEAR = 365;
const MOST = 2.5;
const MOST_LONGER = 1.1;
const MOST_DAY_MS = 100;
const MOST_FIRST_MS = 5_000;
const MOST_MB = 50;
const WARM_UP = 60;
const DAYS_IMPORTED = 30;

/** Milliseconds, one round. */
interface Round {
  readonly echo: readonly number[];
  readonly fiveYears: readonly number[];
  readonly oneYear: readonly number[];
  /** Both snapshots fetched from Graph for the question, as others do it. */
  readonly fetched: readonly number[];
}

/** The question on five years and on one, side by side with a bot that echoes and with fetching from Graph. */
export async function measureQuestions(amount: Amount): Promise<readonly Row[]> {
  const tenant = await tenantServer();
  try {
    const started = performance.now();
    const seen = await firstImport(tenant.url);
    const first = performance.now() - started;
    const rounds: Round[] = [];
    for (let round = 1; round <= amount.rounds; round += 1) {
      const measured = await oneRound(tenant, seen, amount);
      rounds.push(measured);
      progress(
        `${QUESTION}, round ${String(round)}: echo ${median(measured.echo).toFixed(2)} ms, 5 years ${median(measured.fiveYears).toFixed(2)} ms, 1 year ${median(measured.oneYear).toFixed(2)} ms, fetched ${median(measured.fetched).toFixed(2)} ms`,
      );
    }
    return [...rowsOf(rounds), firstRow(first, seen), ...(await measureImport(seen))];
  } finally {
    await tenant.close();
  }
}

/** From an empty record to everything that Graph holds, the download included. */
async function firstImport(baseUrl: string): Promise<Download> {
  const record = newRecord();
  const db = openDatabase(record.url);
  try {
    await migrate(db);
    const seen = await download(baseUrl);
    const store = sqlStore(db);
    await store.saveControls(seen.read, new Date().toISOString());
    await store.saveSnapshots(seen.days);
    return seen;
  } finally {
    await db.destroy();
    record.remove();
  }
}

async function oneRound(tenant: TenantServer, seen: Download, { pairs }: Amount): Promise<Round> {
  const connector = await startConnector();
  const echoBot = await startBot('bench/echo-bot.ts', startFlags);
  const five = await startProduct(connector, 'user', startFlags, {
    prepare: (url) => watched(url, seen, 5 * YEAR),
  });
  const one = await startProduct(connector, 'user', startFlags, {
    prepare: (url) => watched(url, seen, YEAR),
  });
  try {
    const echo = peopleOf(echoBot.url, connector.url);
    const round = { echo: [], fiveYears: [], oneYear: [], fetched: [] } as {
      readonly [Kind in keyof Round]: number[];
    };
    for (let at = 0; at < WARM_UP + pairs; at += 1) {
      round.echo.push(await askedTwice(echo, connector));
      round.fiveYears.push(await askedTwice(five.people, connector));
      round.oneYear.push(await askedTwice(one.people, connector));
      if (at % 10 === 0) round.fetched.push(await fetched(tenant.url));
    }
    for (const kind of ['echo', 'fiveYears', 'oneYear'] as const) round[kind].splice(0, WARM_UP);
    return round;
  } finally {
    for (const product of [five, one] satisfies Product[]) await product.stop();
    await echoBot.stop();
    connector.close();
  }
}

type People = ReturnType<typeof peopleOf>;

/** The second of two turns, as nobody is asked from a standstill. */
async function askedTwice({ say }: People, connector: Connector): Promise<number> {
  await say('carl', QUESTION);
  const before = connector.received();
  const { status, ms } = await say('carl', QUESTION);
  if (status !== 200 || connector.received() !== before + 1)
    throw new Error('A question was not answered.');
  return ms;
}

interface Scores {
  readonly value: readonly {
    readonly controlScores: readonly { readonly controlName: string; readonly score: unknown }[];
  }[];
}

/** What the question takes without a record: the newest snapshot and the one of a week ago, compared. */
async function fetched(baseUrl: string): Promise<number> {
  const started = performance.now();
  const [newest, before] = await Promise.all(
    ['?$top=1', '?$top=1&$skip=7'].map(async (query) => {
      const answer = await fetch(`${baseUrl}/v1.0/security/secureScores${query}`);
      const { value } = (await answer.json()) as Scores;
      return new Map(
        value[0]?.controlScores.map(({ controlName, score }) => [
          controlName.toLowerCase(),
          Number(score),
        ]),
      );
    }),
  );
  const fell = [...(newest ?? [])].filter(([key, score]) => score < (before?.get(key) ?? score));
  const ms = performance.now() - started;
  if (!before?.size || fell.length > before.size) throw new Error('Graph has no such days.');
  return ms;
}

function rowsOf(rounds: readonly Round[]): readonly Row[] {
  const ratio = (pick: (numbers: readonly number[]) => number, of: keyof Round, to: keyof Round) =>
    spread(rounds.map((round) => pick(round[of]) / pick(round[to])));
  const ms = (of: keyof Round): string =>
    `${spread(rounds.map((round) => median(round[of]))).median.toFixed(2)} ms`;
  const five = ratio(median, 'fiveYears', 'echo');
  const longer = ratio(median, 'fiveYears', 'oneYear');
  return [
    {
      what: `“${QUESTION}”, 5 years of history, median`,
      target: `≤ ${String(MOST)} echo turns`,
      measured: `${said(five, 2)} echo turns: ${ms('fiveYears')} against ${ms('echo')}`,
      ok: five.median <= MOST,
    },
    {
      what: 'the same, 95th percentile',
      target: '',
      measured: `${said(ratio(p95, 'fiveYears', 'echo'), 2)} echo turns`,
    },
    {
      what: 'the same, against 1 year of history',
      target: `≤ ${String(MOST_LONGER)} times`,
      measured: `${said(longer, 3)} times: ${ms('fiveYears')} against ${ms('oneYear')}`,
      ok: longer.median <= MOST_LONGER,
    },
    {
      what: 'both snapshots fetched from Graph for the question, the chat not counted',
      target: '',
      measured: `${said(ratio(median, 'fetched', 'echo'), 1)} echo turns: ${ms('fetched')}; ${said(ratio(median, 'fetched', 'fiveYears'), 1)} times the whole answer`,
    },
  ];
}

const firstRow = (ms: number, { days }: Download): Row => ({
  what: `first import of ${String(days.length)} days, the download included`,
  target: `≤ ${String(MOST_FIRST_MS)} ms`,
  measured: `${ms.toFixed(0)} ms`,
  ok: ms <= MOST_FIRST_MS,
});

/** New days on a record of five years, and how large that is. */
async function measureImport(seen: Download): Promise<readonly Row[]> {
  const record = newRecord();
  try {
    await watched(record.url, seen, 5 * YEAR);
    const db = openDatabase(record.url);
    const times: number[] = [];
    let [last] = seen.days;
    for (let at = 0; last && at < DAYS_IMPORTED; at += 1) {
      last = dayAfter(last);
      const started = performance.now();
      await sqlStore(db).saveSnapshots([last]);
      times.push(performance.now() - started);
    }
    // What is closed has no journal beside it.
    await db.destroy();
    const megabytes = statSync(record.url.slice('sqlite:'.length)).size / 1024 ** 2;
    return [
      {
        what: 'import of one day after the download, median',
        target: `≤ ${String(MOST_DAY_MS)} ms`,
        measured: `${said(spread(times), 1)} ms`,
        ok: median(times) <= MOST_DAY_MS,
      },
      {
        what: `database of 5 years of ${String(seen.read.controls.length)} recommendations, ${String(seen.days[0]?.measurements.length ?? 0)} of them in scope`,
        target: `≤ ${String(MOST_MB)} MB`,
        measured: `${megabytes.toFixed(1)} MB`,
        ok: megabytes <= MOST_MB,
      },
    ];
  } finally {
    record.remove();
  }
}
