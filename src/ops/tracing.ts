// Owns traces: spans around commits, requests and activities, sent by OTLP when an endpoint is set and costing nothing otherwise.
import { context, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { errorFields } from './logging';

/** What a span may say: ids, codes and figures, as in the log. */
export interface SpanFields {
  readonly case?: string;
  readonly seq?: number;
  readonly task?: string;
  readonly effect?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly workflow?: string;
}

let on = false;

/** Runs work inside a span, a child of the span around it. A failure is recorded by name and code; its message may hold data. */
export async function traced<T>(name: string, fields: SpanFields, work: () => Promise<T>): Promise<T> {
  if (!on) return work();
  const attributes: Attributes = {};
  for (const [field, value] of Object.entries(fields) as [string, string | number][])
    attributes[`oneseal.${field}`] = value;
  const kind = fields.route === undefined ? SpanKind.INTERNAL : SpanKind.SERVER;
  const span = trace.getTracer('oneseal').startSpan(name, { attributes, kind });
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    const { name: failure, code } = errorFields(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: code === undefined ? failure : `${failure} ${code}` });
    throw error;
  } finally {
    span.end();
  }
}

export interface Tracing {
  /** Sends what is left, and stops. */
  stop(): Promise<void>;
}

/**
 * Starts sending spans to `<endpoint>/v1/traces` (OTLP over HTTP); without an endpoint nothing is loaded. An unreachable collector
 * loses spans and disturbs nobody.
 */
export async function startTracing(settings: {
  readonly endpoint: string | undefined;
  readonly service: string;
}): Promise<Tracing> {
  if (settings.endpoint === undefined || settings.endpoint === '') return { stop: async () => Promise.resolve() };
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `oneseal-${settings.service}` }),
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({ url: `${settings.endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: 5000 }),
      ),
    ],
  });
  provider.register();
  on = true;
  return {
    async stop() {
      on = false;
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}
