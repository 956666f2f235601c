// Owns how instants and spans are written on the wire: RFC 3339 with the offset of Shanghai, spans in seconds of real time.
const OFFSET_MS = 8 * 3_600_000;

export function wireTime(instant: Date | number): string {
  const ms = typeof instant === 'number' ? instant : instant.getTime();
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

/** Whole seconds of real time that a span of law time takes, `pace` law ms to a real one. */
export function realSeconds(lawMs: number, pace: number): number {
  return Math.round(lawMs / pace / 1_000);
}

/** The time of day in Shanghai, `10:00:30`. */
export function clockTime(instant: number): string {
  return wireTime(instant).slice(11, 19);
}
