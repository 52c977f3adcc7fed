import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress, SetStatus } from '../../src/sandbox/api.ts';
import { createChat, type ChatService } from '../../src/sandbox/chat.ts';
import { createListeners, type Listeners } from '../../src/sandbox/listeners.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { sandboxRoutes } from '../../src/sandbox/routes.ts';
import { answerJson, serve, type Served } from './support.ts';

const people = [{ id: 'sandbox-eve', name: 'Eve Engel', title: 'Engineer', upn: 'eve@x.example' }];
export const start = '2026-11-23T09:00:00.000Z';

export interface RoutesWorld extends Served {
  readonly chat: ChatService;
  /** What was handed on to the fakes. */
  readonly calls: readonly unknown[][];
  readonly faults: readonly string[];
  readonly tenantChanged: Listeners<undefined>;
  /** The story tells how far it is. */
  readonly tell: (next: Progress) => void;
}

/** The routes on loopback, over a chat of their own and everything else faked. */
export const createRoutesWorld = async (): Promise<RoutesWorld> => {
  let now = new Date(start);
  let progress: Progress = { done: 3, of: 3, label: 'Ready' };
  const clockChanged = createListeners<undefined>();
  const tenantChanged = createListeners<undefined>();
  const storyChanged = createListeners<undefined>();
  const calls: unknown[][] = [];
  const faults: string[] = [];
  const bot = await serve((_req, res) => {
    answerJson(res, 200, {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Noted.',
    });
  });
  const chat = await createChat({
    shelf: memoryShelf(),
    now: () => now,
    people,
    tenantId: 'tenant-1',
    botUrl: bot.url,
    connectorUrl: 'http://127.0.0.1/sandbox/connector/',
  });
  const handle = sandboxRoutes({
    chat,
    people,
    timeZone: 'Europe/Berlin',
    tenant: {
      handle: (_req, res, path) => {
        answerJson(res, 200, { path });
      },
      portal: () => [],
      score: () => ({ current: 1.5, max: 10 }),
      setByHand: async (status: SetStatus) => {
        calls.push(['setByHand', status]);
        return status.controlId === 'known';
      },
      fail: (...fault) => void calls.push(['fail', ...fault]),
      onChange: tenantChanged.add,
    },
    clock: {
      now: () => now,
      move: async (to) => {
        calls.push(['from', now.toISOString()]);
        await sleep(5);
        if (to.toISOString().startsWith('2027-07-07')) throw new Error('secret words');
        now = to;
        clockChanged.tell(undefined);
        return to;
      },
      onChange: clockChanged.add,
    },
    story: { progress: () => progress, onChange: storyChanged.add },
    nextReview: async () => '2026-12-24',
    startOver: async () => void calls.push(['startOver']),
    log: { fault: (event) => void faults.push(event) },
  });
  const served = await serve((req, res) => void handle(req, res));
  return {
    ...served,
    chat,
    calls,
    faults,
    tenantChanged,
    tell: (next: Progress) => {
      progress = next;
      storyChanged.tell(undefined);
    },
    close: async () => {
      await served.close();
      await bot.close();
      await chat.close();
    },
  };
};
