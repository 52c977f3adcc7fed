import { z } from 'zod';
import type { PressAnswer } from './api.ts';
import type { Activity } from './chat-activities.ts';

/** What the bot answered over HTTP; `ok` is false for anything but a 2xx within the time. */
export type Delivered = { readonly ok: true; readonly body: unknown } | { readonly ok: false };

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Posts one activity to the bot and waits for its answer; never throws. */
export const deliver = async (
  botUrl: string,
  deadlineMs: number,
  activity: Activity,
): Promise<Delivered> => {
  try {
    const answer = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(deadlineMs),
    });
    const text = await answer.text();
    return answer.ok ? { ok: true, body: json(text) } : { ok: false };
  } catch {
    // Refused, reset or too late: to the person it is all the same.
    return { ok: false };
  }
};

export const didNotGoThrough: PressAnswer = {
  card: null,
  notice: 'That did not go through. Try again.',
};

const prefix = 'application/vnd.microsoft';

const answerShape = z.discriminatedUnion('type', [
  z.looseObject({
    statusCode: z.literal(200),
    type: z.literal(`${prefix}.card.adaptive`),
    value: z.looseObject({}),
  }),
  z.looseObject({ type: z.literal(`${prefix}.activity.message`), value: z.string() }),
  z.looseObject({
    type: z.literal(`${prefix}.error`),
    value: z.looseObject({ message: z.string() }),
  }),
]);

/** What a Teams client shows after a press that the bot answered like this. */
export const pressAnswerOf = (delivered: Delivered): PressAnswer => {
  const answer = answerShape.safeParse(delivered.ok ? delivered.body : undefined);
  if (!answer.success) return didNotGoThrough;
  switch (answer.data.type) {
    case 'application/vnd.microsoft.card.adaptive':
      return { card: answer.data.value, notice: '' };
    case 'application/vnd.microsoft.activity.message':
      return { card: null, notice: answer.data.value };
    case 'application/vnd.microsoft.error':
      return { card: null, notice: answer.data.value.message };
  }
};
