// One small HTTP client on kept connections: what it costs is counted apart, so it should be little.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Answers `{ status, json, headers }`; an answer that is not JSON has no `json`. Rejects when there is no answer at all. */
export function call(method, url, { headers = {}, body, raw } = {}) {
  const payload = raw ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(payload === undefined ? {} : { 'content-length': payload.length }),
          ...headers,
        },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          let json;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          resolve({ status: response.statusCode, json, text, headers: response.headers });
        });
      },
    );
    // A kept connection that the server closed just then: nothing was asked on it, so it is asked on another.
    sent.on('error', (error) =>
      error.code === 'ECONNRESET' && sent.reusedSocket
        ? resolve(call(method, url, { headers, body, raw }))
        : reject(error),
    );
    sent.end(payload);
  });
}
