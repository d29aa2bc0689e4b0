// BullMQ as an order server: answered once Redis has the job, which with `appendfsync always` is on
// disk. usage: PORT REDIS_PORT MODULES
import { createRequire } from 'node:module';
import { serveOrders } from './order_server.mjs';

const [port, redisPort, modules] = [
  Number(process.argv[2]),
  Number(process.argv[3]),
  String(process.argv[4]),
];
const { Queue } = createRequire(`${modules}/`)('bullmq');
const queue = new Queue('orders', { connection: { host: '127.0.0.1', port: redisPort } });
await queue.waitUntilReady();
serveOrders(port, (order) => queue.add('print', order));
