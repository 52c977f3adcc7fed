import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel, Log } from '../app/ports.ts';
import type { Shelf } from '../app/shelf.ts';
import { channel, team } from './chat-places.ts';
import { type ChatService, createChat } from './chat.ts';
import { type Clock, createClock } from './clock.ts';
import { localOnly } from './local-only.ts';
import { sandboxRoutes } from './routes.ts';
import { createStory, type Stage, type Story } from './story.ts';
import { sandboxPeople, sandboxRoles, sandboxTenantId, upnOf } from './tenant-directory.ts';
import { createTenant, type Tenant } from './tenant.ts';

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
export interface SandboxBot extends Pick<Stage, 'settle' | 'watch'> {
  /** Resolves once nothing is being carried out; then nothing is but by `settle`, until what it answers is called. */
  readonly hold: () => Promise<() => void>;
  /** Whether the record holds nothing yet. */
  readonly isEmpty: () => Promise<boolean>;
  readonly useChannel: (channel: Channel) => Promise<void>;
  /** Runs what is due on the way to an instant. */
  readonly advance: (to: Date) => Promise<void>;
  /** Puts the beginning of a new record on record, after everything was emptied. */
  readonly begin: () => Promise<void>;
  readonly withStory: boolean;
  /** The next review date, `yyyy-mm-dd`, of an acceptance in force; empty for none. */
  readonly nextReview: () => Promise<string>;
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

interface Outside {
  readonly clock: Clock;
  readonly tenant: Tenant;
  readonly chat: ChatService;
}

const graphOf = (origin: string): string => `${origin}/sandbox/graph`;
const connectorOf = (origin: string): string => `${origin}/sandbox/connector/`;

async function openOutside(needs: SandboxNeeds): Promise<Outside> {
  const { shelf, log, origin, tenantId, timeZone, startAt } = needs;
  const clock = await createClock({ shelf, startAt });
  const { now } = clock;
  const tenant = await createTenant({ shelf, now, publicRoot: graphOf(origin) });
  const people = sandboxPeople.map((person) => {
    const upn = upnOf(person.id);
    return { ...person, upn, guest: upn.includes('#EXT#') };
  });
  const botUrl = `${origin}/api/messages`;
  const connectorUrl = connectorOf(origin);
  const chat = await createChat({
    shelf,
    now,
    people,
    tenantId,
    botUrl,
    connectorUrl,
    timeZone,
    log,
  });
  return { clock, tenant, chat };
}

/** A tenant, a Teams and a clock on this machine: everything outside of the bot. */
export async function createSandbox(needs: SandboxNeeds): Promise<Sandbox> {
  const { shelf, log, origin, timeZone } = needs;
  const outside = await openOutside(needs);
  const { clock, tenant, chat } = outside;
  let bot: SandboxBot | undefined;
  const theBot = (): SandboxBot => {
    if (!bot) throw new Error('the bot is not up yet');
    return bot;
  };
  const story = createStory({
    chat,
    clock,
    settle: () => theBot().settle(),
    setByHand: (status) => tenant.setByHand(status),
    watch: () => theBot().watch(),
  });
  const serve = sandboxRoutes({
    tenant,
    chat,
    story,
    timeZone,
    nextReview: async () => (bot ? bot.nextReview() : ''),
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
    startOver: () => heldBack(theBot(), () => startOver(needs, outside, theBot(), story)),
  });

  return {
    clock,
    graphUrl: graphOf(origin),
    refuse: localOnly,
    serve,
    async open(up) {
      bot = up;
      await heldBack(up, async () => {
        const cutOff = (await shelf.get('story', 'state')) === 'playing';
        await (cutOff ? startOver : letIn)(needs, outside, up, story);
      });
    },
    async close() {
      await clock.save();
      await chat.close();
    },
  };
}

/** What the bot did by itself meanwhile, it would do at the wrong time. */
async function heldBack({ hold }: SandboxBot, work: () => Promise<void>): Promise<void> {
  const letGo = await hold();
  await work().finally(letGo);
}

async function startOver(
  needs: SandboxNeeds,
  outside: Outside,
  bot: SandboxBot,
  story: Story,
): Promise<void> {
  const { clock, tenant, chat } = outside;
  await needs.shelf.startOver();
  await chat.clear();
  await clock.set(needs.configuredStart());
  await tenant.reload();
  await bot.begin();
  await letIn(needs, outside, bot, story);
}

/** Everybody has the bot installed; on an empty record the story is played, on any other what was missed is read. */
async function letIn(
  { shelf, origin, tenantId }: SandboxNeeds,
  { chat }: Outside,
  { useChannel, withStory, isEmpty, watch }: SandboxBot,
  story: Story,
): Promise<void> {
  for (const { id } of sandboxPeople) await chat.install(id);
  await chat.installChannel();
  await useChannel(governance(connectorOf(origin), tenantId));
  if (!withStory || !(await isEmpty())) {
    await watch();
    return;
  }
  // A story that is cut off is told again from its beginning: half a year is no year.
  await shelf.put('story', 'state', 'playing');
  await story.play();
  await shelf.put('story', 'state', 'played');
}

const governance = (serviceUrl: string, tenantId: string): Channel => ({
  conversationId: channel.id,
  serviceUrl,
  tenantId,
  userId: '',
  teamId: team.id,
  name: channel.name,
});
