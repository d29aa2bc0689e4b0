// A bare ws broadcast: what one screen says, every screen hears. Stores nothing, asks nobody who
// they are.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  perMessageDeflate: false,
});
server.on('connection', (socket) =>
  socket.on('message', (/** @type {Buffer} */ data) => {
    const text = data.toString('utf8');
    for (const client of server.clients) client.send(text);
  }),
);
server.on('listening', () => console.log('ready'));
