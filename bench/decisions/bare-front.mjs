// The bare peer's HTTP front: a start and an Update, without rights, forms, keys or a ledger.
import { createServer } from 'node:http';
import { Client, Connection } from '@temporalio/client';

const client = new Client({ connection: await Connection.connect({ address: process.env.BARE_TEMPORAL_ADDRESS }) });

async function answer(path, body) {
  if (path === '/cases') {
    await client.workflow.start('bareCase', {
      taskQueue: 'bare',
      workflowId: body.id,
      args: [body.id, body.decisions],
    });
    return { id: body.id };
  }
  const id = path.slice('/cases/'.length);
  return client.workflow.getHandle(id).executeUpdate('decide', { args: [body] });
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    answer(request.url, JSON.parse(Buffer.concat(chunks).toString())).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(Number(process.env.BARE_PORT), '127.0.0.1', () => process.send?.('ready'));
for (const end of ['SIGTERM', 'disconnect']) process.once(end, () => process.exit(0));
