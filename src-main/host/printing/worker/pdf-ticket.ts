/**
 * Prints a ticket as a PDF of the paper's width: the fallback that needs no printer.
 *
 * It is drawn from the same lines as paper. The file is whole or missing: it is written under another
 * name, synced and renamed. Only text is drawn, so that no order can contain a link or a script.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PDF_PAGE } from '../../../../src-shared/text/code-pages';
import type { Lease } from '../../../../src-shared/commands/registry';
import type { PrinterProfile } from '../../../../src-shared/model/printers';
import type { PrintCause, PrintMark, PrintOutcome } from '../../../../src-shared/model/print-job';
import { lettersOf } from '../../../../src-shared/paper/paper-text';
import { layOutTicket } from '../../../../src-shared/paper/ticket-layout';
import type { PaperLine, PaperSize, TicketPaper } from '../../../../src-shared/paper/ticket-layout';
import { pageEncoder } from './sanitize';

/**
 * Paper of 58 and 80 mm, in points of 1/72 inch. More columns than `columns` would be too small to
 * read on the narrow paper.
 */
const NARROW = { points: 164.41, columns: 36 };
const WIDE = { points: 226.77 };
/** 3 mm, as on printers. In points. */
const MARGIN = 8.5;
/** Line height: 1/6 inch, as on paper. In points. */
const LINE = 12;
/** Width of Courier's letters, as a fraction of their height. */
const LETTER_WIDTH = 0.6;

export type PdfTicket = { readonly bytes: Uint8Array; readonly unprintable: number };

/** Draws a PDF. `columns`: as on the printer's paper. */
export async function drawPdf(
  lines: readonly PaperLine[],
  columns: PrinterProfile['columns'],
): Promise<PdfTicket> {
  // Loaded on demand: most workers never draw a PDF.
  const { default: PDFDocument } = await import('pdfkit');
  const page = pageEncoder(PDF_PAGE);
  const width = columns <= NARROW.columns ? NARROW.points : WIDE.points;
  const size = (width - 2 * MARGIN) / (columns * LETTER_WIDTH);
  const height = 2 * MARGIN + lines.reduce((sum, line) => sum + heightOf(line), 0);
  const pdf = new PDFDocument({ size: [width, height], margin: 0, info: { Title: 'Comanda' } });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.font('Courier').fontSize(size);
  let y = MARGIN;
  let unprintable = 0;
  for (const line of lines) {
    if (line.kind === 'text') {
      const { text, missing } = readable(line.text, page);
      unprintable += missing;
      const { x: wide, y: tall } = SCALES[line.size];
      const textWidth = lettersOf(text).length * size * LETTER_WIDTH * wide;
      const x = line.centred ? (width - textWidth) / 2 : MARGIN;
      if (line.inverse) pdf.rect(x, y, textWidth, LINE * tall).fill('black');
      pdf.save().translate(x, y).scale(wide, tall);
      pdf
        .fillColor(line.inverse ? 'white' : 'black')
        .text(text, 0, (LINE - size) / 2, { lineBreak: false });
      pdf.restore();
    }
    y += heightOf(line);
  }
  pdf.end();
  await done;
  return { bytes: Buffer.concat(chunks), unprintable };
}

/** The ticket's lines under banners that mark it as a backup copy. */
export function pdfLines(
  paper: TicketPaper,
  columns: PrinterProfile['columns'],
): readonly PaperLine[] {
  const note = (text: string): PaperLine => ({
    kind: 'text',
    text,
    size: 'normal',
    inverse: true,
    centred: true,
  });
  return [
    note(' COPIA DE RESPALDO '),
    ...notPrintedAt(paper.mark).map((where) =>
      note(` NO IMPRESA EN ${where.slice(0, Math.max(1, columns - 17)).toUpperCase()} `),
    ),
    ...layOutTicket(paper, columns, PDF_PAGE),
  ];
}

function notPrintedAt(mark: PrintMark): readonly string[] {
  return mark.kind === 'backup' ? [mark.from] : [];
}

/** Saves a ticket in the folder. The best outcome of a file is "handed over". */
export async function savePdf(
  lease: Pick<Lease, 'document' | 'head' | 'mark' | 'jobSeq' | 'shownTime' | 'profile'>,
  folder: string,
): Promise<PrintOutcome> {
  const { document, head, mark, jobSeq, shownTime } = lease;
  const { columns } = lease.profile;
  let drawn: PdfTicket;
  try {
    drawn = await drawPdf(pdfLines({ document, head, mark, jobSeq, shownTime }, columns), columns);
  } catch {
    return { kind: 'not_started', cause: 'encode_failed' };
  }
  const { bytes, unprintable } = drawn;
  try {
    await saveWhole(folder, pdfName(lease), bytes);
  } catch {
    // If another file can be written, the fault is in this one: it must not hold the tickets behind
    // it.
    return { kind: 'not_started', cause: (await probeFolder(folder)) ?? 'encode_failed' };
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'handed_over', bytes: bytes.length, sha256, unprintable, drained: false };
}

/** Contains digits only, so that no typed text gets into a file name. */
export function pdfName({ document, jobSeq }: Pick<Lease, 'document' | 'jobSeq'>): string {
  return `comanda-${document.folio.replace(/\D/g, '') || '0'}-${jobSeq}.pdf`;
}

/** Null: a PDF can be saved now. */
export async function probeFolder(folder: string): Promise<PrintCause | null> {
  try {
    await saveWhole(folder, '.prueba', new Uint8Array(64), true);
    return null;
  } catch {
    return 'file_failed';
  }
}

/**
 * Writes a whole file or none: a crash leaves at most a file whose name ends in .tmp. `trial`: writes
 * the .tmp file only, and removes it.
 */
async function saveWhole(
  folder: string,
  name: string,
  bytes: Uint8Array,
  trial = false,
): Promise<void> {
  // Not recursive: a chosen folder exists, or its name is wrong. Node also loops without end in some
  // folders (/proc).
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const final = path.join(folder, name);
  const draft = `${final}.tmp`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!trial) await rename(draft, final);
  } finally {
    if (trial) await rm(draft, { force: true });
  }
}

const SCALES: Readonly<Record<PaperSize, { readonly x: number; readonly y: number }>> = {
  normal: { x: 1, y: 1 },
  tall: { x: 1, y: 2 },
  big: { x: 2, y: 2 },
};

function heightOf(line: PaperLine): number {
  switch (line.kind) {
    case 'text':
      return LINE * SCALES[line.size].y;
    case 'feed':
      return LINE * line.lines;
    case 'cut':
      return 0;
  }
}

/** The text with the letters that the page has. */
function readable(
  text: string,
  page: ReturnType<typeof pageEncoder>,
): { readonly text: string; readonly missing: number } {
  const { bytes, unprintable } = page.encode(text);
  return { text: Array.from(bytes, (byte) => page.letterOf(byte)).join(''), missing: unprintable };
}
