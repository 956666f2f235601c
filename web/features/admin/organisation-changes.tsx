// Owns what is done to a body: a new one, another name, another body above it, an end and its way back.
import { Form, Input, Select } from 'antd';
import { again, useAct } from '../../lib/asking';
import { dayWords, today } from '../../lib/days';
import { daysAfter } from '../../lib/days-after';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import { useMarks } from '../../lib/marks';
import { Change } from './change';
import { DayField } from './day-field';
import { given } from './given';
import { useTell } from './outcome';
import type { Organisation } from './organisations';
import { OrganisationPicker } from './pickers';
import { choices, ORGANISATION_KINDS } from './town-words';

const WORDS = words('organisation-changes', {
  add: { zh: '新设单位', en: 'Add an organisation' },
  addWhat: {
    zh: '新单位从所填日期起可以任职、行使权力事项；标识以后不能更改。',
    en: 'From that day people can be given posts in it and it can hold power items. Its id cannot be changed later.',
  },
  added: { zh: '已新设“{{name}}”。', en: '“{{name}}” has been added.' },
  id: { zh: '标识（小写字母、数字和 -）', en: 'Id (small letters, digits and -)' },
  kind: { zh: '类别', en: 'Kind' },
  zh: { zh: '中文名称', en: 'Chinese name' },
  en: { zh: '英文名称', en: 'English name' },
  parent: { zh: '上级单位', en: 'Under' },
  letters: { zh: '文号代字（可不填）', en: 'Letters of its papers (may be empty)' },
  from: { zh: '自何日起（空则今日）', en: 'From (empty: today)' },
  needed: { zh: '此项必填。', en: 'This is required.' },
  rename: { zh: '更名、调整', en: 'Rename or move' },
  renameWhat: {
    zh: '今后的文书和页面用新名称；已制作的文书不变。改错了可以再改回来。',
    en: 'Papers and pages use the new name from now on; papers already made stay as they are. It can be changed back.',
  },
  renamed: { zh: '已改为“{{name}}”。', en: 'It is now “{{name}}”.' },
  end: { zh: '撤销', en: 'End' },
  endWhat: {
    zh: '此日之后不能再在该单位任职。名下仍有岗位、权力事项或者下级单位的，不能撤销，须先结束或者移交。已登记的内容都保留。',
    en: 'After that day nobody can hold a post in it. While posts, power items or bodies under it last longer, it cannot end: end them or hand them over first. Nothing recorded is lost.',
  },
  last: { zh: '最后一天', en: 'Last day' },
  ended: { zh: '“{{name}}”设至 {{day}}。', en: '“{{name}}” is there until {{day}}.' },
  back: { zh: '恢复', en: 'Restore' },
  backWhat: { zh: '去掉止日，该单位继续设立。', en: 'It has no last day any more and goes on.' },
  restored: { zh: '“{{name}}”继续设立。', en: '“{{name}}” goes on.' },
});

export function NewOrganisation() {
  const t = useWords(WORDS);
  const say = useSay();
  const tell = useTell();
  const act = useAct('createOrganisation');
  const required = [{ required: true, message: t('needed') }];
  return (
    <Change
      label={t('add')}
      title={t('add')}
      confirm={t('add')}
      consequence={t('addWhat')}
      reason="optional"
      primary
      act={act}
      fields={
        <>
          <Form.Item name="id" label={t('id')} rules={required}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Select options={choices(ORGANISATION_KINDS, say)} />
          </Form.Item>
          <Names />
          <Form.Item name="parent" label={t('parent')} rules={required}>
            <OrganisationPicker />
          </Form.Item>
          <Form.Item name="letters" label={t('letters')}>
            <Input maxLength={50} />
          </Form.Item>
          <DayField name="validFrom" label={t('from')} />
        </>
      }
      meant={(body: {
        id: string;
        kind: string;
        name: { zh: string; en: string };
        parent: string;
        letters?: string;
        validFrom?: string;
        reason?: string;
      }) => ({ body: given(body) })}
      done={async ({ name }) => {
        await again('adminOrganisations');
        tell(t('added', { name: say(name) }));
      }}
    />
  );
}

export function RenameOrganisation({ of }: { readonly of: Organisation }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const tell = useTell();
  const act = useAct('changeOrganisation');
  return (
    <Change
      label={t('rename')}
      of={say(of.name)}
      title={marks.of(t('rename'), say(of.name))}
      confirm={t('rename')}
      consequence={t('renameWhat')}
      act={act}
      initial={{ name: of.name, ...(of.parent === null ? {} : { parent: of.parent }) }}
      fields={
        <>
          <Names />
          {of.parent !== null && (
            <Form.Item name="parent" label={t('parent')}>
              <OrganisationPicker />
            </Form.Item>
          )}
        </>
      }
      meant={(body: { name: { zh: string; en: string }; parent?: string; reason: string }) => ({
        params: { organisation: of.id },
        body,
      })}
      done={async ({ name }) => {
        await again('adminOrganisations');
        tell(t('renamed', { name: say(name) }));
      }}
    />
  );
}

export function EndOrganisation({ of }: { readonly of: Organisation }) {
  const t = useWords(WORDS);
  const marks = useMarks();
  const say = useSay();
  const tell = useTell();
  const language = useLanguage();
  const act = useAct('changeOrganisation');
  const name = say(of.name);
  const back = of.validTo !== null;
  return (
    <Change
      label={t(back ? 'back' : 'end')}
      of={name}
      title={marks.of(t(back ? 'back' : 'end'), name)}
      confirm={t(back ? 'back' : 'end')}
      consequence={t(back ? 'backWhat' : 'endWhat')}
      danger={!back}
      act={act}
      initial={{ validTo: daysAfter(today(), -1) }}
      fields={back ? null : <DayField name="validTo" label={t('last')} missing={t('needed')} />}
      meant={({ validTo, reason }: { validTo: string; reason: string }) => ({
        params: { organisation: of.id },
        body: { validTo: back ? null : validTo, reason },
      })}
      done={async ({ validTo }) => {
        await again('adminOrganisations');
        tell(validTo === null ? t('restored', { name }) : t('ended', { name, day: dayWords(validTo, language) }));
      }}
    />
  );
}

function Names() {
  const t = useWords(WORDS);
  const required = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <>
      <Form.Item name={['name', 'zh']} label={t('zh')} rules={required}>
        <Input maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={['name', 'en']} label={t('en')} rules={required}>
        <Input maxLength={200} lang="en" />
      </Form.Item>
    </>
  );
}
