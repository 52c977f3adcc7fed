import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel, Log, Shelf } from '../app/ports.ts';
import { channel, team } from './chat-places.ts';
import { createChat } from './chat.ts';
import { type Clock, createClock } from './clock.ts';
import { localOnly } from './local-only.ts';
import { sandboxRoutes } from './routes.ts';
import { createStory, type Stage } from './story.ts';
import { sandboxPeople, sandboxRoles, sandboxTenantId, upnOf } from './tenant-directory.ts';
import { createTenant } from './tenant.ts';

export interface SandboxNeeds {
  readonly shelf: Shelf;
  readonly log: Log;
  /** The address of this process, on this machine. */
  readonly origin: string;
  readonly tenantId: string;
  readonly timeZone: string;
  /** The instant at which the clock starts at the earliest. */
  readonly startAt: Date;
  /** As `startAt`, for a record that begins again. */
  readonly configuredStart: () => Date;
}

/** What the bot does for the sandbox, once it is up. */
export interface SandboxBot extends Pick<Stage, 'settle' | 'isEmpty'> {
  readonly useChannel: (channel: Channel) => Promise<void>;
  /** Runs what is due on the way to an instant. */
  readonly advance: (to: Date) => Promise<void>;
  /** Puts the beginning of a new record on record, after everything was emptied. */
  readonly begin: () => Promise<void>;
  readonly withStory: boolean;
}

export interface Sandbox {
  readonly clock: Clock;
  readonly graphUrl: string;
  readonly refuse: (request: IncomingMessage) => string | undefined;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Lets people in: everybody has the bot installed, and the story is played on an empty record. */
  readonly open: (bot: SandboxBot) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Who stands in where nothing is configured. */
export const sandboxDefaults = { tenantId: sandboxTenantId, roles: sandboxRoles } as const;

/** A tenant, a Teams and a clock on this machine: everything outside of the bot. */
export async function createSandbox(needs: SandboxNeeds): Promise<Sandbox> {
  const { shelf, log, origin, tenantId, timeZone, startAt } = needs;
  const clock = await createClock({ shelf, startAt });
  const graphUrl = `${origin}/sandbox/graph`;
  const connectorUrl = `${origin}/sandbox/connector/`;
  const tenant = await createTenant({ shelf, now: clock.now, publicRoot: graphUrl });
  const chat = await createChat({
    shelf,
    now: clock.now,
    people: sandboxPeople.map((person) => ({
      ...person,
      upn: upnOf(person.id),
      guest: upnOf(person.id).includes('#EXT#'),
    })),
    tenantId,
    botUrl: `${origin}/api/messages`,
    connectorUrl,
    timeZone,
    log,
  });

  let bot: SandboxBot | undefined;
  const theBot = (): SandboxBot => {
    if (!bot) throw new Error('the bot is not up yet');
    return bot;
  };
  const story = createStory({
    chat,
    clock,
    settle: () => theBot().settle(),
    isEmpty: () => theBot().isEmpty(),
  });
  /** A story that was cut off is told again from its beginning: half a year is no year. */
  const tellStory = async (): Promise<void> => {
    await shelf.put('story', 'state', 'playing');
    await story.play();
    await shelf.put('story', 'state', 'played');
  };
  const begin = async (): Promise<void> => {
    const { useChannel, withStory } = theBot();
    for (const { id } of sandboxPeople) await chat.install(id);
    await chat.installChannel();
    await useChannel(governance(connectorUrl, tenantId));
    if (withStory) await tellStory();
  };
  const startOver = async (): Promise<void> => {
    await shelf.startOver();
    await chat.clear();
    await clock.set(needs.configuredStart());
    await tenant.reload();
    await theBot().begin();
    await begin();
  };
  const serve = sandboxRoutes({
    tenant,
    chat,
    story,
    timeZone,
    people: sandboxPeople,
    log,
    clock: {
      now: clock.now,
      onChange: clock.onChange,
      move: async (to) => {
        await theBot().advance(to);
        return clock.now();
      },
    },
    startOver,
  });

  return {
    clock,
    graphUrl,
    refuse: localOnly,
    serve,
    async open(up) {
      bot = up;
      const cutOff = (await shelf.get('story', 'state')) === 'playing';
      await (cutOff ? startOver() : begin());
    },
    async close() {
      await clock.save();
      await chat.close();
    },
  };
}

const governance = (serviceUrl: string, tenantId: string): Channel => ({
  conversationId: channel.id,
  serviceUrl,
  tenantId,
  userId: '',
  teamId: team.id,
  name: channel.name,
});
