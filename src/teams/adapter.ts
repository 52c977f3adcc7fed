import { TeamsAdapter } from './sdk.ts';

/** The bot's registration, as configured. */
export interface Registration {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  readonly password: string;
}

/** The SDK's adapter. Without a registration it asks for no token and sends none: for the sandbox alone. */
export const botAdapter = (bot: Registration | undefined): TeamsAdapter =>
  new TeamsAdapter(
    bot
      ? {
          MicrosoftAppType: bot.type,
          MicrosoftAppId: bot.id,
          MicrosoftAppPassword: bot.password,
          MicrosoftAppTenantId: bot.tenantId,
        }
      : {},
  );
