// Owns where a case stands in the picture of its procedure.
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
  const standing = new Map(
    view.stages.flatMap(({ id, state }) => (state === 'done' || state === 'open' ? [[id, state] as const] : [])),
  );
  return (
    <>
      <p className="quiet">{t('version', { title: say(definition.title), version: view.procedure.version })}</p>
      <FlowPicture definition={definition} standing={standing} />
    </>
  );
}
