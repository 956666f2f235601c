// Owns previews of papers (样张): the text of a procedure's paper with made-up data, marked on every page and never sealed.
import { samplePaper } from '../kernel/paper-sample';
import { procedures as newest } from '../queries/catalogue';
import { paperText } from '../record/paper-texts';
import { publicAddress } from './public-address';
import type { Handlers } from './call';
import type { Deps } from './deps';
import { problem } from './problem';

export function paperPreview(deps: Deps): Handlers<'paperPreview'> {
  return {
    async paperPreview({ params, request }) {
      const kind = params.kind ?? '';
      const [found] = await newest(deps.db, params.id);
      const text = found && Object.hasOwn(found.definition.papers, kind) ? paperText(kind) : undefined;
      const sample = found && text && samplePaper(found.definition, text);
      if (!sample) throw problem('not-found');
      const verifyUrl = `${publicAddress(deps, request)}/verify/SAMPLE`;
      return {
        content: {
          mediaType: 'application/pdf',
          bytes: await deps.papers.render({ ...sample, verifyUrl, sample: true }),
          headers: { 'Content-Disposition': `inline; filename="sample-${kind}.pdf"` },
        },
      };
    },
  };
}
