// The SDK: an integration with SystmOne that is right by default.

export type { ErrorCode, FunctionName, NhsNumber, OutputScheme, Uid, XmlNode } from '@s1kit/contract';
export type { CacheKind, CacheLimits, CacheStatistics } from './cache/cache.js';
export type { Classify } from './calls/context.js';
export type { ReplyDetails } from './calls/details.js';
export type { Method, MethodName, Methods, OptionsFor } from './calls/methods.js';
export type { CallOptions, ExpectedPatient, ReadOptions, UpdateOptions, WriteOptions } from './calls/options.js';
export type { PatientIdentity, ReplyFor, RequestFor } from './calls/types.js';
export type { OfferedFunction, SystmOne } from './client.js';
export { type Clock, systemClock } from './clock.js';
export { connect } from './connect.js';
export { fileDeviceStore } from './device/file-store.js';
export { type DeviceState, type DeviceStore, memoryDeviceStore } from './device/store.js';
export * from './errors/index.js';
export type { Listener } from './events/emitter.js';
export type * from './events/events.js';
export { defaultLimits, type Limits } from './limits.js';
export type { ConnectOptions } from './options.js';
export { type Outbox, type OutboxOptions, openOutbox, type Undelivered } from './outbox/outbox.js';
export type { Pacing } from './pacing/pacing.js';
export { type SharedPacingOptions, sharedPacing } from './pacing/shared-pacing.js';
export type { Priority, Wait } from './pacing/window.js';
export type { Random } from './random.js';
export type { RecordEvent, RecordStream, RecordWithoutEvents } from './records/stream.js';
export { type DocumentReply, type SendDocumentOptions, sendDocument } from './transport/document.js';
export type { UnknownElement } from './transport/reply-reader.js';
export type { WatchOptions } from './watch/watch.js';
