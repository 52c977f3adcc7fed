import type { Log } from './app/ports.ts';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** One JSON object a line: an event and plain facts, never somebody's words, a secret or a stack. */
export function jsonLog(write: (line: string) => void): Log {
  const put = (level: string, event: string, facts: Facts = {}): void => {
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`);
  };
  return {
    info: (event, facts) => {
      put('info', event, facts);
    },
    warn: (event, facts) => {
      put('warn', event, facts);
    },
    fault: (event, error, facts) => {
      put('error', event, { ...facts, ...placeOf(error) });
    },
  };
}

/** Kind and code of an error, and where in our code it was thrown: its message may hold anything. */
function placeOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const place = /\/(src\/[\w./-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1];
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { status: statusCode } : {}),
    ...(place === undefined ? {} : { place }),
  };
}
