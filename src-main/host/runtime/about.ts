/**
 * Describes the program: version, database schema, time zone.
 *
 * Shown where a person looks for the cause of a fault: log, /health, --version, doctor, support file,
 * Settings.
 */
import { readBuildInfo, versionText } from '../../program/build-info';
import type { BuildInfo } from '../../program/build-info';
import { MIGRATIONS } from '../store/sqlite/connection/migrations';

export type AboutProgram = BuildInfo & {
  /** Version of the database schema that this program writes. */
  readonly schema: number;
  /** IANA name of this process's time zone. */
  readonly timeZone: string;
};

export function aboutProgram(): AboutProgram {
  return {
    ...readBuildInfo(),
    schema: MIGRATIONS.at(-1)?.version ?? 0,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** `0.1.0 (fce6a720ab), esquema 3, America/Montevideo`. */
export function programText(about = aboutProgram()): string {
  return `${versionText(about)}, esquema ${about.schema}, ${about.timeZone}`;
}

/** The description in the fields of `/health`. */
export function publicAbout({
  version,
  commit,
  built,
  dirty,
  schema,
  timeZone,
}: AboutProgram): Readonly<Record<string, unknown>> {
  return {
    version,
    commit,
    modificado: dirty,
    hecho: built,
    esquema: schema,
    zona_horaria: timeZone,
  };
}
