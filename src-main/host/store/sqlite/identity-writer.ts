/** Writes the identity of the database outside its folder whenever it has changed. */
import type { StoreFault } from '../../ports/store';
import { writeIdentity } from './connection/identity';
import type { IdentityFiles } from './connection/identity';
import { faultOf } from './connection/store-trouble';
import type { Statements } from './statements';

export class IdentityWriter {
  readonly #folder: string;
  readonly #files: IdentityFiles;
  readonly #onFault: (fault: StoreFault) => void;
  #written = '';

  constructor(folder: string, files: IdentityFiles, onFault: (fault: StoreFault) => void) {
    this.#folder = folder;
    this.#files = files;
    this.#onFault = onFault;
  }

  /** Never throws: only the messages of a later start depend on these files. */
  write({ rows, writer }: Statements): void {
    if (this.#files.length === 0) return;
    try {
      const { head } = writer;
      const identity = {
        version: 1 as const,
        folder: this.#folder,
        restaurant: rows.settings.restaurant().name,
        ...rows.orders.extent(),
        hasOwner: rows.devices.people().some(({ role }) => role === 'owner'),
        chain: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') },
      };
      const text = JSON.stringify(identity);
      if (text === this.#written) return;
      writeIdentity(this.#files, identity);
      this.#written = text;
    } catch (error) {
      this.#onFault(faultOf('identity', error));
    }
  }
}
