import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { EventStream } from './event-stream.ts';
import { readJson, sendError, sendJson } from './json-http.ts';
import { storyEnd } from './live-events.ts';
import {
  clockShape,
  complaint,
  faultShape,
  nothingShape,
  pressShape,
  sayShape,
  statusShape,
} from './requests.ts';
import { stateOf, type SandboxWorld } from './sandbox-world.ts';
import { createTurnstile } from './turnstile.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Run = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void;

/** What an address does with each method that it takes. */
export type Endpoint = Readonly<Partial<Record<'GET' | 'POST', Run>>>;

const ok = (body: unknown = {}): Answer => ({ status: 200, body });
const no = (status: number, error: string): Answer => ({ status, body: { error } });

/** Far enough for every review date, near enough to arrive. */
const furthestMs = 5 * 366 * 86_400_000;
const patienceMs = 30_000;

const moveClock = async ({ clock }: SandboxWorld, now: string): Promise<Answer> => {
  const to = new Date(now);
  const ahead = to.getTime() - clock.now().getTime();
  if (!(ahead >= 0)) return no(400, 'The clock moves forward only.');
  if (ahead > furthestMs) return no(400, 'The clock moves five years at a time at most.');
  return ok({ now: (await clock.move(to)).toISOString() });
};

/** A POST whose body was read and is of this shape. */
const takes = <Input>(
  shape: z.ZodType<Input>,
  act: (input: Input) => Promise<Answer>,
): Endpoint => ({
  POST: async (req, res) => {
    const body = await readJson(req);
    if (!body.ok) {
      sendError(res, body.status, body.error);
      return;
    }
    const input = shape.safeParse(body.value);
    const answer = input.success ? await act(input.data) : no(400, complaint(input.error));
    sendJson(res, answer.status, answer.body);
  },
});

/** The sandbox's own interface, address by address, as `api.ts` says it. */
export const endpointsOf = (
  world: SandboxWorld,
  stream: EventStream,
): ReadonlyMap<string, Endpoint> => {
  const { chat, tenant } = world;
  const storyTold = storyEnd(world, patienceMs);
  // A move of the clock and a new start take the same road, one after the other, once the story is told.
  const inTurn = createTurnstile();
  const state: Run = async (_req, res) => {
    sendJson(res, 200, await stateOf(world));
  };
  return new Map<string, Endpoint>([
    ['/sandbox/state', { GET: state }],
    ['/sandbox/events', { GET: stream.open }],
    [
      '/sandbox/say',
      takes(sayShape, async (say) => {
        const said = await chat.say(say);
        return said.ok ? ok() : no(said.status, said.error);
      }),
    ],
    ['/sandbox/press', takes(pressShape, async (press) => ok(await chat.press(press)))],
    [
      '/sandbox/clock',
      takes(clockShape, ({ now }) =>
        inTurn(async () =>
          (await storyTold()) ? moveClock(world, now) : no(409, 'The story is still being played.'),
        ),
      ),
    ],
    [
      '/sandbox/portal',
      takes(statusShape, async (status) =>
        (await tenant.setByHand(status)) ? ok() : no(404, 'There is no such control.'),
      ),
    ],
    [
      '/sandbox/faults',
      takes(faultShape, ({ graph, count }) => {
        tenant.fail(graph, count);
        return Promise.resolve(ok());
      }),
    ],
    [
      '/sandbox/start-over',
      takes(nothingShape, () =>
        inTurn(async () => {
          // A story that is stuck is a reason to start over, so its end is awaited but not required.
          await storyTold();
          await world.startOver();
          stream.send({ kind: 'reset' });
          return ok();
        }),
      ),
    ],
  ]);
};
