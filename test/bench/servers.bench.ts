/**
 * R1 and R3: what an order costs until its sender knows that it is kept, beside the queues that
 * others would put there.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import { inFolder, report, ROUNDS } from './figures';
import { crowd } from './peers';
import { startOrderServer, startRabbit, startRedis } from './queue-servers';

const CLIENTS = 100;
const ORDERS = 8_000;

it('R1, R3: 100 held clients, beside BullMQ on Redis that syncs always, and RabbitMQ with confirms', async () => {
  await inFolder(async (folder) => {
    const at = (name: string): string => {
      const made = path.join(folder, name);
      mkdirSync(made);
      return made;
    };
    const redis = await startRedis(at('redis'));
    const rabbit = await startRabbit(at('rabbit'));
    const [bullmq, amqp] = [
      await startOrderServer('bullmq', redis),
      await startOrderServer('rabbit', rabbit),
    ];
    const host = await startHostProcess({ dataDir: at('data'), extra: ['--no-print'] });
    const all = [host, bullmq, amqp] as const;
    for (const { port } of all) await crowd(port, 'many', CLIENTS, ORDERS);
    const ratios: Record<'r1' | 'toRabbit' | 'p99Bull' | 'p99Rabbit', number[]> = {
      r1: [],
      toRabbit: [],
      p99Bull: [],
      p99Rabbit: [],
    };
    let errors = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await crowd(host.port, 'many', CLIENTS, ORDERS);
      const theirs = await crowd(bullmq.port, 'many', CLIENTS, ORDERS);
      const broker = await crowd(amqp.port, 'many', CLIENTS, ORDERS);
      ratios.r1.push(ours.perSecond / theirs.perSecond);
      ratios.toRabbit.push(ours.perSecond / broker.perSecond);
      ratios.p99Bull.push(ours.p99 / theirs.p99);
      ratios.p99Rabbit.push(ours.p99 / broker.p99);
      errors += ours.errors + theirs.errors + broker.errors;
      console.log(
        `round ${round}: ${[ours, theirs, broker].map(({ perSecond, p99 }) => `${perSecond.toFixed(0)}/s p99 ${p99.toFixed(0)} ms`).join(', ')}`,
      );
    }
    const what = 'durable orders/s, 100 held clients';
    const ack = 'ack p99, 100 held clients';
    report({
      row: 'R1',
      what,
      peer: 'BullMQ, appendfsync always',
      bar: '>= 1.5',
      values: ratios.r1,
    });
    report({
      row: 'R1',
      what,
      peer: 'RabbitMQ, confirms',
      bar: 'reported',
      values: ratios.toRabbit,
    });
    report({
      row: 'R3',
      what: ack,
      peer: 'BullMQ, appendfsync always',
      bar: '<= 0.6',
      values: ratios.p99Bull,
    });
    report({
      row: 'R3',
      what: ack,
      peer: 'RabbitMQ, confirms',
      bar: '<= 0.6',
      values: ratios.p99Rabbit,
    });
    report({
      row: 'R1',
      what: 'errors, all rounds, all three',
      peer: '0',
      bar: '0',
      values: [errors],
    });
    for (const one of [host, amqp, bullmq, rabbit, redis]) await one.stop();
  });
});
