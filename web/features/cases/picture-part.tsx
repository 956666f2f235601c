// Owns where a case stands in the picture of its procedure.
import { blockIdOf } from '../../../src/kernel/procedure/run-name';
import { FlowPicture } from '../../components/flow-picture';
import { useSay, useWords, words } from '../../lib/language';
import { useDefinition, type CaseView } from './case-definition';

const WORDS = words('picture-part', {
  version: { zh: '{{title}}，第 {{version}} 版', en: '{{title}}, version {{version}}' },
});

export function PicturePart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const say = useSay();
  const definition = useDefinition(view);
  // Of a step that is gone once for each item, one that is open says where the case stands.
  const stages = view.stages.flatMap(({ id, state }) =>
    state === 'done' || state === 'open' ? [[blockIdOf(id), state] as const] : [],
  );
  const standing = new Map([
    ...stages.filter(([, state]) => state === 'done'),
    ...stages.filter(([, state]) => state === 'open'),
  ]);
  return (
    <>
      <p className="quiet">{t('version', { title: say(definition.title), version: view.procedure.version })}</p>
      <FlowPicture definition={definition} standing={standing} />
    </>
  );
}
