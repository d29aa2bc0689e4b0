// Owns what is taken out of a packed app before it is wrapped: what an Electron brings along to run
// programs that are not in their archive.
import { rmSync } from 'node:fs';
import path from 'node:path';

/** @param {{ appOutDir: string, packager: { getResourcesDir(out: string): string } }} context */
export default function afterPack({ appOutDir, packager }) {
  for (const name of ['default_app.asar', 'app'])
    rmSync(path.join(packager.getResourcesDir(appOutDir), name), { recursive: true, force: true });
}
