/** A button as Teams takes it. */
export type Button = Readonly<Record<string, unknown>>;

/** A button that the bot hears of. Old clients send the same as a message, its verb among the data. */
export const press = (
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  tooltip?: string,
): Button => {
  const words = tooltip === undefined ? { title } : { title, tooltip };
  return {
    type: 'Action.Execute',
    ...words,
    verb,
    data,
    fallback: { type: 'Action.Submit', ...words, data: { ...data, verb } },
  };
};

export const open = (title: string, url: string): Button => ({
  type: 'Action.OpenUrl',
  title,
  url,
});

const MOST_PRIMARY = 6;

/** Teams shows six buttons, the last one among them; the rest go behind its menu. */
export const primaryFirst = (buttons: readonly Button[]): readonly Button[] =>
  buttons.length <= MOST_PRIMARY
    ? buttons
    : buttons.map((one, at) =>
        at < MOST_PRIMARY - 1 || at === buttons.length - 1 ? one : { ...one, mode: 'secondary' },
      );
