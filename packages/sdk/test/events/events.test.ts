import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context, type Span, type SpanOptions, type Tracer, trace } from '@opentelemetry/api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmitter } from '../../src/events/emitter.js';
import { findSpans } from '../../src/events/spans.js';
import type { RequestEvent, WarningEvent } from '../../src/index.js';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

describe('events', () => {
  it('go to listeners and to diagnostics channels, without payloads unless they are asked for', async () => {
    const published: RequestEvent[] = [];
    const listener = (message: unknown): void => void published.push(message as RequestEvent); // The channel's messages are these.
    subscribe('s1kit.sdk.request', listener);
    onTestFinished(() => void unsubscribe('s1kit.sdk.request', listener));
    const plain = await around.connect({ pacing: 'off' });
    const replies: (string | undefined)[] = [];
    plain.on('reply', ({ outcome, payload }) => replies.push(outcome, payload));
    await plain.patientSearch({ Surname: 'Confidential', FirstName: 'Name' });
    expect(published.map((event) => event.function)).toEqual(['GetFunctions', 'PatientSearch']);
    expect(JSON.stringify(published)).not.toContain('Confidential');
    expect(replies).toEqual(['success', undefined]);
    const open = await around.connect({ pacing: 'off', payloads: true });
    open.on('reply', ({ payload }) => replies.push(payload));
    await open.patientSearch({ Surname: 'Confidential', FirstName: 'Name' });
    expect(published.at(-1)?.payload).toContain('<Surname>Confidential</Surname>');
    expect(replies.at(-1)).toMatch(/^<\?xml.*<\/ClientIntegrationResponse>\n$/);
  });

  it('a listener that throws harms nobody else, and a warning tells of it', () => {
    const emitter = createEmitter();
    const heard: (WarningEvent | 'second')[] = [];
    emitter.on('warning', (warning) => {
      heard.push(warning);
      throw new Error('also here');
    });
    const cause = new Error('in a listener');
    emitter.on('device', () => {
      throw cause;
    });
    const end = emitter.on('device', () => heard.push('second'));
    emitter.emit('device', { state: 'approved' });
    end();
    emitter.emit('device', { state: 'approved' });
    expect(heard).toEqual([{ code: 'ListenerFailed', cause }, 'second', { code: 'ListenerFailed', cause }]);
  });
});

describe('spans of OpenTelemetry', () => {
  it('stand for calls where its API package is present, and are left out where it is not', async () => {
    const spans: { name: string; attributes: Record<string, unknown>; failed: boolean; ended: boolean }[] = [];
    const tracer = {
      startSpan: (name: string, { attributes }: SpanOptions = {}) => {
        const kept = { name, attributes: { ...attributes }, failed: false, ended: false };
        spans.push(kept);
        return {
          setAttribute: (key: string, value: unknown) => void Object.assign(kept.attributes, { [key]: value }),
          setStatus: ({ code }: { code: number }) => {
            kept.failed = code === 2;
          },
          end: () => {
            kept.ended = true;
          },
        } as unknown as Span; // What the SDK uses of a span.
      },
    } as unknown as Tracer; // What the SDK uses of a tracer.
    trace.setGlobalTracerProvider({ getTracer: () => tracer });
    onTestFinished(() => {
      trace.disable();
      context.disable();
    });
    const client = await around.connect({ pacing: 'off' });
    await client.getCurrentActivity();
    await client.getPatientRecord({ Identity: { NHSNumber: '9999999999' } }).catch(() => undefined);
    expect(spans).toMatchObject([
      {
        name: 'SystmOne GetCurrentActivity',
        failed: false,
        ended: true,
        attributes: { 'rpc.method': 'GetCurrentActivity', 'systmone.outcome': 'success', 'systmone.attempts': 1 },
      },
      { name: 'SystmOne GetPatientRecord', failed: true, ended: true, attributes: { 'systmone.outcome': 'PatientUnknown' } },
    ]);
    expect(JSON.stringify(spans)).not.toContain('9999999999');
    expect((await findSpans('@s1kit/no-such-package'))('X')).toBeUndefined();
  });
});
