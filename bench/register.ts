import { text } from 'node:stream/consumers';
import { tenantServer } from '../src/sandbox/tenant-server.ts';
import { run, startBot, startFlags } from './bot-process.ts';
import { startConnector } from './connector.ts';
import { ACCEPTANCES, fillRegister, LINES_EACH } from './large-register.ts';
import { peopleOf } from './people.ts';
import { startProduct } from './product.ts';
import { newRecord } from './record.ts';
import { type Amount, progress, type Row } from './row.ts';
import { median, said, spread } from './statistics.ts';
import { download } from './years.ts';

const MOST_TURNS = 2.5;
const MOST_XLSX_MS = 5_000;
const MOST_XLSX_MB = 200;
const LEAST_LINES = 50_000;
const MOST_DAY_MS = 200;
const WARM_UP = 30;
const QUESTION = 'register';

const large = `register of ${ACCEPTANCES.toLocaleString('en')} acceptances and ${(ACCEPTANCES * LINES_EACH).toLocaleString('en')} lines`;

/** A page, the exports, the offline check and the daily run on a register of ten years. */
export async function measureRegister(amount: Amount): Promise<readonly Row[]> {
  const tenant = await tenantServer();
  const record = newRecord();
  try {
    const seen = await download(tenant.url);
    await fillRegister(record.url, seen.read);
    const fill = (url: string): Promise<void> => fillRegister(url, seen.read);
    const measured = await measureApart(record.url, amount.rounds);
    return [await pageRow(amount, fill), ...rowsOf(measured)];
  } finally {
    record.remove();
    await tenant.close();
  }
}

/** A page of the register in chat, beside a bot that echoes. */
async function pageRow({ pairs }: Amount, prepare: (url: string) => Promise<void>): Promise<Row> {
  const connector = await startConnector();
  const echoBot = await startBot('bench/echo-bot.ts', startFlags);
  const product = await startProduct(connector, 'user', startFlags, { prepare });
  try {
    const echo = peopleOf(echoBot.url, connector.url);
    const turns: { readonly echo: number; readonly page: number }[] = [];
    for (let at = 0; at < WARM_UP + pairs; at += 1) {
      await echo.say('carl', QUESTION);
      const one = await echo.say('carl', QUESTION);
      await product.people.say('carl', QUESTION);
      const other = await product.people.say('carl', QUESTION);
      if (other.status !== 200) throw new Error('The register was not shown.');
      turns.push({ echo: one.ms, page: other.ms });
    }
    turns.splice(0, WARM_UP);
    const [of, to] = [median(turns.map(({ page }) => page)), median(turns.map((one) => one.echo))];
    return {
      what: `a page of a ${large}, median`,
      target: `≤ ${String(MOST_TURNS)} echo turns`,
      measured: `${(of / to).toFixed(2)} echo turns: ${of.toFixed(2)} ms against ${to.toFixed(2)} ms`,
      ok: of / to <= MOST_TURNS,
    };
  } finally {
    await product.stop();
    await echoBot.stop();
    connector.close();
  }
}

interface Measured {
  readonly xlsx: readonly { readonly ms: number; readonly megabytes: number }[];
  readonly csv: readonly number[];
  readonly json: readonly number[];
  readonly linesASecond: readonly number[];
  readonly day: readonly number[];
}

/** Each in a process of its own, round after round. */
async function measureApart(url: string, rounds: number): Promise<Measured> {
  const made = {
    xlsx: [] as { ms: number; megabytes: number }[],
    ...{ csv: [] as number[], json: [] as number[], linesASecond: [] as number[] },
    day: [] as number[],
  };
  for (let round = 1; round <= rounds; round += 1) {
    made.xlsx.push(await work('xlsx', url));
    made.csv.push((await work<{ ms: number }>('csv', url)).ms);
    made.json.push((await work<{ ms: number }>('json', url)).ms);
    const { linesASecond } = await work<{ linesASecond: number }>('verify', url, verifyFlags);
    made.linesASecond.push(linesASecond);
    const { ms, plans } = await work<{ ms: number; plans: readonly string[] }>('day', url);
    made.day.push(ms);
    if (round === 1) for (const plan of plans) progress(plan);
    progress(`register, round ${String(round)}: ${JSON.stringify(made)}`);
  }
  return made;
}

/** The flags that `npm run verify` gives to Node. */
const verifyFlags = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

async function work<Done>(
  what: string,
  url: string,
  flags: readonly string[] = startFlags,
): Promise<Done> {
  const file = `${url.slice('sqlite:'.length)}.${what === 'verify' ? 'json' : what}`;
  const child = run('bench/register-work.ts', flags, {
    WORK: what,
    DATABASE_URL: url,
    FILE: file,
  });
  if (!child.stdout) throw new Error('There is nothing to listen to.');
  const said = await text(child.stdout);
  if (said === '') throw new Error(`${what} came to nothing. BENCH_LOG=1 shows why.`);
  return JSON.parse(said) as Done;
}

function rowsOf({ xlsx, csv, json, linesASecond, day }: Measured): readonly Row[] {
  const ms = (numbers: readonly number[]): string => `${said(spread(numbers), 0)} ms`;
  const times = xlsx.map((one) => one.ms);
  const most = Math.max(...xlsx.map(({ megabytes }) => megabytes));
  return [
    {
      what: 'its export as XLSX',
      target: `≤ ${String(MOST_XLSX_MS)} ms`,
      measured: ms(times),
      ok: median(times) <= MOST_XLSX_MS,
    },
    {
      what: 'the memory that this takes, with the flags of `npm start`',
      target: `≤ ${String(MOST_XLSX_MB)} MB more`,
      measured: `${most.toFixed(0)} MB more at its highest`,
      ok: most <= MOST_XLSX_MB,
    },
    { what: 'its export as CSV', target: '', measured: ms(csv) },
    { what: 'its export as JSON, the trail included', target: '', measured: ms(json) },
    {
      what: 'its offline verification, reading the file included',
      target: `≥ ${LEAST_LINES.toLocaleString('en')} lines a second`,
      measured: `${said(spread(linesASecond), 0)} lines a second`,
      ok: median(linesASecond) >= LEAST_LINES,
    },
    {
      what: `the daily run over ${ACCEPTANCES.toLocaleString('en')} acceptances, nothing due`,
      target: `≤ ${String(MOST_DAY_MS)} ms`,
      measured: `${said(spread(day), 1)} ms`,
      ok: median(day) <= MOST_DAY_MS,
    },
  ];
}
