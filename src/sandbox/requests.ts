import { z } from 'zod';
import type { FaultKind, Press, Say, SetStatus } from './api.ts';

const id = z.string().min(1).max(200);

/** What the page may ask for, as `api.ts` says it. */
export const sayShape: z.ZodType<Say> = z.object({
  chatId: id,
  personId: id,
  text: z.string().trim().min(1).max(28_000),
});

export const pressShape: z.ZodType<Press> = z.object({
  chatId: id,
  personId: id,
  messageId: id,
  verb: z.string().max(200),
  data: z.unknown(),
});

export const clockShape: z.ZodType<{ readonly now: string }> = z.object({
  now: z.iso.datetime({ offset: true }),
});

export const statusShape: z.ZodType<SetStatus> = z.object({
  controlId: id,
  state: z.enum(['Default', 'Ignored', 'ThirdParty', 'Reviewed']),
  comment: z.string().max(10_000),
  by: z.string().min(1).max(200),
});

export const faultShape: z.ZodType<{
  readonly graph: FaultKind;
  readonly count?: number | undefined;
}> = z.object({
  graph: z.enum(['none', 'throttle', 'refuse', 'down', 'hang', 'ignore-writes', 'scores-down']),
  count: z.int().min(1).max(10_000).optional(),
});

export const nothingShape = z.object({});

/** One sentence for what is wrong first. */
export const complaint = (error: z.ZodError): string => {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'body' : issue.path.join('.');
  return `${where}: ${issue?.message ?? 'not valid'}.`;
};
