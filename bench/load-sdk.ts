/** Loads what the product cannot do without, says so, and is done: the floor under every start. */
import '@microsoft/teams-ai';
import 'botbuilder';
import 'restify';

process.stdout.write('loaded\n');
