/** HTTP by hand, so that any header can be said. */
import { request as httpRequest } from 'node:http';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  readonly body: Record<string, unknown>;
};
export type HttpAsk = {
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Record<string, string>;
  /** The token; null: none. */
  readonly as?: string | null;
  readonly host?: string;
};

export function httpAsk(
  port: number,
  method: string,
  url: string,
  { body, raw, headers = {}, as = null, host = '127.0.0.1' }: HttpAsk = {},
): Promise<HttpAnswer> {
  const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host,
      port,
      method,
      path: url,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(bytes === undefined
          ? {}
          : {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(bytes)),
            }),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => (text += more));
      response.on('end', () => {
        const isJson = String(response.headers['content-type']).includes('json') && text !== '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
        });
      });
    });
    request.end(bytes);
  });
}
