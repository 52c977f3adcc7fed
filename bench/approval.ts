import { setTimeout as pause } from 'node:timers/promises';
import { type BotProcess, startBot, startFlags } from './bot-process.ts';
import { type Connector, startConnector } from './connector.ts';
import { approve, endorse, proposable, propose, revoke, type Shown } from './decisions.ts';
import { type People, peopleOf } from './people.ts';
import { type Product, type RoleKind, startProduct } from './product.ts';
import { type Amount, progress, type Row } from './row.ts';
import { median, p95, said, spread } from './statistics.ts';

const MOST = 2.5;
const WARM_UP = 40;
/** Acceptances that are in force at the same time, at most. */
const AT_ONCE = 200;

/** Milliseconds, one round. */
interface Round {
  readonly echo: readonly number[];
  readonly approval: readonly number[];
  /** Pressed one after the other, while the bot still posts and writes back for the ones before. */
  readonly loaded: readonly number[];
}

/** An approval in echo turns: both bots at once, turn by turn, on new processes each round. */
export async function measureApproval(kind: RoleKind, amount: Amount): Promise<readonly Row[]> {
  const rounds: Round[] = [];
  for (let round = 1; round <= amount.rounds; round += 1) {
    const measured = await oneRound(kind, amount);
    rounds.push(measured);
    const { echo, approval } = measured;
    progress(
      `approval, ${kind}: roles, round ${String(round)}: echo ${median(echo).toFixed(2)} / ${p95(echo).toFixed(2)} ms, approval ${median(approval).toFixed(2)} / ${p95(approval).toFixed(2)} ms`,
    );
  }
  return rowsOf(kind, rounds);
}

async function oneRound(kind: RoleKind, { pairs, loaded }: Amount): Promise<Round> {
  const connector = await startConnector();
  const echoBot = await startBot('bench/echo-bot.ts', startFlags);
  const product = await startProduct(connector, kind, startFlags);
  try {
    const echo = echoer(echoBot, connector);
    const turns: [number, number][] = [];
    await decide(product, WARM_UP + pairs, async (shown) => {
      turns.push(await pair(echo, product, shown));
    });
    const pressed: number[] = [];
    await decide(product, loaded, async (shown) => {
      pressed.push(await approve(product.people, shown));
    });
    turns.splice(0, WARM_UP);
    return {
      echo: turns.map(([one]) => one),
      approval: turns.map(([, one]) => one),
      loaded: pressed,
    };
  } finally {
    await product.stop();
    await echoBot.stop();
    connector.close();
  }
}

/** A turn of the echo bot, in milliseconds: the second of two, as the product is never asked from a standstill either. */
function echoer(bot: BotProcess, connector: Connector): () => Promise<number> {
  const { say }: People = peopleOf(bot.url, connector.url);
  const once = async (): Promise<number> => {
    const before = connector.received();
    const { status, ms } = await say('carl', 'approve this');
    if (status !== 200 || connector.received() !== before + 1)
      throw new Error('The echo bot did not answer.');
    return ms;
  };
  return async () => {
    await once();
    return once();
  };
}

/** Lets as many proposals be decided; so that none is short of a control, what was approved is revoked in between. */
async function decide(
  { people, record }: Product,
  count: number,
  act: (shown: Shown) => Promise<void>,
): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const waiting = await prepare({ people, record }, Math.min(left, AT_ONCE));
    for (const shown of waiting) await act(shown);
    await record.drained();
    if (record.decided() !== waiting.length)
      throw new Error('The record does not hold every approval that was measured.');
    for (const shown of waiting) await revoke(people, shown);
    await record.drained();
  }
}

/** Proposed by Eve and endorsed by Mia, until enough wait for Carl and the bot is at rest. */
async function prepare(
  { people, record }: Pick<Product, 'people' | 'record'>,
  count: number,
): Promise<readonly Shown[]> {
  const endorsed: Shown[] = [];
  for (const controlId of proposable) {
    if (endorsed.length === count) break;
    const shown = await propose(people, controlId);
    if (shown) endorsed.push(await endorse(people, shown));
    if (endorsed.length % 20 === 0) await record.drained();
  }
  if (endorsed.length < count)
    throw new Error(
      `Only ${String(endorsed.length)} controls can be proposed. BENCH_LOG=1 shows what the product says.`,
    );
  await record.drained();
  return endorsed;
}

async function pair(
  echo: () => Promise<number>,
  { people, record }: Product,
  shown: Shown,
): Promise<[number, number]> {
  const echoed = await echo();
  const approved = await approve(people, shown);
  await record.drained();
  await pause(1);
  return [echoed, approved];
}

function rowsOf(kind: RoleKind, rounds: readonly Round[]): readonly Row[] {
  const over = (pick: (numbers: readonly number[]) => number, of: keyof Round) =>
    spread(rounds.map((round) => pick(round[of])));
  const ratio = (pick: (numbers: readonly number[]) => number, of: 'approval' | 'loaded') =>
    spread(rounds.map((round) => pick(round[of]) / pick(round.echo)));
  const row = (name: string, pick: (numbers: readonly number[]) => number): Row => {
    const times = ratio(pick, 'approval');
    const [echo, approval] = [over(pick, 'echo').median, over(pick, 'approval').median];
    return {
      what: `approval, \`${kind}:\` roles, ${name}`,
      target: kind === 'user' ? `≤ ${String(MOST)} echo turns` : '',
      measured: `${said(times, 2)} echo turns: ${approval.toFixed(2)} ms against ${echo.toFixed(2)} ms`,
      ...(kind === 'user' ? { ok: times.median <= MOST } : {}),
    };
  };
  const loaded = (name: string, pick: (numbers: readonly number[]) => number): Row => ({
    what: `the same back to back, ${name}`,
    target: '',
    measured: `${said(ratio(pick, 'loaded'), 2)} echo turns: ${over(pick, 'loaded').median.toFixed(2)} ms`,
  });
  return [
    row('median', median),
    row('95th percentile', p95),
    loaded('median', median),
    loaded('95th percentile', p95),
  ];
}
