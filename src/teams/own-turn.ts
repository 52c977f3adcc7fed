import type { ConversationReference, TeamsAdapter, TurnContext } from './sdk.ts';

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
  await adapter.continueConversationAsync(botAppId, reference, async (context) => {
    outcome = await act(context).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
  });
  if ('error' in outcome) throw outcome.error;
  return (outcome as { readonly value: Result }).value;
}
