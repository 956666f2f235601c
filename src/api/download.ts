// Owns sending stored bytes: as an attachment of their own type, which no browser may guess anew.
import type { Deps } from './deps';
import type { Content } from './call';
import { problem } from './problem';

export async function download(
  deps: Deps,
  stored: { readonly sha256: string; readonly mediaType: string },
  name: string,
): Promise<{ readonly content: Content }> {
  const bytes = await deps.storage.get(stored.sha256);
  if (!bytes) throw problem('not-found');
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  return {
    content: {
      mediaType: stored.mediaType,
      bytes,
      headers: { 'Content-Disposition': disposition, 'Cache-Control': 'private, no-store' },
    },
  };
}
