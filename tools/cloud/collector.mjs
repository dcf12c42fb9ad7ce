// A trace collector: takes OTLP over HTTP in JSON and keeps the spans.
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { bodyOf, listen } from './process.mjs';

const kMaxSpans = 200_000;

export class Collector {
  /** [{traceId, spanId, parentSpanId, name, service…}] */
  spans = [];
  refused = 0;

  async begin(port = 0) {
    const server = createServer(async (request, response) => {
      const body = await bodyOf(request);
      response.setHeader('content-type', 'application/json');
      try {
        this.#take(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
        response.end('{}');
      } catch (error) {
        this.refused += 1;
        response.statusCode = 400;
        response.end(JSON.stringify({ message: String(error) }));
      }
    });
    Object.assign(this, await listen(server, port));
    this.tracesUrl = `${this.url}/v1/traces`;
  }
  #take(bytes) {
    for (const { resource, scopeSpans = [] } of JSON.parse(bytes.toString('utf8')).resourceSpans ?? []) {
      const service = resource?.attributes?.find(({ key }) => key === 'service.name')?.value?.stringValue;
      for (const { spans = [] } of scopeSpans) this.spans.push(...spans.map((span) => ({ ...span, service })));
    }
    if (this.spans.length > kMaxSpans) this.spans.splice(0, this.spans.length - kMaxSpans);
  }
  of = (traceId) => this.spans.filter((span) => span.traceId === traceId);
}
