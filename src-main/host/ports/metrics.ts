/** What a scraper may be told: implemented beside the core, handed to the sockets by start-host. */

export interface Metrics {
  /** Prometheus' text format. Rejects with CoreGone. */
  text(): Promise<string>;
  readonly contentType: string;
}
