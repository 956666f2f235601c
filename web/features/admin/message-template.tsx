// Owns changing the words of one message: both languages side by side, tried on made-up data, kept as a version, taken back.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { asking, reading, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { Refused } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { placeFaults } from './form-faults';
import { Loaded } from './loaded';
import { useTell } from './outcome';
import { Fields, WordingSides, wordingIn, writtenOut, type Written } from './wording-form';
import { WordingHistory } from './wording-history';
import { WordingPreview } from './wording-preview';

const WORDS = words('message-template', {
  back: { zh: '消息文本', en: 'Message texts' },
  own: { zh: '本地改写，第 {{n}} 版。', en: 'The town’s own words, version {{n}}.' },
  shipped: { zh: '现用随产品提供的文本。', en: 'The words that came with the product are in use.' },
  preview: { zh: '用虚构数据预览', en: 'Preview with made-up data' },
  paragraph: { zh: '第 {{n}} 段：{{message}}', en: 'paragraph {{n}}: {{message}}' },
  save: { zh: '启用这段文本', en: 'Put these words in use' },
  saveWhat: {
    zh: '此后发出的“{{title}}”用新文本，已发出的不变。可以随时恢复以前的文本或者原文。',
    en: '“{{title}}” is sent with these words from now on; what was sent stays. Earlier words can be put back at any time.',
  },
  saved: { zh: '新文本已启用，为第 {{n}} 版。', en: 'The words are in use as version {{n}}.' },
  restore: { zh: '恢复原文', en: 'Back to the shipped words' },
  restoreWhat: {
    zh: '此后发出的“{{title}}”改回随产品提供的文本；本地文本留在沿革中，可以再启用。',
    en: '“{{title}}” is sent with the words that came with the product; the town’s own stay in the history.',
  },
  restored: { zh: '已恢复为随产品提供的文本。', en: 'The shipped words are back in use.' },
});
export type Template = Answer<'messageTemplate'>;

export function MessageTemplate() {
  const t = useWords(WORDS);
  const { event } = useParams({ from: '/desk/admin/messages/$event' });
  const template = useQuery(reading('messageTemplate', { params: { event } }));
  return (
    <>
      <p>
        <Link to="/admin/messages">{t('back')}</Link>
      </p>
      <Loaded of={template}>{(view) => <Editor key={view.event} of={view} />}</Loaded>
    </>
  );
}

function Editor({ of }: { readonly of: Template }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const tell = useTell();
  const [form] = Form.useForm<Written>();
  const [started, setStarted] = useState(of.version);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [atFields, setAtFields] = useState(false);
  const tried = useAct('previewMessage');
  const change = useAct('changeMessageTemplate');
  const restore = useAct('restoreMessageTemplate');
  const title = say(of.title);
  useTitle(title);

  const faulty = (fault: unknown): void => {
    if (!(fault instanceof Refused)) throw fault;
    setAtFields(
      placeFaults(form, fault, {
        under: ['wording'],
        within: (n, message) => t('paragraph', { n, message }),
      }),
    );
    setRefused(fault);
  };
  const preview = async (): Promise<void> => {
    setRefused(null);
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    try {
      await tried.mutateAsync({ params: { event: of.event }, body: { wording: wordingIn(values) } });
    } catch (fault) {
      tried.reset();
      faulty(fault);
    }
  };
  const stands = async (view: Template): Promise<void> => {
    asking.setQueryData(reading('messageTemplate', { params: { event: of.event } }).queryKey, view);
    await asking.invalidateQueries({ queryKey: ['messageTemplates'] });
    setStarted(view.version);
    form.setFieldsValue(writtenOut(view.wording));
    setRefused(null);
  };
  return (
    <>
      <h1>{title}</h1>
      <p>{of.own ? t('own', { n: of.version }) : t('shipped')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={writtenOut(of.wording)}
        onFinish={() => void preview()}
        scrollToFirstError={{ focus: true }}
      >
        <Fields of={of.fields} form={form} />
        <WordingSides />
        <ProblemNotice refused={refused} keepFocus={atFields} />
        <div className="row">
          <Button htmlType="submit" loading={tried.isPending}>
            {t('preview')}
          </Button>
          <Change
            label={t('save')}
            title={marks.of(t('save'), title)}
            confirm={t('save')}
            consequence={t('saveWhat', { title })}
            primary
            act={change}
            meant={({ reason }: { reason: string }) => ({
              params: { event: of.event },
              body: { wording: wordingIn(form.getFieldsValue()), reason, expectedVersion: started },
            })}
            refused={(fault) => {
              if (fault.problem.code !== 'wording-invalid') return false;
              faulty(fault);
              return true;
            }}
            done={async (view) => {
              await stands(view);
              tell(t('saved', { n: view.version }));
            }}
          />
          {of.own && (
            <Change
              label={t('restore')}
              title={marks.of(t('restore'), title)}
              confirm={t('restore')}
              consequence={t('restoreWhat', { title })}
              act={restore}
              meant={(body: { reason: string }) => ({ params: { event: of.event }, body })}
              done={async (view) => {
                await stands(view);
                tell(t('restored'));
              }}
            />
          )}
        </div>
      </Form>
      <div role="status">{tried.data && <WordingPreview of={tried.data} />}</div>
      <WordingHistory of={of} take={(wording) => form.setFieldsValue(writtenOut(wording))} />
    </>
  );
}
