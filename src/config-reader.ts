import { z } from 'zod';
import { isZone } from './domain/calendar.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variable by variable; what is wrong is complained of, and stood in for so that reading goes on. */
export interface Reader {
  readonly complain: (line: string) => void;
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string, otherwise: number, least: number, most: number) => number;
  readonly whole: (name: string, otherwise: number, least: number, most: number) => number;
  readonly maybeNumber: (name: string, least: number, most: number) => number | null;
  readonly oneOf: <const One extends string>(
    name: string,
    all: readonly One[],
    otherwise: One,
  ) => One;
  readonly guid: (name: string) => string | undefined;
  readonly url: (name: string) => string | undefined;
  readonly instant: (name: string) => Date | undefined;
  readonly range: (name: string, otherwise: readonly [number, number]) => readonly [number, number];
  readonly holders: (name: string, otherwise: readonly string[]) => readonly string[];
  readonly list: (name: string, otherwise: string) => readonly string[];
  readonly zone: (name: string, otherwise: string) => string;
}

// Entra hands out ids that are no RFC 4122 UUID: the shape is all that can be asked for.
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function reader(env: Environment, wrong: string[]): Reader {
  const source: Source = {
    complain: (line) => void wrong.push(line),
    text: (name) => {
      const typed = env[name]?.trim();
      return typed === '' ? undefined : typed;
    },
  };
  return { ...source, ...numbers(source), ...words(source), ...lists(source) };
}

type Source = Pick<Reader, 'complain' | 'text'>;

function numbers({
  complain,
  text,
}: Source): Pick<Reader, 'number' | 'whole' | 'maybeNumber' | 'range'> {
  const number: Reader['number'] = (name, otherwise, least, most) => {
    const read = z.coerce
      .number()
      .min(least)
      .max(most)
      .safeParse(text(name) ?? otherwise);
    if (!read.success)
      complain(`Set ${name} to a number from ${String(least)} to ${String(most)}.`);
    return read.data ?? otherwise;
  };
  return {
    number,
    whole(name, otherwise, least, most) {
      const read = number(name, otherwise, least, most);
      if (!Number.isInteger(read)) complain(`Set ${name} to a whole number.`);
      return read;
    },
    maybeNumber: (name, least, most) =>
      text(name) === undefined ? null : number(name, least, least, most),
    range(name, otherwise) {
      const typed = text(name);
      if (typed === undefined) return otherwise;
      const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(typed) ?? [];
      const read = [Number(from), Number(to)] as const;
      if (read[0] <= read[1] && read[1] <= 100) return read;
      complain(`Set ${name} to two percentages such as 80-85.`);
      return otherwise;
    },
  };
}

function words({
  complain,
  text,
}: Source): Pick<Reader, 'oneOf' | 'guid' | 'url' | 'instant' | 'zone'> {
  return {
    oneOf(name, all, otherwise) {
      const typed = text(name);
      const found = all.find((one) => one === typed);
      if (typed !== undefined && found === undefined)
        complain(`Set ${name} to ${all.join(' or ')}.`);
      return found ?? otherwise;
    },
    guid(name) {
      const typed = text(name);
      if (typed !== undefined && !guid.test(typed))
        complain(`Set ${name} to an id such as 00000000-0000-0000-0000-000000000000.`);
      return typed?.toLowerCase();
    },
    url(name) {
      const typed = text(name);
      if (typed === undefined) return undefined;
      if (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)) return typed;
      complain(`Set ${name} to an address such as https://scorekeeper.example.`);
      return undefined;
    },
    instant(name) {
      const typed = text(name);
      if (typed === undefined) return undefined;
      const read = z.iso.datetime({ offset: true }).safeParse(typed);
      if (!read.success) complain(`Set ${name} to an instant such as 2026-11-12T09:00:00Z.`);
      return read.success ? new Date(read.data) : undefined;
    },
    zone(name, otherwise) {
      const typed = text(name) ?? otherwise;
      if (isZone(typed)) return typed;
      complain(`Set ${name} to a zone such as Europe/Vienna.`);
      return otherwise;
    },
  };
}

function lists({ complain, text }: Source): Pick<Reader, 'holders' | 'list'> {
  const split = (typed: string): readonly string[] =>
    typed
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return {
    list: (name, otherwise) => split(text(name) ?? otherwise),
    holders(name, otherwise) {
      const typed = text(name);
      if (typed === undefined) return otherwise;
      const all = split(typed);
      // What follows the colon is opaque: only white space, which no id has, is refused.
      if (!all.every((one) => /^(user|group):\S+$/.test(one)))
        complain(`Set ${name} to user:<object id> or group:<object id>, separated by commas.`);
      return [...new Set(all)].sort();
    },
  };
}
