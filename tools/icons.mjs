// Owns the program's icons: drawn once from the screens' own picture by a Chromium, kept in
// resources/icons, as the systems want them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM } from './test-tools.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const TO = path.join(ROOT, 'resources', 'icons');
const LINUX = [16, 32, 48, 64, 128, 256, 512];
/**
 * Apple's names for PNG pictures by their size. Source: the Icon Services' list of OSTypes, as the
 * `icns` format is documented by its readers.
 */
const APPLE = {
  16: 'icp4',
  32: 'icp5',
  64: 'icp6',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};
const WINDOWS = [16, 32, 48, 64, 128, 256];

const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
const page = await browser.newPage();
const svg = readFileSync(path.join(ROOT, 'src-renderer', 'public', 'icon.svg'), 'utf8');
const drawn = new Map();
for (const size of new Set([...LINUX, ...WINDOWS, ...Object.keys(APPLE).map(Number)])) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;background:transparent}svg{display:block;width:100vw}</style>${svg}`,
  );
  drawn.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();
mkdirSync(TO, { recursive: true });
for (const size of LINUX) writeFileSync(path.join(TO, `${size}x${size}.png`), drawn.get(size));
writeFileSync(path.join(TO, 'icon.ico'), ico(WINDOWS));
writeFileSync(path.join(TO, 'icon.icns'), icns());

/** A head, an entry of 16 bytes a picture, the pictures: PNG, which Windows reads since Vista. */
function ico(sizes) {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let at = 6 + 16 * sizes.length;
  const entries = sizes.map((size) => {
    const entry = Buffer.alloc(16);
    // 0 says 256.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(drawn.get(size).length, 8);
    entry.writeUInt32LE(at, 12);
    at += drawn.get(size).length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...sizes.map((size) => drawn.get(size))]);
}

/** A name and a length in front of each picture, and of them all. */
function icns() {
  const piece = (name, bytes) => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'ascii');
    head.writeUInt32BE(bytes.length + 8, 4);
    return Buffer.concat([head, bytes]);
  };
  return piece(
    'icns',
    Buffer.concat(
      Object.entries(APPLE).map(([size, name]) => piece(name, drawn.get(Number(size)))),
    ),
  );
}
