import type { Activity } from 'botbuilder';
import { z } from 'zod';

const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().optional(),
  mentioned: z.looseObject({
    id: z.string(),
    name: z.string().optional(),
    aadObjectId: z.string().optional(),
  }),
});

/** Much longer than any sentence that the bot understands. */
const LONGEST = 2_000;

/** Those who were mentioned, by name, with the object id that Teams vouches for; who has none there is left out. */
export function mentionedIn({
  entities,
  recipient,
}: Partial<Activity>): Readonly<Record<string, string>> {
  const read = (Array.isArray(entities) ? entities : []).map((one) => mention.safeParse(one));
  return Object.fromEntries(
    read.flatMap(({ data }) => {
      const { id, name = '', aadObjectId } = data?.mentioned ?? {};
      const isOther = id !== undefined && id !== recipient?.id && name !== '';
      return isOther && aadObjectId !== undefined ? [[name.toLowerCase(), aadObjectId]] : [];
    }),
  );
}

/** What was said to the bot: its own mentions taken out, others' kept as text, white space made one. */
export function saidText({ text, entities, recipient }: Partial<Activity>): string {
  const typed: unknown = text;
  let said = typeof typed === 'string' ? typed.slice(0, LONGEST) : '';
  for (const entity of Array.isArray(entities) ? entities : []) {
    const read = mention.safeParse(entity);
    if (read.success && read.data.mentioned.id === recipient?.id && read.data.text)
      said = said.replaceAll(read.data.text, ' ');
  }
  const name = recipient?.name ?? '';
  return said
    .replace(/<at[^>]*>(.*?)<\/at>/gis, (_, named: string) => (named === name ? ' ' : named))
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
