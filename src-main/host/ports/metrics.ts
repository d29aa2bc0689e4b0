/** Port for the figures that a metrics scraper reads. */

export interface Metrics {
  /** In Prometheus' text format. Rejects with CoreGone. */
  text(): Promise<string>;
  readonly contentType: string;
}
