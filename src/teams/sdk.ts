/**
 * The one place that loads the SDK: CommonJS, and slow to load, so nothing else imports its values. Two of its files
 * alone: its entry loads language models and their word lists as well, 30 MB of them.
 */
export { Application } from '@microsoft/teams-ai/lib/Application.js';
export { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
export { type Activity, type ConversationReference, TeamsInfo, type TurnContext } from 'botbuilder';
