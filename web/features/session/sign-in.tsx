// Owns signing in.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { asking, reading } from '../../lib/asking';
import { call, Refused } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { useState } from 'react';
import { Door } from './door';

const WORDS = words('sign-in', {
  title: { zh: '工作人员登录', en: 'Sign in' },
  username: { zh: '登录名', en: 'Username' },
  password: { zh: '密码', en: 'Password' },
  usernameMissing: { zh: '请填写登录名。', en: 'Please enter your username.' },
  passwordMissing: { zh: '请填写密码。', en: 'Please enter your password.' },
  go: { zh: '登录', en: 'Sign in' },
  demo: { zh: '演示账号（密码 oneseal-demo）', en: 'Demo accounts (password oneseal-demo)' },
  public: { zh: '办事群众请到首页查询办件', en: 'Applicants: see where a case stands' },
});

export function SignIn() {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const [form] = Form.useForm<{ username: string; password: string }>();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle(t('title'));
  const enter = async (body: { username: string; password: string }): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      await call('signIn', { body });
      asking.clear();
      await navigate({ to: to ?? '/', replace: true });
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      setRefused(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Door>
      <h1>{t('title')}</h1>
      <ProblemNotice refused={refused} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => void enter(body)}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item name="username" label={t('username')} rules={[{ required: true, message: t('usernameMissing') }]}>
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordMissing') }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('go')}
        </Button>
      </Form>
      <DemoAccounts choose={(username) => form.setFieldsValue({ username, password: 'oneseal-demo' })} />
      <p>
        <a href="/">{t('public')}</a>
      </p>
    </Door>
  );
}

/** Only where the demo seed is loaded: elsewhere the server knows no such list. */
function DemoAccounts({ choose }: { readonly choose: (username: string) => void }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const { data } = useQuery({ ...reading('demoAccounts'), retry: false });
  if (!data) return null;
  return (
    <details style={{ margin: '1rem 0' }}>
      <summary>{t('demo')}</summary>
      <ul>
        {data.items.map(({ username, person, posts }) => (
          <li key={username}>
            <Button type="link" size="small" onClick={() => choose(username)}>
              {username}
            </Button>
            {person} · {marks.list(posts.map((post) => say(post.title)))}
          </li>
        ))}
      </ul>
    </details>
  );
}
