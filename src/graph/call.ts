import type { TokenCredential } from '@azure/identity';
import { Client, ResponseType, type GraphRequest } from '@microsoft/microsoft-graph-client';
import type { GraphAnswer } from '../app/graph-ports.ts';
import type { Log } from '../app/ports.ts';
import { answerOf, unavailable } from './answer.ts';
import { scopeOf } from './scope.ts';
import { gate, type Gate } from './gate.ts';
import { tokens } from './token.ts';
import { rootOf, transport } from './transport.ts';

export interface GraphSettings {
  /** A Graph root such as `https://graph.microsoft.com`; it may have a path. */
  readonly baseUrl: string;
  /** Undefined in the sandbox: its Graph asks for no token. */
  readonly credential?: TokenCredential | undefined;
  /** Real time for one call, its turn and its token included; 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Calls at once, for Secure Score, groups and people each: 4, Graph's own limit for Secure Score. */
  readonly maxConcurrent?: number | undefined;
  readonly log?: Log | undefined;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Instead of the client's. */
  readonly timeoutMs?: number | undefined;
}

interface Question {
  readonly method: 'get' | 'post' | 'patch';
  /** Below `/v1.0`, ids encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly options?: CallOptions | undefined;
}

export type Call = (question: Question) => Promise<GraphAnswer<unknown>>;

/** Asks Graph once; whatever Graph and the network do is an answer. Throws where the root is no Graph root. */
export function caller(settings: GraphSettings): Call {
  const { credential, timeoutMs = 30_000, maxConcurrent = 4, log } = settings;
  const root = rootOf(settings.baseUrl);
  const held = credential && tokens(credential, scopeOf(root), timeoutMs);
  const sdk = Client.initWithMiddleware({ baseUrl: root, middleware: transport(root, held) });
  const lane = lanes(maxConcurrent);

  const note = (path: string, { ok, status, statusText, headers }: Response): void => {
    if (status === 401) held?.forget();
    if (ok) return;
    const requestId = headers.get('request-id') ?? '';
    const resource = resourceOf(path);
    // Not found is what strangers are, and nothing to be alarmed at.
    log?.[status === 404 ? 'info' : 'warn']('graph.failed', {
      resource,
      status,
      reason: statusText,
      requestId,
    });
  };

  return async (question) => {
    const { path, options } = question;
    const signal = AbortSignal.timeout(options?.timeoutMs ?? timeoutMs);
    const request = sdk
      .api(path)
      .headers({ ...options?.headers })
      .options({ signal, redirect: 'manual' })
      .responseType(ResponseType.RAW);
    try {
      return await lane(path)(async () => {
        const response = await send(request, question);
        note(path, response);
        return answered(response);
      }, signal);
    } catch (error) {
      if (error !== signal.reason) throw error;
      log?.warn('graph.noTurn', { resource: resourceOf(path) });
      return unavailable;
    }
  };
}

/** A gate each: whoever presses a button must not queue behind Secure Score, or behind large groups. */
function lanes(limit: number): (path: string) => Gate {
  const [scores, groups, people] = [gate(limit), gate(limit), gate(limit)];
  return (path) => {
    if (path.startsWith('/security/')) return scores;
    return path.startsWith('/groups/') ? groups : people;
  };
}

const send = async (request: GraphRequest, { method, body }: Question): Promise<Response> =>
  (await (method === 'get' ? request.get() : request[method](body))) as Response;

async function answered(response: Response): Promise<GraphAnswer<unknown>> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    return unavailable;
  }
  return answerOf(response, text);
}

/** What was asked about, without anybody's id: `security/secureScores`, `users`. */
export const resourceOf = (path: string): string => /^\/(security\/\w+|\w+)/.exec(path)?.[1] ?? '';
