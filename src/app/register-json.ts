import type { Person } from '../domain/person.ts';
import { whoseDoing } from '../domain/acting.ts';
import type { LineWithTexts } from '../domain/trail.ts';
import { type ExportedRegister, exportFormat } from './exported-register.ts';
import { gather, type Gathered, linesUpTo } from './gather-register.ts';
import type { Ports } from './ports.ts';
import { peopleIn } from './answer-names.ts';

/** An acceptance as it will be written, and whom it names. */
interface Written {
  readonly json: Uint8Array;
  readonly people: readonly string[];
}

const encoder = new TextEncoder();

/** In ASCII alone: whoever opens it with the wrong encoding reads the same, and a long file is read many times faster. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * The whole register as JSON, a part at a time: one acceptance and one line of the trail on a line of text each, so that
 * people can read it and two exports can be compared.
 */
export async function registerJson(
  ports: Ports,
  { person, at }: { readonly person: Person; readonly at: string },
): Promise<{
  readonly head: Gathered<unknown>['head'];
  readonly body: AsyncIterable<Uint8Array>;
}> {
  const { store, policy } = ports;
  // Before the acceptances: no version among them is newer than the head.
  const policies = await store.policyVersions();
  const { made, head } = await gather(ports, (page) =>
    Promise.resolve(
      page.map((one): Written => {
        const people = peopleIn(one);
        return { json: encoder.encode(ascii(one)), people };
      }),
    ),
  );
  const opening = {
    format: exportFormat,
    exportedAt: at,
    exportedBy: { id: person.id, name: person.name },
    timeZone: policy.timeZone,
    head,
    policies,
  } satisfies Partial<ExportedRegister>;
  return { head, body: write(store, { opening, made, last: head.seq }) };
}

async function* write(
  store: Ports['store'],
  { opening, made, last }: { opening: object; made: readonly Written[]; last: number },
): AsyncGenerator<Uint8Array> {
  const people = new Set(made.flatMap((one) => one.people));
  // All but the brace at its end: the rest is written behind it.
  yield encoder.encode(`${ascii(opening).slice(0, -1)},\n"acceptances":[`);
  for (const [at, { json }] of made.entries()) {
    yield encoder.encode(at === 0 ? '\n' : ',\n');
    yield json;
  }
  yield encoder.encode('\n],\n"lines":[');
  let part = '';
  for await (const line of linesUpTo(store, last)) {
    for (const id of namedIn(line)) people.add(id);
    part += `${line.seq === 1 ? '\n' : ',\n'}${ascii(line)}`;
    if (part.length < PART) continue;
    yield encoder.encode(part);
    part = '';
  }
  const names = Object.fromEntries(await store.names([...people]));
  yield encoder.encode(`${part}\n],\n"names":${ascii(names)}}\n`);
}

const PART = 64 * 1024;

const namedIn = ({ by, roleFrom }: LineWithTexts): readonly string[] => whoseDoing(by, roleFrom);
