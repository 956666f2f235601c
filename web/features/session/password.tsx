// Owns changing one's own password: of one's own will, or because an administrator gave the first one.
import { Link, useNavigate } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { asking, reading } from '../../lib/asking';
import { call, Refused } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { Door } from './door';

const WORDS = words('password', {
  title: { zh: '修改密码', en: 'Change the password' },
  first: {
    zh: '您用的是管理员给的首次密码。请先设置自己的密码，然后才能办理其他事项。',
    en: 'You signed in with a first password. Set a password of your own before anything else.',
  },
  effect: {
    zh: '修改后，您在其他浏览器的登录和全部访问令牌立即失效。',
    en: 'Your sessions at other browsers and all your access tokens end at once.',
  },
  current: { zh: '当前密码', en: 'Present password' },
  password: { zh: '新密码（至少 12 个字符）', en: 'New password (12 characters or more)' },
  again: { zh: '再输入一次新密码', en: 'The new password once more' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  differs: { zh: '两次输入的新密码不同。', en: 'The two new passwords differ.' },
  go: { zh: '修改密码', en: 'Change the password' },
  home: { zh: '回到首页', en: 'Back to the start' },
  leave: { zh: '退出', en: 'Sign out' },
});
interface Values {
  readonly current: string;
  readonly password: string;
}

export function Password() {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const { data: me } = useSuspenseQuery(reading('me'));
  const [form] = Form.useForm<Values>();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle(t('title'));
  const change = async ({ current, password }: Values): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      await call('changePassword', { body: { current, password }, key: crypto.randomUUID() });
      await asking.invalidateQueries();
      await asking.fetchQuery({ ...reading('me'), staleTime: 0 });
      await navigate({ to: '/', replace: true });
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      for (const { path, message } of fault.problem.errors ?? [])
        form.setFields([{ name: path.slice(1) as keyof Values, errors: [message] }]);
      const [first] = fault.problem.errors ?? [];
      if (first) form.scrollToField(first.path.slice(1), { focus: true });
      else setRefused(fault);
    } finally {
      setBusy(false);
    }
  };
  const leave = async (): Promise<void> => {
    await call('signOut', { key: crypto.randomUUID() });
    asking.clear();
    await navigate({ to: '/sign-in' });
  };
  const required = { required: true, message: t('needed') };
  return (
    <Door>
      <h1>{t('title')}</h1>
      {me.passwordToChange && <p className="notice">{t('first')}</p>}
      <p>{t('effect')}</p>
      <ProblemNotice refused={refused} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void change(values)}
        scrollToFirstError={{ focus: true }}
      >
        {/* For the browser's keeper of passwords. */}
        <input hidden readOnly autoComplete="username" value={me.person.username} />
        <Form.Item name="current" label={t('current')} rules={[required]}>
          <Input.Password autoComplete="current-password" autoFocus size="large" maxLength={200} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[required]}>
          <Input.Password autoComplete="new-password" size="large" maxLength={200} />
        </Form.Item>
        <Form.Item
          name={'again' as never}
          label={t('again')}
          dependencies={['password']}
          rules={[
            required,
            {
              validator: async (_, value) =>
                value === undefined || value === form.getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('differs'))),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" size="large" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('go')}
        </Button>
      </Form>
      <p className="row" style={{ marginTop: 16 }}>
        {!me.passwordToChange && <Link to="/">{t('home')}</Link>}
        <Button type="link" onClick={() => void leave()}>
          {t('leave')}
        </Button>
      </p>
    </Door>
  );
}
