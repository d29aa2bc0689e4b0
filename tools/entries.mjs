// Owns the list of programs that the build makes: each becomes .build/<name>.js, and they find each
// other by these names.
export const ENTRIES = {
  cli: 'src-main/cli/main.ts',
  'core-thread': 'src-main/host/threads/core-thread.ts',
  'reader-thread': 'src-main/host/threads/reader-thread.ts',
  'write-back-thread': 'src-main/host/threads/write-back-thread.ts',
  'backup-thread': 'src-main/host/threads/backup-thread.ts',
  'print-worker': 'src-main/host/printing/worker/worker.ts',
  'electron-main': 'src-main/electron/main.ts',
};
