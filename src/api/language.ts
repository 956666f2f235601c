// Owns which language a request is answered in: Chinese, unless English is asked for first.
import type { Request } from 'express';

export function prefersEnglish(request: Request): boolean {
  return request.acceptsLanguages('zh', 'en') === 'en';
}
