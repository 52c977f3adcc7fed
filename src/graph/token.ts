import type { AccessToken, TokenCredential } from '@azure/identity';
import { within } from './gate.ts';

const BEFORE_EXPIRY_MS = 5 * 60_000;

export interface Tokens {
  /** A token good for 5 minutes more, shared by all who ask; rejects as the credential or the signal does. */
  get(signal: AbortSignal): Promise<string>;
  /** Makes the next caller ask for a new one. */
  forget(): void;
}

/** Tokens for one scope. A credential that gives none within `timeoutMs` (real time) is asked anew. */
export function tokens(credential: TokenCredential, scope: string, timeoutMs: number): Tokens {
  let held: AccessToken | undefined;
  let asked: Promise<AccessToken> | undefined;

  const ask = async (): Promise<AccessToken> => {
    const abortSignal = AbortSignal.timeout(timeoutMs);
    try {
      const token = await within(credential.getToken(scope, { abortSignal }), abortSignal);
      if (!token) throw new Error('The credential gave no token.');
      held = token;
      return token;
    } finally {
      asked = undefined;
    }
  };

  return {
    get: async (signal) => {
      if (held && held.expiresOnTimestamp - Date.now() > BEFORE_EXPIRY_MS) return held.token;
      asked ??= ask();
      return (await within(asked, signal)).token;
    },
    forget: () => {
      held = undefined;
    },
  };
}

const verdicts = ['ServerError', 'InteractionRequiredAuthError', 'AuthenticationError'];

/** Whether Entra answered, and its answer was no. Else nobody answered, and asking again may help. */
export function isRefusal(error: Error): boolean {
  const origin = error.cause instanceof Error ? error.cause : error;
  const { status, statusCode } = origin as { status?: number; statusCode?: number };
  const code = status ?? statusCode ?? 400;
  return verdicts.includes(origin.name) && code < 500 && code !== 429;
}
