import type { IncomingHttpHeaders } from 'node:http';
import { type GateSettings, turnAway } from './gate.ts';
import type { Application, TeamsAdapter } from './sdk.ts';

/** What the SDK answered, caught before it reaches the wire. */
export interface Caught {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * Runs one activity through the gate and the SDK. The SDK writes its own errors' messages into the answer:
 * of those only the status gets out.
 */
export function activityDoor(adapter: TeamsAdapter, app: Application, gate: GateSettings) {
  return async (body: unknown, headers: IncomingHttpHeaders): Promise<Caught> => {
    const refused = turnAway(body, headers.authorization, gate);
    if (refused !== undefined) return { status: refused, body: { error: sentences[refused] } };

    let status = 200;
    let answer: unknown;
    const response = {
      header: () => undefined,
      status: (code: number) => {
        status = code;
      },
      send: (sent: unknown) => {
        answer = sent;
      },
      end: () => undefined,
    };
    await adapter.process(
      { body, headers, method: 'POST' } as never,
      response as never,
      (context) => app.run(context).then(() => undefined),
    );
    if (status < 400) return { status, body: answer };
    return { status, body: { error: status === 401 ? sentences[401] : 'That did not work.' } };
  };
}

const sentences = {
  400: 'This is not an activity of Teams.',
  401: 'A token of the Bot Connector is missing or not valid.',
  403: 'This service URL is not one of Teams.',
} as const;
