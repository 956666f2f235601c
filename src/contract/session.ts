// Owns the shapes of signing in, of access tokens and of who one is.
import { z } from 'zod';
import { id, text } from './shapes';

export const signIn = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) });
export const newToken = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expiresAt: z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339，最长一年 / within a year' }),
});
export const issuedToken = z.object({ id, token: z.string(), name: z.string(), expiresAt: z.string() });
export const post = z.object({ id, kind: z.string(), title: text, organisation: id });
export const me = z.object({
  person: z.object({ id, username: z.string(), name: z.string() }),
  posts: z.array(post),
  permissions: z.array(z.string()),
  passwordToChange: z.boolean().meta({
    description: '须先修改首次密码，此前其他请求一律拒绝 / the first password is to be changed before anything else',
  }),
});
/** How a person wants the screens; `zh`, the system's colours and normal text until he says otherwise. */
export const settings = z.strictObject({
  language: z.enum(['zh', 'en']),
  colours: z.enum(['light', 'dark', 'system']),
  textSize: z.enum(['normal', 'large']),
});
export const demoAccount = z.object({
  username: z.string(),
  person: z.string(),
  posts: z.array(z.object({ id, kind: z.string(), title: text, organisation: id })),
});
