// The limit of any TCP order server in Node: parses a line, writes one back, stores nothing.
import net from 'node:net';

const server = net.createServer((socket) => {
  let held = '';
  socket.setNoDelay(true);
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    const lines = (held + text).split('\n');
    held = lines.pop();
    for (const line of lines)
      if (line)
        socket.write(`${JSON.stringify({ status: 'recibido', clave: JSON.parse(line).id })}\n`);
  });
  socket.on('error', () => {});
});
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 4096 }, () =>
  console.log('ready'),
);
