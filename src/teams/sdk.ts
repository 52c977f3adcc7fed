/** The one place that loads the SDK: CommonJS, and slow to load, so nothing else imports its values. */
export { Application, TeamsAdapter } from '@microsoft/teams-ai';
export { type Activity, type ConversationReference, TeamsInfo, type TurnContext } from 'botbuilder';
