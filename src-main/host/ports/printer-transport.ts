/** Port for moving bytes to and from one printer, over any connection. Knows no tickets. */
import type { PrintCause } from '../../../src-shared/model/print-job';

export interface PrinterTransport {
  /** False if no replies come back, as from a spooler. */
  readonly talks: boolean;
  /** Rejects with TransportError. Nothing has been sent then. */
  open(connectMs: number): Promise<PrinterLink>;
}

export interface PrinterLink {
  /**
   * Resolves once the link has taken the bytes. Rejects with TransportError if the link breaks or
   * makes no progress for `stallMs`.
   */
  write(bytes: Uint8Array, stallMs: number): Promise<void>;
  /**
   * Signals the end of the data. Resolves with true if the printer closed its side within `closeMs`,
   * which means that it has read everything.
   */
  finish(closeMs: number): Promise<boolean>;
  /** Sets the listener for bytes from the printer. There is one listener. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /**
   * Calls the listener once when the link breaks or the printer closes it, or soon if that has
   * happened. Returns a function that removes the listener.
   */
  onBroken(listener: () => void): () => void;
  isOpen(): boolean;
  /** Closes the link at once, in any state. */
  close(): void;
}

export class TransportError extends Error {
  readonly why: PrintCause;
  /** True if certainly no written byte will ever be printed. */
  readonly nothingLeft: boolean;
  constructor(why: PrintCause, nothingLeft = false) {
    super(why);
    this.why = why;
    this.nothingLeft = nothingLeft;
  }
}
