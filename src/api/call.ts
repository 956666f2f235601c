// Owns what a handler is called with and what it gives back; every member has been judged before the handler runs.
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Principal } from '../auth/principal';
import type { RouteName, Routes } from '../contract/routes';
import type { DocumentOnFile } from '../queries/documents';
import type { CaseOnFile } from '../queries/on-file';
import type { SentForm } from './form-in';

/** A file as it was sent: its first bytes have told what it is. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
}

type Of<N extends RouteName, Member extends string> =
  Routes[N] extends Readonly<Record<Member, infer V>> ? V : undefined;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
export type BodyOf<N extends RouteName> = Parsed<Of<N, 'body'>>;
export type QueryOf<N extends RouteName> = Parsed<Of<N, 'query'>>;
export type ReplyBodyOf<N extends RouteName> = Sent<Of<N, 'reply'>>;

type Subjects = {
  readonly case: { readonly file: CaseOnFile };
  readonly task: { readonly file: CaseOnFile };
  readonly document: { readonly document: DocumentOnFile };
};
type SubjectOf<N extends RouteName> =
  Of<N, 'sees'> extends keyof Subjects ? Subjects[Of<N, 'sees'> & keyof Subjects] : object;
type CallerOf<N extends RouteName> =
  Of<N, 'auth'> extends 'person'
    ? { readonly caller: Principal }
    : Of<N, 'auth'> extends 'receipt' | 'visit'
      ? { readonly file: CaseOnFile }
      : object;
type KeyOf<N extends RouteName> =
  Of<N, 'idempotency'> extends 'none'
    ? object
    : { readonly key: string; readonly scope: string; readonly fingerprint: string };
type FormOf<N extends RouteName> = Of<N, 'form'> extends true ? { readonly form: SentForm } : object;
type UploadOf<N extends RouteName> = Of<N, 'upload'> extends true ? { readonly upload: UploadedFile } : object;

export type Call<N extends RouteName> = {
  readonly params: Readonly<Record<string, string>>;
  readonly body: BodyOf<N>;
  readonly query: QueryOf<N>;
  /** Real time, ms: when the request arrived. */
  readonly receivedAt: number;
  readonly request: Request;
  readonly response: Response;
} & SubjectOf<N> &
  CallerOf<N> &
  KeyOf<N> &
  FormOf<N> &
  UploadOf<N>;

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
export interface Content {
  readonly mediaType: string;
  readonly bytes: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}
/** A JSON view, other content, or nothing more to do because the handler answers by itself (a stream). */
export type Reply<N extends RouteName> =
  | { readonly body: ReplyBodyOf<N>; readonly headers?: Readonly<Record<string, string>>; readonly status?: number }
  | { readonly content: Content }
  | 'empty'
  | 'streaming';
export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Reply<N>> | Reply<N>;
export type Handlers<N extends RouteName> = { readonly [Name in N]: Handler<Name> };
