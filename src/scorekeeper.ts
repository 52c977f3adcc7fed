import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Log, Ports } from './app/ports.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import { furnish } from './furnish.ts';
import { createServer, type Doors, type Reply } from './server.ts';
import { sentence } from './web/answer.ts';

/** A whole bot, up and answering. */
export interface Running {
  readonly port: number;
  readonly ports: () => Ports;
  /** Carries out what is due now. */
  readonly settle: () => Promise<void>;
  /** Resolves once the sandbox's story has been played. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How long the end waits for what is being carried out. */
const PATIENCE_MS = 1_500;

const notYet = sentence(503, 'Scorekeeper is starting: try again in a minute.');
const starting: Reply = { status: 503, body: { error: 'Scorekeeper is starting.' } };

/** Puts the house together: store, Graph, Teams and, where there is one, the sandbox. */
export async function start(config: Config, log: Log): Promise<Running> {
  let doors: Doors | undefined;
  const server = createServer({
    activity: (body, headers) => doors?.activity(body, headers) ?? Promise.resolve(starting),
    register: (method, target) => doors?.register(method, target) ?? Promise.resolve(notYet),
    healthy: () => doors?.healthy() ?? Promise.resolve(false),
    fault: (event, error) => {
      log.fault(event, error);
    },
    ...(config.mode === 'sandbox'
      ? {
          sandbox: {
            refuse: (request) =>
              doors?.sandbox?.refuse(request) ?? (doors ? undefined : 'Scorekeeper is starting.'),
            serve: (request, response) =>
              doors?.sandbox?.serve(request, response) ?? Promise.resolve(),
          },
        }
      : {}),
  });
  const port = await listen(server.http, config);
  try {
    const house = await furnish(config, log, port);
    doors = house.doors;
    const ready = house.open();
    ready.catch((error: unknown) => {
      log.fault('sandbox-not-ready', error);
    });
    return {
      port,
      ports: house.ports,
      settle: house.settle,
      ready,
      async stop() {
        const atRest = ready.catch(() => undefined).then(() => house.stopEngine());
        // What hangs in there is carried out after the next start, once its lease has run out.
        await Promise.race([atRest, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
        await server.close();
        await house.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function listen(
  http: ReturnType<typeof createServer>['http'],
  { port, host }: Config,
): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new CannotStart(
              `Port ${String(port)} is taken. Stop what listens there, or set PORT to another one.`,
            )
          : error.code === 'EACCES'
            ? new CannotStart(
                `Port ${String(port)} is not open to this account. Set PORT to one above 1023.`,
              )
            : error,
      );
    });
    http.listen(port, host, () => {
      resolve((http.address() as AddressInfo).port);
    });
  });
}
