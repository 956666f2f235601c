// Owns importing people, posts and qualifications from files: faults row by row, what would change, and only then the change.
import { Button, Form, Upload } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { again, useAct } from '../../lib/asking';
import { useWords, words } from '../../lib/language';
import { Change } from './change';
import { ImportFaults, ImportPlan } from './import-preview';
import { useTell } from './outcome';

const WORDS = words('people-import', {
  title: { zh: '批量导入人员', en: 'Import people' },
  back: { zh: '全部人员', en: 'All people' },
  how: {
    zh: '选择一个或者几个 CSV 文件（UTF-8），文件名应为 people.csv、posts.csv、qualifications.csv。先预览：任何一行有误，全部不写入。',
    en: 'Choose one or more CSV files (UTF-8) named people.csv, posts.csv or qualifications.csv. First a preview: if any row is wrong, nothing is written.',
  },
  columns: { zh: '各文件的列', en: 'Columns of the files' },
  files: { zh: '文件', en: 'Files' },
  choose: { zh: '选择文件', en: 'Choose files' },
  unknown: {
    zh: '“{{name}}”不能导入：文件名应为 people.csv、posts.csv 或者 qualifications.csv。',
    en: '“{{name}}” cannot be imported: name it people.csv, posts.csv or qualifications.csv.',
  },
  large: { zh: '“{{name}}”过大，请分成几个文件导入。', en: '“{{name}}” is too large; import it in parts.' },
  preview: { zh: '预览', en: 'Preview' },
  apply: { zh: '写入', en: 'Write' },
  applyWhat: {
    zh: '写入以下内容：新增 {{added}} 项，变更 {{changed}} 项，结束 {{ended}} 项。新增人员没有密码，须逐个重置密码后才能登录。',
    en: 'This is written: {{added}} added, {{changed}} changed, {{ended}} ended. New people have no password until one is given to each.',
  },
  written: { zh: '已写入：共 {{n}} 项。', en: 'Written: {{n}} changes.' },
  nothing: {
    zh: '文件内容与现有内容相同，没有需要写入的。',
    en: 'The files say what is there already: nothing to write.',
  },
});
const FILES = {
  'people.csv': 'username,name,email',
  'posts.csv': 'person,kind,organisation,from,to,id,title_zh,title_en',
  'qualifications.csv': 'person,kind,number,from,to,id',
} as const;
type Name = keyof typeof FILES;
type Texts = { readonly [N in Name]?: string };
const LARGEST = 200_000;

export function PeopleImport() {
  const t = useWords(WORDS);
  const tell = useTell();
  const [texts, setTexts] = useState<Texts>({});
  const [fault, setFault] = useState<string | undefined>(undefined);
  const tried = useAct('importPeople');
  const applied = useAct('importPeople', { done: () => tried.reset() });
  useTitle(t('title'));
  const take = async (file: File): Promise<void> => {
    tried.reset();
    setFault(undefined);
    const name = (Object.keys(FILES) as Name[]).find((each) => each === file.name.toLowerCase());
    if (name === undefined) return setFault(t('unknown', { name: file.name }));
    const text = await file.text();
    if (text.length > LARGEST) return setFault(t('large', { name: file.name }));
    setTexts((old) => ({ ...old, [name]: text }));
  };
  const chosen = Object.keys(texts) as Name[];
  const changes = (tried.data?.parts ?? []).flatMap((part) => part.changes);
  const count = (kind: string): number => changes.filter((change) => change.kind === kind).length;
  return (
    <>
      <p>
        <Link to="/admin/people">{t('back')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p>{t('how')}</p>
      <details>
        <summary>{t('columns')}</summary>
        <ul>
          {Object.entries(FILES).map(([name, columns]) => (
            <li key={name}>
              <strong>{name}</strong> <code className="wraps">{columns}</code>
            </li>
          ))}
        </ul>
      </details>
      <Form layout="vertical" onFinish={() => tried.mutate({ body: { files: texts, apply: false } })}>
        <Form.Item
          label={t('files')}
          htmlFor="import-files"
          {...(fault === undefined ? {} : { validateStatus: 'error', help: fault })}
        >
          <Upload
            id="import-files"
            multiple
            accept=".csv,text/csv"
            beforeUpload={(file) => {
              void take(file);
              return false;
            }}
            fileList={chosen.map((name) => ({ uid: name, name, status: 'done' as const }))}
            onRemove={({ uid }) => {
              tried.reset();
              setTexts((old) => Object.fromEntries(Object.entries(old).filter(([name]) => name !== uid)));
            }}
          >
            <Button>{t('choose')}</Button>
          </Upload>
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={tried.isPending}>
          {t('preview')}
        </Button>
      </Form>
      <ProblemNotice refused={tried.error} />
      <div role="status">
        {tried.data && tried.data.faults.length > 0 && <ImportFaults faults={tried.data.faults} />}
        {tried.data && tried.data.faults.length === 0 && <ImportPlan parts={tried.data.parts} />}
        {tried.data && tried.data.faults.length === 0 && changes.length === 0 && <p>{t('nothing')}</p>}
      </div>
      {changes.length > 0 && (
        <Change
          label={t('apply')}
          title={t('title')}
          confirm={t('apply')}
          consequence={t('applyWhat', { added: count('added'), changed: count('changed'), ended: count('ended') })}
          primary
          act={applied}
          meant={({ reason }: { reason: string }) => ({ body: { files: texts, apply: true, reason } })}
          done={async ({ parts }) => {
            await again('adminPeople', 'adminPosts', 'adminQualifications', 'adminOrganisations');
            setTexts({});
            tell(t('written', { n: parts.flatMap((part) => part.changes).length }));
          }}
        />
      )}
    </>
  );
}
