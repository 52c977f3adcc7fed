import { sandboxRoles } from '../src/sandbox/tenant-directory.ts';
import { tenantServer } from '../src/sandbox/tenant-server.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import type { Connector } from './connector.ts';
import { type People, peopleOf } from './people.ts';
import { newRecord, type RecordFile } from './record.ts';

/** Whether the roles are given to people or to groups. */
export type RoleKind = 'user' | 'group';

/** The product as `npm start` runs it, on an empty record, with Graph and the Connector outside of it. */
export interface Product {
  readonly bot: BotProcess;
  readonly people: People;
  readonly record: RecordFile;
  readonly stop: () => Promise<void>;
}

const roles: Readonly<Record<RoleKind, Readonly<Record<string, string>>>> = {
  user: {
    ROLE_ENGINEER: sandboxRoles.engineer.join(),
    ROLE_IT_MANAGER: sandboxRoles.itManager.join(),
    ROLE_CISO: sandboxRoles.ciso.join(),
    ROLE_AUDITOR: sandboxRoles.auditor.join(),
  },
  group: {
    ROLE_ENGINEER: 'group:sandbox-engineers',
    ROLE_IT_MANAGER: 'group:sandbox-it-managers',
    ROLE_CISO: 'group:sandbox-cisos',
    ROLE_AUDITOR: 'group:sandbox-auditors',
  },
};

/** `prepare` may put something on the record before the product opens it. */
export async function startProduct(
  connector: Connector,
  kind: RoleKind,
  flags: readonly string[],
  { prepare = () => Promise.resolve() }: { readonly prepare?: (url: string) => Promise<void> } = {},
): Promise<Product> {
  const record = newRecord();
  await prepare(record.url);
  const graph = await tenantServer();
  const clear = (): Promise<void> => {
    record.remove();
    return graph.close();
  };
  try {
    const bot = await startBot('start.mjs', flags, {
      SCOREKEEPER_MODE: 'sandbox',
      PORT: '0',
      DATABASE_URL: record.url,
      GRAPH_BASE_URL: graph.url,
      ...roles[kind],
    });
    const people = peopleOf(bot.url, connector.url);
    await record.opened();
    await moveIn(people);
    await record.drained();
    return {
      bot,
      people,
      record,
      stop: async () => {
        await bot.stop();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** Everybody writes once, so that the bot writes back to our Connector, the channel included. */
async function moveIn({ say, sayInChannel }: People): Promise<void> {
  for (const who of ['eve', 'mia', 'carl'] as const) await say(who, 'help');
  await sayInChannel('carl', 'use this channel anyway');
}
