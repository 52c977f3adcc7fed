import { setTimeout as pause } from 'node:timers/promises';
import { type BotProcess, startBot, startFlags } from './bot-process.ts';
import { startConnector } from './connector.ts';
import { approve, endorse, proposable, propose, revoke } from './decisions.ts';
import { type People, peopleOf, type Who } from './people.ts';
import { type Product, startProduct } from './product.ts';
import { type Amount, progress, type Row } from './row.ts';
import { median } from './statistics.ts';

const MOST_MB = 300;
const MOST_GROWTH = 5;

const sentences: readonly string[] = [
  'help',
  'queue',
  'recommendations',
  'recommendations identity',
  'recommendation mcas_cloud_discovery',
  'recommendations bucket 1',
  'register',
  'what is this',
  'show RA-2000-0001',
];
const people: readonly Who[] = ['eve', 'mia', 'carl'];
const ABREAST = 4;
/** Of so many turns one is the first of the four presses of a whole decision. */
const TURNS_A_DECISION = 80;

/** Resident memory after as many turns, and after twice as many. */
export async function measureMemory({ turns }: Amount): Promise<readonly Row[]> {
  const connector = await startConnector();
  const product = await startProduct(connector, 'user', startFlags);
  try {
    const once = await memoryAfter(product, 0, turns);
    const twice = await memoryAfter(product, turns, 2 * turns);
    const { highest } = product.bot.memory();
    const growth = (100 * (twice - once)) / once;
    return [
      {
        what: `memory after ${count(turns)} turns`,
        target: `< ${String(MOST_MB)} MB`,
        measured: `${once.toFixed(0)} MB`,
        ok: once < MOST_MB,
      },
      {
        what: `memory after ${count(2 * turns)} turns`,
        target: `≤ ${String(MOST_GROWTH)} % more`,
        measured: `${twice.toFixed(0)} MB: ${growth.toFixed(1)} %; at its highest ${highest.toFixed(0)} MB`,
        ok: growth <= MOST_GROWTH,
      },
    ];
  } finally {
    await product.stop();
    connector.close();
  }
}

/** What a bare echo bot takes without any flags, for comparison. */
export async function measureEchoMemory({ turns }: Amount): Promise<readonly Row[]> {
  const connector = await startConnector();
  const bot = await startBot('bench/echo-bot.ts', []);
  try {
    const { say } = peopleOf(bot.url, connector.url);
    await abreast(turns, async () => {
      await say('eve', 'help');
    });
    return [
      {
        what: `memory of the echo bot without flags after ${count(turns)} turns`,
        target: '',
        measured: `${(await resident(bot)).toFixed(0)} MB`,
      },
    ];
  } finally {
    await bot.stop();
    connector.close();
  }
}

const count = (turns: number): string => turns.toLocaleString('en');

async function memoryAfter(product: Product, from: number, to: number): Promise<number> {
  await abreast(to - from, (at) => turn(product.people, from + at));
  await product.record.drained();
  const memory = await resident(product.bot);
  progress(`memory: ${memory.toFixed(0)} MB after ${count(to)} turns`);
  return memory;
}

/** Turns of all kinds, several people at once. */
async function abreast(turns: number, take: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < turns) await take(next++);
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
}

async function turn(world: People, at: number): Promise<void> {
  if (at % TURNS_A_DECISION === 0) return decision(world, at / TURNS_A_DECISION);
  const who = people[at % people.length] ?? 'eve';
  const { status } =
    at % 5 === 0
      ? await world.press(who, 'recommendations', { offset: at % 200 })
      : await world.say(who, sentences[at % sentences.length] ?? 'help');
  if (status !== 200) throw new Error(`A turn was answered with ${String(status)}.`);
}

/** Proposed, endorsed, approved, revoked: the record grows as it does in years. */
async function decision(world: People, at: number): Promise<void> {
  const proposed = await propose(world, proposable[at % proposable.length] ?? '');
  if (!proposed) return;
  const endorsed = await endorse(world, proposed);
  await approve(world, endorsed);
  await revoke(world, endorsed);
}

/** Once it is at rest: what is in use, and what the runtime has not given back. */
async function resident(bot: BotProcess): Promise<number> {
  const samples: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    await pause(400);
    samples.push(bot.memory().now);
  }
  return median(samples);
}
