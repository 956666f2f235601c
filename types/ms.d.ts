// Owns the type of Temporal's duration strings: `ms` hides its own types behind its exports map, and without this
// declaration every `Duration` of the SDK would silently become `any`.
declare module 'ms' {
  type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y';
  type Word = 'second' | 'seconds' | 'minute' | 'minutes' | 'hour' | 'hours' | 'day' | 'days' | 'week' | 'weeks';
  export type StringValue = `${number}` | `${number}${Unit}` | `${number} ${Unit | Word}`;
}
