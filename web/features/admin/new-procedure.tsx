// Owns proposing a version of a procedure: a definition is given, checked, and sent to a second person.
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { again, useAct } from '../../lib/asking';
import { Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { Findings, type Finding } from './findings';
import { useTell } from './outcome';

const WORDS = words('new-procedure', {
  title: { zh: '提出流程的新版本', en: 'Propose a version of a procedure' },
  back: { zh: '流程发布', en: 'Procedures' },
  how: {
    zh: '下载现行定义，修改后在此粘贴或者选择文件。先检查；没有错误的，提出后由另一名管理员发布。',
    en: 'Download a definition, change it, and paste it here or choose the file. It is checked first; without errors it is proposed, and another administrator publishes it.',
  },
  definition: { zh: '流程定义（JSON）', en: 'Definition (JSON)' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  check: { zh: '检查', en: 'Check' },
  reason: { zh: '理由', en: 'Reason' },
  reasonMissing: { zh: '请写明理由。', en: 'Please give the reason.' },
  needed: { zh: '请粘贴定义或者选择文件。', en: 'Paste a definition or choose a file.' },
  noJson: { zh: '这不是 JSON 对象，请核对文件。', en: 'This is no JSON object; please check the file.' },
  propose: { zh: '提出', en: 'Propose' },
  what: {
    zh: '提出后还不生效：由另一名管理员核对并发布。发布后新收的办件按新版本办理，在办件保持原版本。',
    en: 'Nothing holds yet: another administrator checks and publishes it. New cases then follow the new version; open cases keep theirs.',
  },
  proposed: { zh: '已提出，等待另一名管理员发布。', en: 'Proposed; another administrator publishes it.' },
});
interface Values {
  readonly definition: string;
  readonly reason: string;
}

export function NewProcedure() {
  const t = useWords(WORDS);
  const tell = useTell();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [findings, setFindings] = useState<readonly Finding[] | undefined>(undefined);
  const check = useAct('checkProcedure', { done: (answer) => setFindings(answer.findings) });
  const propose = useAct('proposeProcedure');
  useTitle(t('title'));

  /** Only what can be read is sent; else it is said at the field. */
  const read = async (): Promise<Record<string, unknown> | undefined> => {
    setFindings(undefined);
    const fault = (message: string): undefined => {
      form.setFields([{ name: 'definition', errors: [message] }]);
      form.scrollToField('definition', { focus: true });
      return undefined;
    };
    const text = (form.getFieldValue('definition') as string | undefined) ?? '';
    if (text.trim() === '') return fault(t('needed'));
    try {
      const given: unknown = JSON.parse(text);
      // As it was downloaded, the definition is a member of what was served.
      const inner = isObject(given) && isObject(given['definition']) ? given['definition'] : given;
      return isObject(inner) ? inner : fault(t('noJson'));
    } catch {
      return fault(t('noJson'));
    }
  };
  const send = async ({ reason }: Values): Promise<void> => {
    const definition = await read();
    if (!definition) return;
    try {
      const { id } = await propose.mutateAsync({ body: { definition, reason } });
      await again('proposals');
      await navigate({ to: '/admin/proposals/$proposal', params: { proposal: id } });
      tell(t('proposed'));
    } catch (fault) {
      setFindings(fault instanceof Refused ? foundIn(fault) : undefined);
    }
  };
  return (
    <>
      <p>
        <Link to="/admin/procedures">{t('back')}</Link>
      </p>
      <h1>{t('title')}</h1>
      <p>{t('how')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void send(values)}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item name="definition" label={t('definition')}>
          <Input.TextArea rows={6} spellCheck={false} />
        </Form.Item>
        <div className="row" style={{ marginBottom: 12 }}>
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then((text) => form.setFields([{ name: 'definition', value: text, errors: [] }]));
              return false;
            }}
          >
            <Button>{t('choose')}</Button>
          </Upload>
          <Button
            loading={check.isPending}
            onClick={() => void read().then((definition) => definition && check.mutate({ body: { definition } }))}
          >
            {t('check')}
          </Button>
        </div>
        <ProblemNotice refused={check.error} />
        <div role="status">{findings && <Findings of={findings} />}</div>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <p className="notice">{t('what')}</p>
        <ProblemNotice refused={propose.error && withoutFindings(propose.error)} />
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {t('propose')}
        </Button>
      </Form>
    </>
  );
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
/** A refused definition comes with what the checker found. */
function foundIn({ problem }: Refused): readonly Finding[] | undefined {
  const findings = problem.facts?.['findings'];
  return Array.isArray(findings) ? (findings as readonly Finding[]) : undefined;
}
/** They stand in the table already. */
function withoutFindings(refused: Refused): Refused {
  if (foundIn(refused) === undefined) return refused;
  return new Refused(refused.status, { ...refused.problem, errors: [] });
}
