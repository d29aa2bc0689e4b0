/**
 * A print worker's bench in the test's own process: one printer, its tickets one after the other,
 * with every figure shortened.
 */
import type { Lease } from '../../src-shared/commands/registry';
import type { PrinterProfile } from '../../src-shared/model/printers';
import type { PrintCause } from '../../src-shared/model/print-job';
import type { TicketDocument } from '../../src-shared/model/ticket';
import type {
  PrinterTask,
  PrinterTaskResult,
  SessionLimits,
} from '../../src-shared/ipc/print-worker';
import { runPrinterTask } from '../../src-main/host/printing/worker/printer-task';
import { connectionKeeper } from '../../src-main/host/printing/worker/connection-keeper';
import { printSession, probeSession } from '../../src-main/host/printing/worker/print-session';
import type { SessionParts, PrintAttempt } from '../../src-main/host/printing/worker/print-session';
import { tcpTransport } from '../../src-main/host/printing/worker/transports/tcp';
import { sessionLimits } from '../../src-main/host/printing/queue/session-limits';
import type { PrinterTransport } from '../../src-main/host/ports/printer-transport';

export const PROFILE: PrinterProfile = {
  columns: 48,
  codePage: 'PC858',
  language: 'escpos',
  fence: 'process_id',
  answersStatus: true,
  identity: null,
};

export type Bench = {
  /** Prints one ticket in this customer's name. */
  print(customer: string, more?: { readonly torn?: boolean }): Promise<PrintAttempt>;
  /** Asks the printer how it is, on no paper. */
  look(): Promise<PrintCause | null>;
  errand(errand: PrinterTask): Promise<PrinterTaskResult>;
  /** Jobs that the printer confirmed after their try was given up. */
  readonly late: readonly string[];
  /** Told by the printer while a ticket was in print, in order. */
  readonly stops: readonly (PrintCause | null)[];
};

/**
 * The long waits of a print session, in the same proportions; what a busy machine needs to answer
 * at all stays as long as that takes.
 */
function shortLimits(scale: number, answersWithinMs: number): SessionLimits {
  const limits = sessionLimits({ expectedMs: 0 });
  const entries = Object.entries(limits).map(([name, ms]) => [name, ms * scale]);
  const { connectMs, statusMs } = limits;
  return {
    ...(Object.fromEntries(entries) as SessionLimits),
    connectMs: Math.max(500, connectMs * scale),
    statusMs: Math.max(answersWithinMs, statusMs * scale),
    answerMs: Math.max(answersWithinMs, limits.answerMs * scale),
    settleMs: Math.max(20, limits.settleMs * scale),
    readyMs: Math.max(3_000, limits.readyMs * scale),
  };
}

export type BenchOptions = {
  readonly profile?: Partial<PrinterProfile>;
  readonly scale?: number;
  /**
   * How long a printer that is well may take on a busy machine; no test with such a printer waits
   * for it.
   */
  readonly answersWithinMs?: number;
};

export function benchFor(
  at: { readonly port: number } | { readonly transport: PrinterTransport },
  { profile = {}, scale = 0.01, answersWithinMs = 150 }: BenchOptions = {},
): Bench {
  const limits = shortLimits(scale, answersWithinMs);
  const links = connectionKeeper();
  const late: string[] = [];
  const stops: (PrintCause | null)[] = [];
  const transport = 'port' in at ? tcpTransport('127.0.0.1', at.port) : at.transport;
  let token = 0;
  const where = { printerId: 'p', profile: { ...PROFILE, ...profile }, trustMute: false };
  const parts = (jobId: string): SessionParts => ({
    transport,
    links,
    limits,
    hooks: {
      announce: async () => {},
      mayWrite: () => true,
      stopped: (cause) => stops.push(cause),
      late: () => late.push(jobId),
    },
  });
  return {
    late,
    stops,
    print(customer, { torn = false } = {}) {
      token++;
      const lease: Lease = {
        ...where,
        jobId: customer,
        jobSeq: token,
        token,
        address: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
        torn,
        document: ticketFor(customer),
        head: null,
        mark: { kind: 'none' },
        shownTime: '21:08',
        expectedMs: 0,
      };
      return printSession(lease, parts(customer));
    },
    look: () => probeSession(where, parts('')),
    errand: (errand) => runPrinterTask(errand, where, parts('')),
  };
}

function ticketFor(customer: string): TicketDocument {
  return {
    kind: 'order',
    station: 'Cocina',
    folio: '0147',
    orderNumber: 1,
    dispatchNo: 1,
    type: 'takeaway',
    table: null,
    customer,
    address: null,
    phone: null,
    covers: null,
    waiter: null,
    note: null,
    reason: null,
    time: '21:08',
    lines: [{ quantity: 1, name: 'Milanesa', modifiers: [], note: null, course: null, seat: null }],
    alsoAt: [],
    text: null,
    fromTable: null,
    bill: null,
  };
}
