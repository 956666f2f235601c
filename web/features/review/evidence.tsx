// Owns the evidence (材料): what the application says, each paper with a tick once it was looked at, and what has changed since the last round.
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../src/kernel/procedure/definition';
import { Viewer } from '../../components/viewer';
import { reading } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { Application } from './application';
import { materialsOf } from './materials';
import type { TaskView } from './outcomes';
import type { TaskDraft } from './task-draft';

const WORDS = words('evidence', {
  title: { zh: '申请内容和材料', en: 'Application and papers' },
  materials: { zh: '材料', en: 'Papers' },
  changed: { zh: '只看上一轮以来的变化', en: 'Only what has changed since the last round' },
  required: { zh: '必需', en: 'required' },
  missing: { zh: '未收', en: 'missing' },
  viewed: { zh: '已看', en: 'Viewed' },
  viewedOf: { zh: '已看：{{title}}', en: 'Viewed: {{title}}' },
  look: { zh: '查看', en: 'Look' },
  lookAt: { zh: '查看：{{title}}', en: 'Look at: {{title}}' },
  isNew: { zh: '有变化', en: 'changed' },
  issued: { zh: '文书', en: 'Documents issued' },
  none: { zh: '没有需要提交的材料。', en: 'No papers are asked for.' },
  unchanged: { zh: '材料没有变化。', en: 'No paper has changed.' },
});

interface Shown {
  readonly href: string;
  readonly name: string;
}

export function Evidence({
  task,
  file,
  definition,
  draft,
}: {
  readonly task: TaskView;
  readonly file: Answer<'case'>;
  readonly definition: Definition;
  readonly draft: TaskDraft;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data: issued } = useQuery(reading('documents', { params: { id: file.id } }));
  const [shown, setShown] = useState<Shown>();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const changed = new Set((task.changes?.fields ?? []).map(({ path }) => path.split('/')[1]));
  const { viewed = {} } = draft.value;
  const tick = (field: string, is: boolean): void => {
    const { [field]: _, ...others } = viewed;
    draft.change({ viewed: is ? { ...others, [field]: true } : others });
  };
  const papers = materialsOf(definition, file.data).filter(({ field }) => !onlyChanged || changed.has(field));
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{t('title')}</h2>
      {task.changes && (
        <p className="row">
          <Switch id="only-changed" checked={onlyChanged} onChange={setOnlyChanged} />
          <label htmlFor="only-changed">{t('changed')}</label>
        </p>
      )}
      <Application
        file={file}
        definition={definition}
        only={onlyChanged ? changed : undefined}
        changes={task.changes}
      />
      <h3>{t('materials')}</h3>
      {papers.length === 0 && <p className="quiet">{t(onlyChanged ? 'unchanged' : 'none')}</p>}
      <ul className="plain papers">
        {papers.map(({ field, title, required, basis, file: id }) => (
          <li key={field}>
            <span className="wraps">
              {say(title)} {required && <span className="quiet small">{t('required')}</span>}{' '}
              {changed.has(field) && <Tag>{t('isNew')}</Tag>}
              <span className="quiet small wraps"> {basis}</span>
            </span>
            {id !== undefined ? (
              <span className="row">
                <Button
                  size="small"
                  aria-label={t('lookAt', { title: say(title) })}
                  onClick={() => {
                    setShown({ href: `/api/cases/${file.id}/files/${id}`, name: say(title) });
                    tick(field, true);
                  }}
                >
                  {t('look')}
                </Button>
                <Checkbox
                  checked={viewed[field] === true}
                  aria-label={t('viewedOf', { title: say(title) })}
                  onChange={({ target }) => tick(field, target.checked)}
                >
                  {t('viewed')}
                </Checkbox>
              </span>
            ) : (
              <strong>✖ {t('missing')}</strong>
            )}
          </li>
        ))}
      </ul>
      {(issued?.items.length ?? 0) > 0 && (
        <>
          <h3>{t('issued')}</h3>
          <ul className="plain papers">
            {issued?.items.map(({ id, title, number, href }) => (
              <li key={id}>
                <span className="wraps">
                  {say(title)} {number}
                </span>
                <Button
                  size="small"
                  aria-label={t('lookAt', { title: say(title) })}
                  onClick={() => setShown({ href, name: say(title) })}
                >
                  {t('look')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {shown && <Viewer key={shown.href} href={shown.href} name={shown.name} />}
    </section>
  );
}
