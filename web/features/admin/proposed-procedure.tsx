// Owns what a proposed procedure is: its title, its basis, what the checker found, and the definition itself.
import type { Definition } from '../../../src/kernel/procedure/definition';
import { FlowPicture } from '../../components/flow-picture';
import { useSay, useWords, words } from '../../lib/language';
import { Findings } from './findings';
import type { ProposalView } from './proposal';

const WORDS = words('proposed-procedure', {
  title: { zh: '名称', en: 'Title' },
  basis: { zh: '依据', en: 'Basis' },
  definition: { zh: '定义全文', en: 'The definition' },
});

export function ProposedProcedure({ of: { content, findings, state } }: { readonly of: ProposalView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const title = content['title'];
  const basis = content['basis'];
  return (
    <>
      <dl className="facts">
        {isText(title) && (
          <>
            <dt>{t('title')}</dt>
            <dd>{say(title)}</dd>
          </>
        )}
        {typeof basis === 'string' && (
          <>
            <dt>{t('basis')}</dt>
            <dd>{basis}</dd>
          </>
        )}
      </dl>
      {state === 'open' && <Findings of={findings} />}
      {/* Checked when it was proposed: it has the parts of a definition. */}
      <FlowPicture definition={content as unknown as Pick<Definition, 'title' | 'flow' | 'outcomes'>} />
      <details>
        <summary>{t('definition')}</summary>
        <pre className="letter">{JSON.stringify(content, null, 2)}</pre>
      </details>
    </>
  );
}

function isText(given: unknown): given is { zh: string; en: string } {
  return typeof given === 'object' && given !== null && 'zh' in given && 'en' in given;
}
