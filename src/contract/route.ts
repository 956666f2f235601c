// Owns what a route of the HTTP contract declares. Nothing is served that is not declared so, and nothing without `auth`.
import type { z } from 'zod';
import type { PostKind } from '../kernel/procedure/definition';
import type { Text } from '../kernel/text';

/**
 * `person`: a session or an access token; `receipt`: the applicant with the code of the receipt; `visit`: the applicant at a browser,
 * by the cookie that the code opened; `none`: anybody.
 */
export type Auth = 'person' | 'receipt' | 'visit' | 'none';
/** The object that `:id` names; it is loaded for the caller, and unknown when invisible, before anything else is judged. */
export type Subject = 'case' | 'task' | 'document';
/**
 * Where the first answer to an Idempotency-Key is kept. `record`: with the commit of the case; `answers`: beside the route's own
 * writing; `natural`: the key is asked for, and repeating the request changes nothing; `none`: not asked for.
 */
export type Idempotency = 'record' | 'answers' | 'natural' | 'none';

export interface RouteRule {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express form: `/api/cases/:id`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  readonly auth: Auth;
  /** Whoever holds this post today, wherever; nobody else. */
  readonly post?: PostKind;
  /** Also for somebody who still has to change the password that an administrator gave him. */
  readonly firstSignIn?: true;
  readonly sees?: Subject;
  readonly idempotency: Idempotency;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** One multipart part named `file` instead of a JSON body. */
  readonly upload?: true;
  /** The form of a page: urlencoded, or multipart with its files. Refused from another site. */
  readonly form?: true;
  readonly status: number;
  readonly reply?: z.ZodType;
  /** Media type of a reply that is not JSON. */
  readonly media?: string;
  /** Media type of the picture that may be asked for instead of the JSON. */
  readonly picture?: string;
  /** Statuses of the problem documents it may answer beside those of every route. */
  readonly problems?: readonly number[];
}
