import type { ChatMessage, Progress, SetStatus } from './api.ts';
import type { ChatService } from './chat.ts';
import type { Clock } from './clock.ts';
import { createListeners } from './listeners.ts';

export interface Story {
  readonly progress: () => Progress;
  readonly onChange: (listener: () => void) => unknown;
  /** Plays the year through the chats, as people would have. For an empty record. */
  readonly play: () => Promise<void>;
}

export interface Stage {
  readonly chat: Pick<ChatService, 'say' | 'press' | 'waitFor' | 'install' | 'chats'>;
  readonly clock: Clock;
  /** Carries out everything that is due. */
  readonly settle: () => Promise<void>;
  /** What an administrator does in Microsoft's portal. */
  readonly setByHand: (status: SetStatus) => Promise<unknown>;
  /** Asks for what Secure Score says now. */
  readonly watch: () => Promise<void>;
}

interface Scene {
  readonly label: string;
  /** Days before the present of the sandbox. */
  readonly daysAgo: number;
  /** Hour of the day, UTC. */
  readonly hour: number;
  readonly act: (stage: Stage, present: Date) => Promise<void>;
}

const eve = 'sandbox-eve';
const ed = 'sandbox-ed';
const mia = 'sandbox-mia';
const carl = 'sandbox-carl';

const form = {
  treatment: 'riskAccepted',
  scope: 'tenant',
  compensatingControls: '',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
};

const cloudDiscovery = {
  ...form,
  residualRisk: 'Medium',
  riskDescription:
    'Without Cloud Discovery we do not see which cloud apps people use, so data could leave through apps nobody has assessed.',
  justification:
    'The log collector needs a firewall that is replaced next year. Until then the proxy list of allowed apps covers the known ones.',
  compensatingControls: 'Proxy allow-list, reviewed every quarter. DLP on mail and SharePoint.',
};
const auditorsSaidNo = {
  ...form,
  residualRisk: 'Medium',
  riskDescription:
    'Guests can share items onward, so documents may reach people whom nobody in the company knows.',
  justification:
    'Two project teams share with suppliers all day long and asked to keep it as it is for now.',
};
const untilTheMove = {
  ...form,
  residualRisk: 'Medium',
  riskDescription:
    'Microsoft’s engineers may look into mailboxes for support without our saying so first.',
  justification:
    'Support tickets are rare, and the licence that brings the lockbox is bought with the move in spring.',
};
const waiting = {
  ...form,
  residualRisk: 'High',
  riskDescription:
    'Passwords of on-premises accounts can be guessed, because weak ones are not refused there.',
  justification:
    'The agent needs domain controllers of a newer version. They are replaced in the second quarter.',
  compensatingControls: 'Lockout after five tries. Sign-in alerts are watched around the clock.',
};

/** How long ago the review was that nobody took care of. */
const REVIEWED_AGO = 240;
const nobodyActs = (): Promise<void> => Promise.resolve();

const scenes: readonly Scene[] = [
  {
    label: 'Eve proposes to accept Cloud Discovery',
    daysAgo: 341,
    hour: 9,
    act: (stage) => propose(stage, eve, 'mcas_cloud_discovery', cloudDiscovery),
  },
  {
    label: 'Mia endorses it',
    daysAgo: 341,
    hour: 13,
    act: (stage) =>
      press(stage, mia, 'endorse', {
        businessContext:
          'Agreed with procurement: the new firewall is ordered. Sales relies on two of the apps.',
      }),
  },
  {
    label: 'Carl approves it',
    daysAgo: 340,
    hour: 8,
    act: (stage) => press(stage, carl, 'approve', {}),
  },
  {
    label: 'Ed proposes something for three months only',
    daysAgo: 339,
    hour: 7,
    act: (stage, present) =>
      propose(stage, ed, 'CustomerLockBoxEnabled', {
        ...untilTheMove,
        reviewOn: dayBefore(present, REVIEWED_AGO),
      }),
  },
  {
    label: 'Mia endorses it',
    daysAgo: 338,
    hour: 7,
    act: (stage) =>
      press(stage, mia, 'endorse', { businessContext: 'The move is planned; nobody is hindered.' }),
  },
  {
    label: 'Carl approves it',
    daysAgo: 338,
    hour: 8,
    act: (stage) => press(stage, carl, 'approve', {}),
  },
  // Before the morning's reading: the clocks of the day before run.
  { label: 'Its review is due', daysAgo: REVIEWED_AGO - 1, hour: 8, act: nobodyActs },
  { label: 'Nobody renews it: it ends', daysAgo: REVIEWED_AGO - 15, hour: 8, act: nobodyActs },
  {
    label: 'Ed asks for something that is refused',
    daysAgo: 120,
    hour: 10,
    act: (stage) => propose(stage, ed, 'spo_external_users_sharing', auditorsSaidNo),
  },
  {
    label: 'Mia rejects it',
    daysAgo: 119,
    hour: 9,
    act: (stage) =>
      press(stage, mia, 'reject', {
        reason: 'Supplier sharing works with named guests. The setting can be made this month.',
      }),
  },
  // The mornings after something of the tenant's own story fell, or was back.
  ...[47, 24].map(livesOn),
  {
    label: 'Somebody accepts a recommendation in the portal, past Scorekeeper',
    daysAgo: 21,
    hour: 8,
    act: async ({ setByHand }) => {
      await setByHand({
        controlId: 'spo_idle_session_timeout',
        state: 'Ignored',
        comment: 'Too many complaints about being signed out.',
        by: ed,
      });
    },
  },
  ...[21, 11, 7].map(livesOn),
  {
    label: 'Eve proposes something of High residual risk',
    daysAgo: 2,
    hour: 9,
    act: (stage) => propose(stage, eve, 'aad_password_protection', waiting),
  },
  {
    label: 'Mia endorses it; it waits for Carl',
    daysAgo: 1,
    hour: 10,
    act: (stage) =>
      press(stage, mia, 'endorse', {
        businessContext:
          'The new domain controllers are in the budget. Nobody outside IT is affected.',
      }),
  },
];

const DAY_MS = 86_400_000;
const WAIT_MS = 8_000;

/** The year that the sandbox has lived when one first sees it, told through the product's own doors. */
export function createStory(stage: Stage): Story {
  const { tell, add } = createListeners<undefined>();
  let progress: Progress = { done: 0, of: 0, label: '' };
  const set = (done: number, label: string): void => {
    progress = { done, of: scenes.length + 1, label };
    tell(undefined);
  };
  return {
    progress: () => progress,
    onChange: (listener) => add(listener),
    async play() {
      const { clock } = stage;
      const present = clock.now();
      set(0, 'Everybody installs Scorekeeper');
      clock.freeze();
      try {
        await clock.set(new Date(present.getTime() - 342 * DAY_MS));
        for (const [done, scene] of scenes.entries()) {
          set(done + 1, scene.label);
          await clock.set(instantOf(present, scene));
          await scene.act(stage, present);
          await stage.settle();
        }
        await clock.set(present);
        await stage.watch();
        await stage.settle();
      } finally {
        clock.run();
        set(scenes.length + 1, '');
      }
    },
  };
}

const dayBefore = (present: Date, days: number): string =>
  new Date(present.getTime() - days * DAY_MS).toISOString().slice(0, 10);

function instantOf(present: Date, { daysAgo, hour }: Scene): Date {
  const day = new Date(present.getTime() - daysAgo * DAY_MS);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour));
}

/** Nobody does anything: the morning's snapshot is taken, of all the days that Graph still holds. */
function livesOn(daysAgo: number): Scene {
  return {
    label: 'The tenant lives on',
    daysAgo,
    hour: 9,
    act: ({ watch }) => watch(),
  };
}

async function propose(
  stage: Stage,
  personId: string,
  controlId: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const chatId = `chat-${personId}`;
  const { chat } = stage;
  await chat.say({ chatId, personId, text: `propose ${controlId}` });
  const message = await chat.waitFor(
    chatId,
    (one) => dataOf(one, 'propose') !== undefined,
    WAIT_MS,
  );
  const data = { ...dataOf(message, 'propose'), ...typed };
  await chat.press({ chatId, personId, messageId: message.id, verb: 'propose', data });
}

async function press(
  stage: Stage,
  personId: string,
  verb: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const chatId = `chat-${personId}`;
  const message = await stage.chat.waitFor(
    chatId,
    (one) => dataOf(one, verb) !== undefined,
    WAIT_MS,
  );
  const data = { ...dataOf(message, verb), ...typed };
  await stage.chat.press({ chatId, personId, messageId: message.id, verb, data });
}

interface ActionShape {
  readonly verb?: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The data of the button with this verb on a card; undefined where the card has none. */
function dataOf(
  { card }: ChatMessage,
  verb: string,
): Readonly<Record<string, unknown>> | undefined {
  const { actions } = (card ?? {}) as { actions?: readonly ActionShape[] };
  return actions?.find((action) => action.verb === verb)?.data;
}
