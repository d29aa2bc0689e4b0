/** Sets whether the program starts at login: by the system's list, on Linux by an autostart file. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';

/** Source: freedesktop.org, Desktop Application Autostart Specification. */
function autostartFile(): string {
  const config = process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config');
  return path.join(config, 'autostart', 'comanda.desktop');
}

export function startsWithSystem(): boolean {
  return process.platform === 'linux'
    ? existsSync(autostartFile())
    : app.getLoginItemSettings().openAtLogin;
}

export function setStartsWithSystem(isWanted: boolean): void {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: isWanted });
  const file = autostartFile();
  if (!isWanted) return rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    ['[Desktop Entry]', 'Type=Application', 'Name=Comanda', `Exec=${command()}`, ''].join('\n'),
  );
}

/** An AppImage is mounted at a new path at each start: use the path of its file. */
function command(): string {
  const program = process.env.APPIMAGE ?? process.execPath;
  const parts = app.isPackaged ? [program] : [program, app.getAppPath()];
  // Quoting by the specification: these four characters are escaped within quotes.
  return parts.map((part) => `"${part.replace(/["`$\\]/g, '\\$&')}"`).join(' ');
}
