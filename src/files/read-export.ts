import { z } from 'zod';
import { type ExportedRegister, exportFormat } from '../app/exported-register.ts';
import { type Acceptance, laterFields } from '../domain/acceptance.ts';
import { roles } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';

const seq = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const record = z.record(z.string(), z.unknown());
const policy = record.transform((one) => one as unknown as Policy);

const line = z.object({
  seq,
  at: z.string(),
  acceptanceId: z.string(),
  revision: z.int(),
  event: z.string(),
  by: z.string(),
  role: z.enum(roles).nullable(),
  roleFrom: z.string().nullable(),
  policy: z.int(),
  set: record,
  prev: z.string(),
  hash: z.string(),
  texts: z.array(
    z.object({ field: z.string(), salt: z.string().nullable(), text: z.string().nullable() }),
  ),
});

/** What the check looks at by name; all other fields are held against the lines, whatever they are. */
const lookedAt = z.object({
  id: z.string(),
  revision: z.int(),
  state: z.string(),
  route: z.enum(['low', 'standard']),
  sodReduced: z.boolean(),
  approverId: z.string().nullable(),
  evidence: z.array(z.object({})),
});

const acceptance = z
  .custom((one) => lookedAt.safeParse(one).success)
  .transform((one) => ({ ...laterFields, ...(one as Acceptance) }));

const opening = z.strictObject({
  format: z.literal(exportFormat),
  exportedAt: z.string(),
  exportedBy: z.object({ id: z.string(), name: z.string() }),
  timeZone: z.string(),
  head: z.object({ seq, hash }),
  policies: z.array(z.object({ version: z.int(), at: z.string(), deployedAt: z.string(), policy })),
});
const closing = z.strictObject({ names: z.record(z.string(), z.string()) });
const whole = opening.extend({
  acceptances: z.array(acceptance),
  lines: z.array(line),
  ...closing.shape,
});

/** What it takes to check an export; names prove nothing. */
type ReadRegister = Omit<ExportedRegister, 'names'>;

/** The file is no export; the message says so to people, in one sentence. */
export class NoExport extends Error {
  override readonly name = 'NoExport';
}

/**
 * Reads an exported register: whether it is one, not whether it fits together. Its lines are read as they are asked for,
 * so that a long one never stands in memory as a whole. Throws `NoExport`, then or now.
 */
export function readExport(parts: Iterable<Buffer>): ReadRegister {
  const texts = textLines(parts);
  const next = (): string => String(texts.next().value ?? '');
  const first = next();
  const second = next();
  // Somebody's editor may have laid it out anew: it is the same JSON.
  if (!first.endsWith(',') || second !== '"acceptances":[')
    return shaped(whole, parsed([first, second, ...texts].join('\n')));
  const begun = shaped(opening, parsed(`${first.slice(0, -1)}}`));
  const acceptances = [...items(next, acceptance)];
  if (next() !== '"lines":[') throw new NoExport(cut);
  return { ...begun, acceptances, lines: linesThenEnd(next) };
}

function* linesThenEnd(next: () => string): Generator<z.output<typeof line>> {
  yield* items(next, line);
  shaped(closing, parsed(`{${next()}`));
  if (next() !== '') throw new NoExport(cut);
}

const NEWLINE = 10;

/** Line after line of text, however the file came in parts. */
function* textLines(parts: Iterable<Buffer>): Generator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for (const part of parts) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      yield bytes.toString('utf8', from, end);
      from = end + 1;
    }
    // What it is read into is used again.
    rest = Buffer.from(bytes.subarray(from));
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** The things of a list, one on each line of text, up to the end of the list. */
function* items<Schema extends z.ZodType>(
  next: () => string,
  schema: Schema,
): Generator<z.output<Schema>> {
  let count = 0;
  let more = true;
  for (let text = next(); text !== '],'; text = next()) {
    if (!more) throw new NoExport(cut);
    more = text.endsWith(',');
    count++;
    yield shaped(schema, parsed(more ? text.slice(0, -1) : text));
  }
  if (more && count > 0) throw new NoExport(cut);
}

const cut = 'The file is no JSON, or only a part of one.';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoExport(cut);
  }
}

function shaped<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  const what =
    where === '' ? 'it lacks something, or has too much' : `"${where}" is not what it should be`;
  throw new NoExport(`The file is no exported register: ${what}.`);
}
