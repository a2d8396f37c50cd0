// Spans of OpenTelemetry, where its API package is present. The SDK does not depend on it.

/** What the SDK uses of a span. */
interface Span {
  setAttribute(name: string, value: string | number | boolean): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

interface Api {
  readonly trace: { getTracer(name: string): { startSpan(name: string, options: { kind: number; attributes: Readonly<Record<string, string>> }): Span } };
}

/** Opens a span for a call; `undefined` where there is no OpenTelemetry. */
export type Spans = (functionName: string) => CallSpan | undefined;

export interface CallSpan {
  /** @param outcome `success`, or the `code` of the error */
  end(outcome: string, attributes: Readonly<Record<string, string | number | boolean>>): void;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR`, which are numbers for good. */
const clientKind = 2;
const errorStatus = 2;

/** Finds the API package of OpenTelemetry. Attributes of spans are names, identifiers of messages, sizes and outcomes: no payloads. */
export async function findSpans(packageName = '@opentelemetry/api'): Promise<Spans> {
  let api: Api;
  try {
    api = (await import(packageName)) as Api; // What the package gives since its first version.
  } catch {
    return () => undefined;
  }
  const tracer = api.trace.getTracer('@s1kit/sdk');
  return (functionName) => {
    const span = tracer.startSpan(`SystmOne ${functionName}`, { kind: clientKind, attributes: { 'rpc.system': 'systmone', 'rpc.method': functionName } });
    return {
      end: (outcome, attributes) => {
        for (const [name, value] of Object.entries(attributes)) span.setAttribute(name, value);
        span.setAttribute('systmone.outcome', outcome);
        if (outcome !== 'success') span.setStatus({ code: errorStatus });
        span.end();
      },
    };
  };
}
