/** F01, F02: the host is killed at random moments and at the worst one. Long form: npm run soak. */
// @module-tag slow
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import { killRounds, seededChance } from '../support/kill-rounds';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { faulty } from '../support/faulty';
import type { Faults } from '../support/faulty';

it('F01: loses no answered order, halves none and doubles no paper unmarked over kills at random moments', async () => {
  const { broken, acked } = await killRounds({
    rounds: 4,
    clients: 10,
    orders: 40,
    killWithinMs: 700,
    chance: seededChance(Date.now()),
  });
  expect(broken).toEqual([]);
  expect(acked).toBeGreaterThan(20);
}, 120_000);

describe('F02: a crash between COMMIT and the answer', () => {
  const crash = 'store.killed-after-commit';
  const receiptOutside = 'store.receipt-late';
  const order = { id: 'crash', cliente: 'X', productos: ['Milanesa'] };
  let kitchen: Kitchen;

  beforeEach(async () => {
    kitchen = await openKitchen();
  });
  afterEach(() => kitchen.stop());

  /** How many orders there are after a crash at that point and the sender's resend. */
  async function ordersAfterResend(faults: Faults): Promise<unknown> {
    const options = {
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
    };
    const first = await startHostProcess({ ...options, faults });
    await expect(first.ask(order)).rejects.toThrow('cerró la conexión');
    await first.exited;
    const second = await startHostProcess(options);
    expect(await second.ask(order)).toMatchObject({ status: 'recibido' });
    const { pedidos_hoy } = await second.ask({ consulta: 'cola' });
    await second.stop();
    return pedidos_hoy;
  }

  it('leaves one order, and the resend gets its folio', async () => {
    expect(await ordersAfterResend(await faulty(crash))).toBe(1);
  });

  it('would leave two if receipts were written outside the transaction (sabotage)', async () => {
    expect(await ordersAfterResend(await faulty(crash, receiptOutside))).toBe(2);
  });
});
