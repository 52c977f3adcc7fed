import type { ConversationReference, TeamsAdapter, TurnContext } from './sdk.ts';

const LONGEST_MS = 30_000;

/** The SDK waits for the Connector for ever; whoever waits for the SDK does not. */
export async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the Bot Connector does not answer'));
    }, LONGEST_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A turn of the bot's own. What fails in it is thrown to the caller: the SDK would hand it to the handler
 * for people's turns, and go on as if it had been done.
 */
export async function ownTurn<Result>(
  { adapter, botAppId }: { readonly adapter: TeamsAdapter; readonly botAppId: string },
  reference: Partial<ConversationReference>,
  act: (context: TurnContext) => Promise<Result>,
): Promise<Result> {
  let outcome: { readonly value: Result } | { readonly error: unknown } = {
    error: new Error('the turn did not run'),
  };
  const turn = adapter.continueConversationAsync(botAppId, reference, async (context) => {
    outcome = await act(context).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
  });
  await inTime(turn);
  if ('error' in outcome) throw outcome.error;
  return (outcome as { readonly value: Result }).value;
}
