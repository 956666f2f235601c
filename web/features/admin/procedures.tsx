// Owns which versions of procedures hold and who published them, and what is proposed.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { instantWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Listing } from './listing';
import { Loaded } from './loaded';
import { ProposalList } from './proposal-list';

const WORDS = words('admin-procedures', {
  title: { zh: '流程发布', en: 'Procedures' },
  propose: { zh: '提出流程的新版本', en: 'Propose a version of a procedure' },
  proposals: { zh: '提案', en: 'Proposals' },
  published: { zh: '现行流程', en: 'Procedures in force' },
  caption: { zh: '每个流程的现行版本', en: 'The version of each that new cases follow' },
  name: { zh: '流程', en: 'Procedure' },
  version: { zh: '版本', en: 'Version' },
  nth: { zh: '第 {{n}} 版', en: 'version {{n}}' },
  acts: { zh: '查看', en: 'See' },
  versions: { zh: '各版本', en: 'Versions' },
  download: { zh: '下载定义', en: 'Download the definition' },
  versionsOf: { zh: '{{name}}：各版本', en: '{{name}}: versions' },
  versionsCaption: { zh: '新的在前', en: 'The newest first' },
  by: { zh: '提出、发布', en: 'Proposed, published by' },
  shipped: { zh: '随产品提供', en: 'came with the product' },
  at: { zh: '发布时间', en: 'Published' },
  hash: { zh: '校验值', en: 'Hash' },
});

export function Procedures() {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const navigate = useNavigate({ from: '/admin/procedures' });
  const { of } = useSearch({ from: '/desk/admin/procedures' });
  const procedures = useQuery(reading('procedures'));
  useTitle(t('title'));
  return (
    <>
      <h1>{t('title')}</h1>
      <p>
        <Link to="/admin/procedures/new">{t('propose')}</Link>
      </p>
      <h2>{t('proposals')}</h2>
      <ProposalList kind="procedure" />
      <Loaded of={procedures}>
        {({ items }) => (
          <>
            {of !== undefined && <Versions id={of} name={say(items.find(({ id }) => id === of)?.title)} />}
            <h2>{t('published')}</h2>
            <Listing
              caption={t('caption')}
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { title: t('name'), show: ({ title }) => say(title) },
                { title: t('version'), show: ({ version }) => t('nth', { n: version }) },
                {
                  title: t('acts'),
                  show: ({ id, version, title }) => (
                    <span className="row">
                      <Button
                        size="small"
                        aria-label={marks.of(t('versions'), say(title))}
                        onClick={() => void navigate({ search: { of: id } })}
                      >
                        {t('versions')}
                      </Button>
                      <a
                        href={`/api/procedures/${id}/versions/${version}`}
                        download={`${id}.json`}
                        aria-label={marks.of(t('download'), say(title))}
                      >
                        {t('download')}
                      </a>
                    </span>
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function Versions({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const language = useLanguage();
  const versions = useQuery(reading('procedureVersions', { params: { id } }));
  return (
    <>
      <h2>{t('versionsOf', { name })}</h2>
      <Loaded of={versions}>
        {({ items }) => (
          <Listing
            caption={t('versionsCaption')}
            rows={items}
            keyOf={({ version }) => String(version)}
            columns={[
              { title: t('version'), show: ({ version }) => t('nth', { n: version }) },
              {
                title: t('by'),
                show: ({ proposedBy, publishedBy }) =>
                  proposedBy && publishedBy ? marks.list([proposedBy.name, publishedBy.name]) : t('shipped'),
              },
              { title: t('at'), show: ({ publishedAt }) => instantWords(publishedAt, language) },
              { title: t('hash'), show: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
