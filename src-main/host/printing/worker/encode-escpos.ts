/**
 * Encodes paper lines as a printer's bytes, in ESC/POS or Star's own language.
 *
 * node-thermal-printer builds them, with a new instance a ticket: its buffer is never cleared, and
 * its cut resets the code page. The frame, the bytes of the text and the cut are written here, so that
 * the library never selects a page.
 */
import thermal from 'node-thermal-printer';
import { pageOf } from '../../../../src-shared/text/code-pages';
import type { PrinterProfile } from '../../../../src-shared/model/printers';
import type { PaperLine, PaperSize } from '../../../../src-shared/paper/ticket-layout';
import { pageEncoder } from './sanitize';
import type { PageEncoder } from './sanitize';

const { ThermalPrinter, PrinterTypes } = thermal;

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const LF = 0x0a;

/** The frame around the library's bytes in each language. */
const FRAMES = {
  escpos: {
    type: PrinterTypes.EPSON,
    // Reset; leave kanji mode, in which Chinese clones start; choose the page.
    start: (page: PageEncoder) => [ESC, 0x40, FS, 0x2e, ESC, 0x74, page.escT],
    // GS V 66 0: feed to the knife and cut, leaving one point uncut. The library's cut resets the
    // code page and feeds 34 mm.
    cut: [GS, 0x56, 0x42, 0x00],
  },
  star: {
    type: PrinterTypes.STAR,
    start: (page: PageEncoder) => [ESC, 0x40, ESC, GS, 0x74, page.starT ?? 0],
    // ESC d 3: feed to the knife and cut, leaving one point uncut.
    cut: [ESC, 0x64, 0x03],
  },
} as const;

export function paperCutBytes(language: PrinterProfile['language']): Uint8Array {
  return Uint8Array.from(FRAMES[language].cut);
}

export type EncodedTicket = { readonly bytes: Uint8Array; readonly unprintable: number };

export function encodeTicket(
  lines: readonly PaperLine[],
  profile: Pick<PrinterProfile, 'columns' | 'codePage' | 'language'>,
): EncodedTicket {
  const frame = FRAMES[profile.language];
  const page = pageEncoder(pageOf(profile));
  const printer = new ThermalPrinter({ type: frame.type, interface: '', width: profile.columns });
  let unprintable = 0;
  printer.add(Buffer.from(frame.start(page)));
  for (const line of lines) {
    switch (line.kind) {
      case 'text': {
        const text = page.encode(line.text);
        unprintable += text.unprintable;
        if (line.centred) printer.alignCenter();
        setSize(printer, line.size);
        if (line.inverse) printer.invert(true);
        printer.add(Buffer.from(text.bytes));
        if (line.inverse) printer.invert(false);
        printer.newLine();
        if (line.size !== 'normal') printer.setTextNormal();
        if (line.centred) printer.alignLeft();
        break;
      }
      case 'feed':
        printer.add(Buffer.alloc(line.lines, LF));
        break;
      case 'cut':
        printer.add(Buffer.from(frame.cut));
        break;
    }
  }
  return { bytes: new Uint8Array(printer.getBuffer()), unprintable };
}

function setSize(printer: InstanceType<typeof ThermalPrinter>, size: PaperSize): void {
  switch (size) {
    case 'normal':
      return;
    case 'tall':
      return printer.setTextDoubleHeight();
    case 'big':
      return printer.setTextQuadArea();
  }
}
