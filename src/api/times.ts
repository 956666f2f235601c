// Owns how instants are written on the wire: RFC 3339 with the offset of Shanghai.
const OFFSET_MS = 8 * 3_600_000;

export function wireTime(instant: Date | number): string {
  const ms = typeof instant === 'number' ? instant : instant.getTime();
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}
