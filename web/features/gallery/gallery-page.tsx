// Owns the gallery: every published procedure, found by what it is called.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTitle } from '../../components/title';
import { reading } from '../../lib/asking';
import { useSay, useWords, words } from '../../lib/language';
import '../cases/cases.css';

const WORDS = words('gallery', {
  title: { zh: '已发布的流程', en: 'Published procedures' },
  find: { zh: '按名称查找', en: 'Find by name' },
  count: { zh: '{{n}} 个流程', en: '{{n}} procedures' },
  version: { zh: '第 {{n}} 版', en: 'version {{n}}' },
});

export function GalleryPage() {
  const t = useWords(WORDS);
  const say = useSay();
  useTitle(t('title'));
  const [wanted, setWanted] = useState('');
  const { data } = useSuspenseQuery(reading('procedures'));
  const found = data.items.filter(({ title }) =>
    `${title.zh} ${title.en}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <>
      <h1>{t('title')}</h1>
      <label className="filter">
        {t('find')}
        <Input value={wanted} onChange={({ target }) => setWanted(target.value)} />
      </label>
      <p className="quiet" role="status">
        {t('count', { n: found.length })}
      </p>
      <ul className="also">
        {found.map(({ id, version, title }) => (
          <li key={id}>
            <Link to="/procedures/$id" params={{ id }}>
              {say(title)}
            </Link>{' '}
            <span className="quiet">{t('version', { n: version })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
