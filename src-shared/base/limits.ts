/** Size limits for senders. The wire, the schemas and docs/protocol.md use these. */
export const LIMITS = {
  messageBytes: 256 * 1024,
  jsonDepth: 32,
  orderLines: 200,
  fieldChars: 500,
  keyChars: 200,
  quantity: 999,
  /** In the currency's smallest unit. */
  amount: 1_000_000_000,
  modifiers: 30,
  /** Items of one menu file. */
  menuRows: 5_000,
} as const;
