/** An answer of the Bot Connector. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const yes = (body: unknown, status = 200): Reply => ({ status, body });

/** A refusal in the Bot Connector's own error shape. */
export const no = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});

export const noConversation = no(404, 'ConversationNotFound', 'Conversation not found.');
export const noActivity = no(404, 'ActivityNotFoundInConversation', 'Activity not found.');
export const noMember = no(404, 'MemberNotFoundInConversation', 'Member not found.');
