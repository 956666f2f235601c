// Owns the cases a case hangs together with: its parent, its children, what it opened and what opened it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import type { CaseView } from './case-definition';

const WORDS = words('family-part', {
  none: { zh: '没有关联办件。', en: 'No other case hangs together with this one.' },
  parent: { zh: '上级办件', en: 'Parent case' },
  parentCase: { zh: '打开上级办件', en: 'Open the parent case' },
  children: { zh: '子流程', en: 'Child processes' },
  linked: { zh: '由本办件引出', en: 'Opened by this case' },
  linkedTo: { zh: '引出本办件的办件', en: 'The case that opened this one' },
  linkedToCase: { zh: '打开原办件', en: 'Open that case' },
  open: { zh: '正在办理', en: 'under way' },
  ended: { zh: '已办结', en: 'ended' },
  closed: { zh: '已随本办件关闭', en: 'closed with this case' },
  other: { zh: '其他状态', en: 'in another state' },
  procedure: { zh: '其他流程', en: 'another procedure' },
});
const STATES = ['open', 'ended', 'closed'] as const;

export function FamilyPart({ view }: { readonly view: CaseView }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const { data } = useSuspenseQuery({ ...reading('procedures'), staleTime: 600_000 });
  const called = (id: string): string => {
    const found = data.items.find((each) => each.id === id);
    return found ? say(found.title) : t('procedure');
  };
  const { parent, children, linked, linkedTo } = view;
  if (parent === undefined && children.length === 0 && linked.length === 0 && !linkedTo) return <p>{t('none')}</p>;
  return (
    <>
      {parent !== undefined && (
        <>
          <h3>{t('parent')}</h3>
          <p>
            <CaseLink id={parent}>{t('parentCase')}</CaseLink>
          </p>
        </>
      )}
      {linkedTo && (
        <>
          <h3>{t('linkedTo')}</h3>
          <p>
            <CaseLink id={linkedTo.id}>{t('linkedToCase')}</CaseLink>
          </p>
        </>
      )}
      {children.length > 0 && (
        <>
          <h3>{t('children')}</h3>
          <ul>
            {children.map(({ id, procedure, state }) => (
              <li key={id}>
                <CaseLink id={id}>{called(procedure)}</CaseLink>
                <span className="quiet">{marks.aside(t(STATES.find((each) => each === state) ?? 'other'))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {linked.length > 0 && (
        <>
          <h3>{t('linked')}</h3>
          <ul>
            {linked.map(({ id, procedure }) => (
              <li key={id}>
                <CaseLink id={id}>{called(procedure)}</CaseLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function CaseLink({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <Link to="/cases/$id" params={{ id }}>
      {children}
    </Link>
  );
}
