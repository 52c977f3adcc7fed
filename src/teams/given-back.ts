import { showable } from '../domain/text.ts';

/** What was typed, as it stands on the card that comes back: without what cannot be shown, as the complaint says. */
export const givenBack = <Field extends string>(
  typed: Readonly<Record<Field, string>>,
): Readonly<Record<Field, string>> =>
  Object.fromEntries(
    Object.entries<string>(typed).map(([field, text]) => [field, showable(text)]),
  ) as Record<Field, string>;
