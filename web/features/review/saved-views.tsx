// Owns views kept on the server: one's own and those of one's body; saving what is in sight, and which opens first.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { again, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { inboxView, sameView, type InboxView } from './inbox-view';

const WORDS = words('saved-views', {
  own: { zh: '我的视图', en: 'My views' },
  team: { zh: '单位视图', en: 'Views of my organisation' },
  first: { zh: '默认', en: 'opens first' },
  by: { zh: '{{name}}共享', en: 'shared by {{name}}' },
  save: { zh: '保存当前视图', en: 'Save this view' },
  name: { zh: '名称', en: 'Name' },
  nameMissing: { zh: '请填写名称。', en: 'Please give it a name.' },
  share: { zh: '共享给', en: 'Share with' },
  alone: { zh: '仅自己', en: 'Myself alone' },
  default: { zh: '打开待办时首先显示', en: 'Shown first when the inbox is opened' },
  drop: { zh: '删除视图 {{name}}', en: 'Delete the view {{name}}' },
  dropShort: { zh: '删除', en: 'Delete' },
  makeFirst: { zh: '设为默认', en: 'Open first' },
  ok: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
});
type SavedView = Answer<'savedViews'>['items'][number];
const VIEWS = { ...reading('savedViews'), staleTime: 60_000 };

export function SavedViews({ view }: { readonly view: InboxView }) {
  const t = useWords(WORDS);
  const { data } = useQuery(VIEWS);
  const [isSaving, setSaving] = useState(false);
  const views = (data?.items ?? []).filter(({ list }) => list === 'tasks');
  const groups = [
    ['own', views.filter(({ own }) => own)],
    ['team', views.filter(({ own }) => !own)],
  ] as const;
  return (
    <section className="views">
      {groups.map(
        ([group, of]) =>
          of.length > 0 && (
            <nav key={group} aria-label={t(group)}>
              <h2>{t(group)}</h2>
              <ul className="boxes">
                {of.map((each) => (
                  <OneView key={each.id} saved={each} isCurrent={sameView(each.query as InboxView, view)} />
                ))}
              </ul>
            </nav>
          ),
      )}
      <Button size="small" aria-haspopup="dialog" onClick={() => setSaving(true)}>
        {t('save')}
      </Button>
      {isSaving && <Saving view={view} close={() => setSaving(false)} />}
    </section>
  );
}

function OneView({ saved, isCurrent }: { readonly saved: SavedView; readonly isCurrent: boolean }) {
  const t = useWords(WORDS);
  const drop = useAct('dropView', { done: () => again('savedViews') });
  const change = useAct('changeView', { done: () => again('savedViews') });
  const { id, name, own, query, organisation, owner } = saved;
  return (
    <li>
      <Link to="/inbox" search={inboxView(query)} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
        {name}
        {saved.default && <span className="quiet small"> {t('first')}</span>}
        {!own && <span className="quiet small"> {t('by', { name: owner.name })}</span>}
      </Link>
      {own && isCurrent && (
        <span className="row">
          {!saved.default && (
            <Button
              size="small"
              type="link"
              onClick={() =>
                change.mutate({
                  params: { view: id },
                  body: {
                    name,
                    list: 'tasks',
                    query: inboxView(query),
                    default: true,
                    ...(organisation === undefined ? {} : { organisation }),
                  },
                })
              }
            >
              {t('makeFirst')}
            </Button>
          )}
          <Button
            size="small"
            type="link"
            danger
            aria-label={t('drop', { name })}
            onClick={() => drop.mutate({ params: { view: id } })}
          >
            {t('dropShort')}
          </Button>
        </span>
      )}
      <ProblemNotice refused={drop.error ?? change.error} />
    </li>
  );
}

function Saving({ view, close }: { readonly view: InboxView; readonly close: () => void }) {
  const t = useWords(WORDS);
  const say = useSay();
  const { data: me } = useSuspenseQuery(reading('me'));
  const { data: bodies } = useQuery(reading('organisations'));
  const [form] = Form.useForm<{ name: string; organisation: string; default: boolean }>();
  const save = useAct('saveView', {
    done: async () => {
      await again('savedViews');
      close();
    },
  });
  const mine = [...new Set(me.posts.map(({ organisation }) => organisation))];
  return (
    <Modal
      open
      title={t('save')}
      okText={t('ok')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      destroyOnHidden
    >
      <ProblemNotice refused={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: '', organisation: '', default: false }}
        scrollToFirstError={{ focus: true }}
        onFinish={({ name, organisation, default: isFirst }) =>
          save.mutate({
            body: {
              name,
              list: 'tasks',
              query: view,
              default: isFirst,
              ...(organisation === '' ? {} : { organisation }),
            },
          })
        }
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('nameMissing') }]}
        >
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="organisation" label={t('share')}>
          <Select
            options={[
              { value: '', label: t('alone') },
              ...mine.map((id) => ({
                value: id,
                label: say(bodies?.items.find((each) => each.id === id)?.name) || id,
              })),
            ]}
          />
        </Form.Item>
        <Form.Item name="default" valuePropName="checked">
          <Checkbox>{t('default')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
