// Owns acting on the rows ticked, on those and no others: judged first, shown what would be done and refused, confirmed, told item by item.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { again, useAct } from '../../lib/asking';
import type { Answer } from '../../lib/call';
import { useSay, useWords, words } from '../../lib/language';
import type { Row } from './inbox-view';
import type { Selection } from './selection';
import { settle } from './settled';

const WORDS = words('bulk-bar', {
  title: { zh: '批量办理', en: 'Several at once' },
  chosen: { zh: '已选 {{n}} 项', en: '{{n}} selected' },
  claim: { zh: '批量签收', en: 'Claim them' },
  decide: { zh: '批量按通常结果办理', en: 'Decide them as usual' },
  none: { zh: '请先选择任务。', en: 'Select tasks first.' },
  many: { zh: '一次最多一百项。', en: 'A hundred at most at once.' },
  would: { zh: '将要办理', en: 'Would be done' },
  wouldNot: { zh: '不能办理', en: 'Would be refused' },
  isDone: { zh: '已办理', en: 'Done' },
  isRefused: { zh: '未能办理', en: 'Refused' },
  notFree: { zh: '已有人签收，或者您不能签收。', en: 'Claimed already, or not yours to claim.' },
  notRoutine: { zh: '不能批量办理，请逐件办理。', en: 'Cannot be decided in a group; open it.' },
  confirm: { zh: '确认办理 {{n}} 项', en: 'Confirm {{n}}' },
  close: { zh: '关闭', en: 'Close' },
  cancel: { zh: '取消', en: 'Cancel' },
  result: { zh: '办理 {{done}} 项，未能办理 {{refused}} 项', en: '{{done}} done, {{refused}} refused' },
});
const MOST = 100;
type Type = 'claim' | 'decide';
type Result = Answer<'actOnTasks'>['results'][number];
interface Meant {
  readonly type: Type;
  /** As they were ticked: what comes or goes meanwhile changes nothing. */
  readonly rows: readonly Row[];
}

/** Why a row cannot be part of it, known without asking. */
const isFit = (type: Type, row: Row): boolean =>
  type === 'claim' ? row.offered.includes('claim') && row.holder === undefined : row.routine !== undefined;

export function BulkBar({ selection }: { readonly selection: Selection }) {
  const t = useWords(WORDS);
  const [meant, setMeant] = useState<Meant>();
  const [said, setSaid] = useState<'none' | 'many'>();
  const n = selection.rows.length;
  const pops = n === 0 ? {} : { 'aria-haspopup': 'dialog' as const };
  const begin = (type: Type): void => {
    if (n === 0 || n > MOST) return setSaid(n === 0 ? 'none' : 'many');
    setSaid(undefined);
    setMeant({ type, rows: selection.rows });
  };
  return (
    <section aria-label={t('title')} className="row">
      <span role="status">{n > 0 ? t('chosen', { n }) : said === 'none' ? t('none') : ''}</span>
      {said === 'many' && n > MOST && <span role="alert">{t('many')}</span>}
      <Button {...pops} onClick={() => begin('claim')}>
        {t('claim')}
      </Button>
      <Button {...pops} onClick={() => begin('decide')}>
        {t('decide')}
      </Button>
      {meant && <Protocol meant={meant} close={() => setMeant(undefined)} clear={() => selection.tickAll(false)} />}
    </section>
  );
}

function Protocol({
  meant: { type, rows },
  close,
  clear,
}: {
  readonly meant: Meant;
  readonly close: () => void;
  readonly clear: () => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const fit = rows.filter((row) => isFit(type, row));
  const unfit = rows.filter((row) => !isFit(type, row));
  const act = useAct('actOnTasks', {
    done: async ({ results }) => {
      for (const { task, ok, seq } of results) {
        const row = rows.find(({ id }) => id === task);
        if (ok && row) settle(task, type === 'decide' ? (seq ?? row.seq) : row.seq);
      }
      clear();
      await again('tasks', 'taskCounts', 'task', 'case');
    },
  });
  const send = (): void =>
    act.mutate({
      body: {
        acts: fit.map(({ id, seq, routine }) => ({
          task: id,
          type,
          expectedSeq: seq,
          ...(type === 'decide' && routine ? { outcome: routine.outcome } : {}),
        })),
      },
    });
  const { data } = act;
  const resultOf = (row: Row): Result | undefined => data?.results.find(({ task }) => task === row.id);
  const lines = (of: readonly Row[], why: (row: Row) => string) => (
    <ul className="bulk">
      {of.map((row) => (
        <li key={row.seat} className="wraps">
          {row.number} {row.party} · {say(row.title)} {why(row)}
        </li>
      ))}
    </ul>
  );
  const done = data ? fit.filter((row) => resultOf(row)?.ok) : fit;
  const refused = data ? fit.filter((row) => resultOf(row)?.ok === false) : [];
  return (
    <Modal
      open
      title={t(type)}
      onCancel={close}
      destroyOnHidden
      footer={
        data ? (
          <Button type="primary" autoFocus onClick={close}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button type="primary" disabled={fit.length === 0} loading={act.isPending} onClick={send}>
              {t('confirm', { n: fit.length })}
            </Button>
          </>
        )
      }
    >
      <ProblemNotice refused={act.error} />
      <p role="status">{data && t('result', { done: data.done, refused: data.refused })}</p>
      {done.length > 0 && (
        <>
          <h3>{t(data ? 'isDone' : 'would')}</h3>
          {lines(done, (row) => (type === 'decide' && row.routine ? `→ ${say(row.routine.title)}` : ''))}
        </>
      )}
      {refused.length + unfit.length > 0 && (
        <>
          <h3>{t(data ? 'isRefused' : 'wouldNot')}</h3>
          {lines(refused, (row) => `— ${resultOf(row)?.problem?.detail ?? ''}`)}
          {lines(unfit, () => `— ${t(type === 'claim' ? 'notFree' : 'notRoutine')}`)}
        </>
      )}
    </Modal>
  );
}
