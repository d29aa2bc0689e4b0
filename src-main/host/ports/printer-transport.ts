/** How bytes reach one printer: a cable, whatever it is made of. Knows nothing of tickets. */
import type { PrintCause } from '../../../src-shared/model/print-job';

export interface PrinterTransport {
  /** False where nothing comes back: a spooler takes bytes and says no more. */
  readonly talks: boolean;
  /** Rejects with TransportError; nothing has been sent then. */
  open(connectMs: number): Promise<PrinterLink>;
}

export interface PrinterLink {
  /**
   * Resolves once the link has taken the bytes. Rejects with TransportError when it broke or made
   * no progress for `stallMs`.
   */
  write(bytes: Uint8Array, stallMs: number): Promise<void>;
  /**
   * Says that no more will come; true if the printer closed its side within `closeMs`, so it has
   * read everything.
   */
  finish(closeMs: number): Promise<boolean>;
  /** What the printer says, as it comes. One listener. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /**
   * Called once when the link breaks or the printer closes it, at once if it has. Returns the way
   * to stop listening.
   */
  onBroken(listener: () => void): () => void;
  isOpen(): boolean;
  /** Drops the link at once, whatever its state. */
  close(): void;
}

export class TransportError extends Error {
  readonly why: PrintCause;
  /** True where it is certain that no byte of what was written will ever be printed. */
  readonly nothingLeft: boolean;
  constructor(why: PrintCause, nothingLeft = false) {
    super(why);
    this.why = why;
    this.nothingLeft = nothingLeft;
  }
}
