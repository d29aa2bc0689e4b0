/** Starts what watches and maintains the host: health monitor, turbo, metrics, backups, rehearsals. */
import { backupJobs } from '../core/backup-client';
import { createFloodGauge } from '../net/limits/flood-gauge';
import type { FloodGauge } from '../net/limits/flood-gauge';
import { startBackupService } from '../operations/backup-service';
import type { BackupService } from '../operations/backup-service';
import { startHealthMonitor } from '../operations/health-monitor';
import type { HealthMonitor } from '../operations/health-monitor';
import { createMetrics } from '../operations/metrics';
import type { HostMetrics } from '../operations/metrics';
import { createRehearsals } from '../operations/rehearsal-service';
import type { RehearsalsOptions } from '../operations/rehearsal-service';
import { followTurbo } from '../operations/turbo-mode';
import type { TurboNow } from '../operations/turbo-mode';
import { systemClock } from '../ports/clock';
import type { RehearsalControl } from '../ports/rehearsal-control';
import type { Start } from './host-parts';
import type { Storage } from './storage';

export type Operations = {
  readonly watch: HealthMonitor;
  readonly turbo: TurboNow;
  readonly metrics: HostMetrics;
  readonly floods: FloodGauge;
  readonly backups: BackupService;
};

export async function startOperations(
  { config: { dataDir, sqliteAddon: addon }, parts, log, warn, notice, onBug, onStop }: Start,
  { core, state, lossFound }: Storage,
): Promise<Operations> {
  const watch = await startHealthMonitor({
    core,
    clock: systemClock,
    dataDir,
    onTrouble: (words) => warn('house watch', { words }),
  });
  onStop(() => watch.stop());
  // The fault is over once it can be stored. The ended alert stays until a person has read it.
  state.onRecovered = (cause) =>
    void watch.raise({ kind: 'store', cause }).then(() => watch.end('store'), onBug);

  const turbo = await followTurbo(core);
  onStop(() => turbo.stop());
  // Turbo mode logs warnings only.
  turbo.onChange((isOn) => (log.level = isOn ? 'warn' : 'info'));

  const metrics = createMetrics(core, systemClock, dataDir);
  onStop(() => metrics.stop());
  const floods = createFloodGauge();
  watch.addGauge({ flood: floods.worst });
  if (lossFound) await watch.raise({ kind: 'database' });

  const backups = startBackupService({
    core,
    watch,
    jobs: backupJobs(parts.backupEntry),
    clock: systemClock,
    dataDir,
    addon,
    onTrouble: (words) => warn('backup', { words }),
    onNotice: notice,
    onRestart: () => parts.onRestart('Se vuelve al respaldo elegido'),
  });
  onStop(() => backups.stop());
  watch.addGauge({ backupAgeMs: backups.ageMs });
  return { watch, turbo, metrics, floods, backups };
}

/** `open` starts a second host, which a rehearsal runs on. */
export function startRehearsals(
  { config, warn, onStop }: Start,
  { core }: Storage,
  open: RehearsalsOptions['open'],
): RehearsalControl {
  const rehearsals = createRehearsals({
    core,
    config,
    open,
    onTrouble: (words) => warn('rehearsal', { words }),
  });
  onStop(() => rehearsals.stop());
  return rehearsals;
}
