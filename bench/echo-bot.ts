/** A bare echo bot on the product's stack: the unit that everything else is measured in. */
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import restify from 'restify';

const adapter = new TeamsAdapter({});
const app = new Application({ adapter });
// As in the product: the SDK shows "typing" whatever it is told.
app.startTypingTimer = () => undefined;
app.activity('message', async (context) => {
  await context.sendActivity(context.activity.text);
});

const server = restify.createServer({ name: 'echo' });
server.post(
  '/api/messages',
  ...[restify.plugins.jsonBodyParser({ mapParams: false })].flat(),
  async (request: restify.Request, response: restify.Response) => {
    // The SDK and the types of restify disagree on what may be undefined.
    await adapter.process(request as never, response, async (context) => {
      await app.run(context);
    });
  },
);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  process.stdout.write(`http://localhost:${String(port)}/\n`);
});
