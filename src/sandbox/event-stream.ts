import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxEvent } from './api.ts';

export interface EventStream {
  /** Keeps this answer open and sends it every event from now on. */
  readonly open: (req: IncomingMessage, res: ServerResponse) => void;
  readonly send: (event: SandboxEvent) => void;
}

const heartbeatMs = 15_000;
/** A reader this far behind is let go; its page reconnects and fetches the state anew. */
const furthestBehind = 8 * 1024 * 1024;

/** Server-sent events to any number of pages, with a heartbeat that finds out who has gone. */
export const createEventStream = (everyMs = heartbeatMs): EventStream => {
  const readers = new Set<ServerResponse>();
  let heart: NodeJS.Timeout | undefined;

  const write = (text: string): void => {
    for (const reader of readers)
      if (reader.writableLength > furthestBehind) reader.destroy();
      else reader.write(text);
  };
  const leave = (reader: ServerResponse): void => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearInterval(heart);
    heart = undefined;
  };
  return {
    open: (req, res) => {
      // A page that stays open is no slow request.
      req.setTimeout(0);
      res.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      res.write('retry: 1000\n\n');
      readers.add(res);
      res.on('close', () => {
        leave(res);
      });
      heart ??= setInterval(() => {
        write(': still here\n\n');
      }, everyMs).unref();
    },
    send: (event) => {
      if (readers.size > 0) write(`data: ${JSON.stringify(event)}\n\n`);
    },
  };
};
