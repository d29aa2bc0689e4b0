// Owns the list of programs that the build makes: each becomes .build/<name>.js, and they find each other by these names.
export const ENTRIES = {
  cli: 'src-main/cli/main.ts',
  'core-thread': 'src-main/host/core/core-thread.ts',
  'reader-thread': 'src-main/host/core/reader-thread.ts',
  'write-back-thread': 'src-main/host/core/write-back-thread.ts',
  'backup-thread': 'src-main/host/core/backup-thread.ts',
  'print-worker': 'src-main/host/print/bench/worker.ts',
  'electron-main': 'src-main/electron/main.ts',
};
