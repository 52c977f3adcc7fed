import type { TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/render.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** What a press is answered with. `notice` leaves the card as it is, with all that was typed. */
export type Answer = { readonly card: AdaptiveCard } | { readonly notice: string };

/** An answer whose card is of another acceptance from then on, or of one for the first time. */
export type Submitted = Answer & { readonly acceptanceId?: string };

/**
 * Answers a pressed button for the one who pressed it alone. The SDK would answer too, but it posts a card
 * that carries `refresh` to everybody.
 */
export async function answerInvoke(context: TurnContext, answer: Answer): Promise<void> {
  const body =
    'card' in answer
      ? { statusCode: 200, type: cardType, value: answer.card }
      : {
          statusCode: 200,
          type: 'application/vnd.microsoft.activity.message',
          value: answer.notice,
        };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/** Answers an invoke that failed, in the form that Teams shows, without a word of the error. */
export async function answerFault(context: TurnContext, message: string): Promise<void> {
  const body = {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'Fault', message },
  };
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/** A card as a message of its own. */
export const cardActivity = (
  card: AdaptiveCard,
): { type: 'message'; attachments: { contentType: string; content: AdaptiveCard }[] } => ({
  type: 'message',
  attachments: [{ contentType: cardType, content: card }],
});
