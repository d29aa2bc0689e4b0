/** Decodes a menu file's bytes to text, in any encoding that spreadsheets write. */

export type Decoded = { readonly text: string } | { readonly fault: 'workbook' | 'no-text' };

/** The same in browsers and in Node. The shared code is compiled without the types of either. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/**
 * Checks a byte order mark first, then zero bytes (half of the bytes of Latin text in two-byte
 * encodings), then whether the bytes are valid UTF-8.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (WORKBOOKS.some((mark) => startsWith(bytes, mark))) return { fault: 'workbook' };
  const text = textOf(bytes);
  return text === null || text.includes('\0') ? { fault: 'no-text' } : { text };
}

/** An `.xlsx` or `.ods` is a zip file, an `.xls` an OLE container. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;
/** Share of zero bytes on one side that no text in a one-byte encoding reaches. */
const ZEROS = 0.3;
const LOOKED_AT = 4_096;

function textOf(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return decoded('utf-8', bytes.subarray(3)) ?? decoded('windows-1252', bytes.subarray(3));
  if (startsWith(bytes, [0xff, 0xfe])) return decoded('utf-16le', bytes.subarray(2));
  if (startsWith(bytes, [0xfe, 0xff])) return decoded('utf-16be', bytes.subarray(2));
  const wide = wideKind(bytes);
  if (wide !== null) return decoded(wide, bytes);
  return decoded('utf-8', bytes) ?? decoded('windows-1252', bytes);
}

/** The position of the zero bytes of Latin letters gives the byte order. */
function wideKind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const looked = bytes.subarray(0, LOOKED_AT);
  looked.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) <= (looked.length / 2) * ZEROS) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
