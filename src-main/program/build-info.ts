/** Which version and commit this program is, as the build wrote it beside the built files. */
import { readFileSync } from 'node:fs';

export type BuildInfo = {
  readonly version: string;
  /** Null: built from sources without their repository. */
  readonly commit: string | null;
  /** ISO time; null: unknown. */
  readonly built: string | null;
  /** Sources differed from the commit; null: unknown. */
  readonly dirty: boolean | null;
};

/** Sources that run without a build, as unit tests do. */
const UNBUILT: BuildInfo = { version: '0.0.0', commit: null, built: null, dirty: null };

export function readBuildInfo(file = new URL('./version.json', import.meta.url)): BuildInfo {
  try {
    const { version, commit, built, dirty } = JSON.parse(
      readFileSync(file, 'utf8'),
    ) as Partial<BuildInfo>;
    return {
      version: typeof version === 'string' ? version : UNBUILT.version,
      commit: typeof commit === 'string' ? commit : null,
      built: typeof built === 'string' ? built : null,
      dirty: typeof dirty === 'boolean' ? dirty : null,
    };
  } catch {
    return UNBUILT;
  }
}

const SHORT_COMMIT = 10;

/** `0.1.0 (fce6a720ab)`; a plus sign marks sources that differ from the commit. */
export function versionText({ version, commit, dirty }: BuildInfo): string {
  return commit === null
    ? version
    : `${version} (${commit.slice(0, SHORT_COMMIT)}${dirty ? '+' : ''})`;
}
