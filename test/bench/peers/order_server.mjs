// The order wire in front of a queue of others: a line in, the queue's own word that it is kept, a
// line out. `keep` resolves when it is.
import net from 'node:net';

/** @param {number} port @param {(order: { id: string }) => Promise<unknown>} keep */
export function serveOrders(port, keep) {
  const server = net.createServer((socket) => {
    let held = '';
    socket.setNoDelay(true);
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      const lines = (held + text).split('\n');
      held = lines.pop() ?? '';
      for (const line of lines) if (line) void answer(line);
    });
    socket.on('error', () => {});
    async function answer(/** @type {string} */ line) {
      const order = JSON.parse(line);
      await keep(order);
      if (socket.writable)
        socket.write(`${JSON.stringify({ status: 'recibido', clave: order.id })}\n`);
    }
  });
  server.listen({ port, host: '127.0.0.1', backlog: 4096 }, () => console.log('ready'));
}
