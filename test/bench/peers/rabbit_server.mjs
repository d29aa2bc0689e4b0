// RabbitMQ as an order server: answered once the broker confirms a persistent message on a durable
// queue. usage: PORT AMQP_PORT MODULES
import { createRequire } from 'node:module';
import { serveOrders } from './order_server.mjs';

const [port, amqpPort, modules] = [
  Number(process.argv[2]),
  Number(process.argv[3]),
  String(process.argv[4]),
];
const amqp = createRequire(`${modules}/`)('amqplib');
const connection = await amqp.connect(`amqp://127.0.0.1:${amqpPort}`, { noDelay: true });
const channel = await connection.createConfirmChannel();
await channel.assertQueue('orders', { durable: true });
serveOrders(
  port,
  (order) =>
    new Promise((resolve, reject) => {
      channel.sendToQueue(
        'orders',
        Buffer.from(JSON.stringify(order)),
        { persistent: true },
        (error) => (error ? reject(error) : resolve(undefined)),
      );
    }),
);
