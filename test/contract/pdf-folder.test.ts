/**
 * Tickets saved as files: one whose file cannot be written is set aside, a folder that takes none
 * is waited for.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pdfName, savePdf } from '../../src-main/host/printing/worker/pdf-ticket';
import type { Lease } from '../../src-shared/commands/registry';
import { unreadableDocument } from '../../src-shared/model/ticket';
import type { TicketDocument } from '../../src-shared/model/ticket';

const { unreadable: _, ...blank } = unreadableDocument('order');
const document: TicketDocument = {
  ...blank,
  station: 'Cocina',
  folio: '0001',
  time: '21:00',
  table: '5',
};
const leaseOf = (jobSeq: number, says: TicketDocument = document) =>
  ({
    document: says,
    jobSeq,
    mark: { kind: 'none' },
    shownTime: '21:00',
    profile: { columns: 48 },
  }) as unknown as Lease;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-pdf-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('sets aside a ticket in whose place something else stands, and saves the next one', async () => {
  mkdirSync(path.join(folder, pdfName(leaseOf(1))));
  expect(await savePdf(leaseOf(1), folder)).toEqual({
    kind: 'not_started',
    cause: 'encode_failed',
  });
  expect(await savePdf(leaseOf(2), folder)).toMatchObject({ kind: 'handed_over' });
  expect(readdirSync(folder)).toContain(pdfName(leaseOf(2)));
});

it('sets aside a ticket that cannot be laid out', async () => {
  expect(await savePdf(leaseOf(1, unreadableDocument('order')), folder)).toEqual({
    kind: 'not_started',
    cause: 'encode_failed',
  });
});

it('waits for a folder that takes nothing', async () => {
  const missing = path.join(folder, 'not', 'there');
  expect(await savePdf(leaseOf(1), missing)).toEqual({ kind: 'not_started', cause: 'file_failed' });
});
