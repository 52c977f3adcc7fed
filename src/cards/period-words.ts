import { sayDay } from '../domain/calendar.ts';
import type { Period } from '../domain/question.ts';
import { type Line, line, run } from './lines.ts';
import { capital } from './phrases.ts';

/** A period at the end of a sentence: `this week`, `since 1 Nov 2026`, `in October 2026`, `in the last 30 days`. */
export function inPeriod({ name }: Pick<Period, 'name'>): string {
  if (/^(today|yesterday|this |last week|since )/.test(name)) return name;
  if (name.startsWith('last ')) return `in the ${name}`;
  if (/^\d{1,2} .*\bto /.test(name)) return `from ${name}`;
  return /^\d{1,2} /.test(name) ? `on ${name}` : `in ${name}`;
}

interface Day {
  readonly day: string;
}

/** `This week: 16 Nov 2026 → 23 Nov 2026.` The days are those of the data. */
export function dated(
  name: string,
  { from, to }: { readonly from: Day; readonly to: Day },
  more = '',
): Line {
  const since = from.day === to.day ? '' : `${sayDay(from.day)} → `;
  return line(run.quiet(`${capital(name)}: ${since}${sayDay(to.day)}${more}.`));
}
