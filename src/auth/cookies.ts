// Owns the session cookie, and which origins may send it along.

// `__Host-` binds the cookie to this very host over TLS; over plain http browsers would drop it.
const nameOf = (secure: boolean): string => (secure ? '__Host-oneseal' : 'oneseal');

/** The `Set-Cookie` value that signs a browser in. It lasts as long as the browser; the server's own limits decide. */
export function sessionCookie(session: string, { secure }: { readonly secure: boolean }): string {
  return `${nameOf(secure)}=${session}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The `Set-Cookie` value that signs a browser out. */
export function clearedSessionCookie({ secure }: { readonly secure: boolean }): string {
  return `${sessionCookie('', { secure })}; Max-Age=0`;
}

/** The session in a `Cookie` header, if it is well formed. */
export function sessionOf(cookie: string | undefined, { secure }: { readonly secure: boolean }): string | undefined {
  for (const part of cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() !== nameOf(secure)) continue;
    const value = part.slice(at + 1).trim();
    return /^[\w-]{43}$/.test(value) ? value : undefined;
  }
  return undefined;
}

/**
 * Whether a browser sends this request on behalf of another site. To be asked of every changing request that carries the cookie;
 * a program without a browser sends neither header. `host` is the request's `Host`, or that of the public address behind a proxy.
 */
export function foreignOrigin(
  headers: { readonly origin?: string | undefined; readonly 'sec-fetch-site'?: string | string[] | undefined },
  host: string | undefined,
): boolean {
  const { origin } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site !== undefined && site !== 'same-origin' && site !== 'none';
  }
  // `null` is what sandboxed frames and redirected posts send: nobody's origin is not ours.
  return host === undefined || !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}
