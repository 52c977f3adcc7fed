/** Loads what the product cannot do without, says so, and is done: the floor under every start. */
import '../src/teams/sdk.ts';
import 'restify';

process.stdout.write('loaded\n');
