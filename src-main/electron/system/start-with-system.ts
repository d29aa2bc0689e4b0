/**
 * Whether the program opens by itself when somebody logs in to this machine: the system's own list;
 * on Linux a file of the desktops' standard.
 */
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

/** An AppImage is mounted elsewhere at each start: its own file is what can be started again. */
function command(): string {
  const program = process.env.APPIMAGE ?? process.execPath;
  const parts = app.isPackaged ? [program] : [program, app.getAppPath()];
  // The standard's quoting: within quotes these four are escaped.
  return parts.map((part) => `"${part.replace(/["`$\\]/g, '\\$&')}"`).join(' ');
}
