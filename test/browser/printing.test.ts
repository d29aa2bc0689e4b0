/**
 * What is true of a print, as the waiter reads it: the place in the queue, what stops it with what
 * to do, and a question nobody else can answer.
 */
// @module-tag needs/chromium
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScreens } from '../support/browser';
import type { Screens } from '../support/browser';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';
import { shortened } from '../support/short-limits';

let house: House;
let screens: Screens;
let phone: Page;

beforeAll(async () => {
  const faults = await shortened(0.05);
  house = await openHouse({ can: TALKING, ticketMs: 900, whenUnsure: 'ask' }, [], faults);
  await house.person('Ana', 'mesero');
  screens = await openScreens(house);
  phone = await screens.open({ token: await house.device('mesero', 'Ana') });
}, 90_000);
afterAll(async () => {
  await screens.stop();
  await house.stop();
});

const button = (name: string | RegExp) => phone.getByRole('button', { name });
const goTo = (table: string): Promise<unknown> =>
  phone.evaluate(`location.hash = '/mesa/${table}'`);
const tablesOnPaper = (): readonly string[] =>
  house.kitchen.pieces('Cocina').map((piece) => piece.find((line) => line.includes('MESA')) ?? '');

it('tells the place in the queue with seconds to wait, and lets an order go first', async () => {
  // So many before it that a slow machine still finds it waiting after two taps.
  const others = ['1', '2', '3', '5', '6', '8', '9', '10'];
  for (const mesa of [...others, '4']) await house.host.ask({ mesa, productos: ['Milanesa'] });
  await goTo('4');
  await button(/^Cocina en cola \d de \d ~\d+ s/).waitFor();
  await button(/^Cocina/).click();
  await button('Urgente').click();
  await button(/^Cocina impresa/).waitFor();
  await until('all are on paper', () => tablesOnPaper().length > others.length, 20_000);
  expect(tablesOnPaper().findIndex((words) => words.includes('4'))).toBeLessThan(others.length);
});

it('says what stops a print and what to do about it, and goes on when that is done', async () => {
  house.kitchen.printers.Cocina.set({ paper: 'out' });
  await house.host.ask({ mesa: '6', productos: ['Milanesa'] });
  await goTo('6');
  await button(/^Cocina bloqueada: sin papel/).waitFor({ timeout: 20_000 });
  await phone.getByText('Cambie el rollo y toque Reintentar.').waitFor();
  await button('Reintentar ahora').waitFor();
  house.kitchen.printers.Cocina.set({ paper: 'ok' });
  // It is looked at from time to time; whoever is in a hurry taps.
  await button(/^Cocina impresa/).waitFor({ timeout: 20_000 });
});

it('asks whether a paper is there that no printer spoke for, and believes the answer', async () => {
  house.kitchen.printers.Cocina.misbehave({ losesFenceAnswer: true });
  await house.host.ask({ mesa: '7', productos: ['Milanesa'] });
  await goTo('7');
  await phone.getByText('¿La comanda está en Cocina?').waitFor({ timeout: 20_000 });
  await phone.evaluate(`location.hash = '/'`);
  await button('Todas').click();
  await button(/^Mesa 7 .*revisar/).waitFor();
  await phone.evaluate(`location.hash = '/mesa/7'`);
  await button('Sí, salió').click();
  await button(/^Cocina impresa/).waitFor();
  house.kitchen.printers.Cocina.misbehave({ losesFenceAnswer: false });
});

it('keeps a cart that was not sent, through a reload', async () => {
  await phone.evaluate(`location.hash = '/mesa/9/carta'`);
  await button(/^Ñoquis/).click();
  await button(/^Ñoquis/)
    .first()
    .click();
  await phone.getByText('2 platos').waitFor();
  await phone.reload();
  await phone.getByText('2 platos').waitFor();
  await phone.evaluate(`location.hash = '/'`);
  await button(/^Mesa 9 .*2 sin enviar/).waitFor();
});
