// Owns the window (综合窗口) on one screen: who, what, the form, the papers, whether it can be accepted, and taking it in.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { DraftNotice } from '../../components/draft-notice';
import { ProblemNotice } from '../../components/problem-notice';
import { useTitle } from '../../components/title';
import { asking, reading } from '../../lib/asking';
import type { Asked } from '../../lib/call';
import { useWords, words } from '../../lib/language';
import { arrived, useIsUploading } from '../../lib/uploads';
import { applicationOf, useAcceptance } from './acceptance';
import { ApplicationPart } from './application-part';
import { dataFor, type Schema } from './application-form';
import { ItemPart } from './item-part';
import { KnownPart } from './known-part';
import { allFaults, faultOf, idTypeOf, type PartyFaults, type PartyField } from './party-faults';
import { PARTY_IDS, PartyPart } from './party-part';
import { PlacesBar } from './places-bar';
import { Received } from './received';
import { useReceiving } from './receiving';
import { RulePart } from './rule-part';
import { useWindowDraft, type PartyTyped, type WindowDraftValue } from './window-draft';
import './window.css';

const WORDS = words('window', {
  title: { zh: '综合窗口', en: 'Window' },
  party: { zh: '一、申请人', en: '1. Applicant' },
  item: { zh: '二、申请事项', en: '2. Item' },
  rule: { zh: '五、能否受理', en: '5. Can it be accepted?' },
  receive: { zh: '收件', en: 'Take it in' },
  chooseItem: { zh: '请先选择申请事项。', en: 'Please choose the item first.' },
  sending: {
    zh: '收件请求已发出，正在等待结果；断线时自动重试，不会重复收件。',
    en: 'The application has been sent and its answer is awaited. It is repeated by itself, and never becomes two cases.',
  },
  opening: { zh: '正在打开', en: 'Opening' },
  uploading: {
    zh: '材料正在上传，传完后自动收件。',
    en: 'Papers are on their way; the application is taken in as soon as they have arrived.',
  },
});

export function Window() {
  const t = useWords(WORDS);
  const { place = 1 } = useSearch({ from: '/desk/window' });
  useTitle(t('title'));
  // Each place begins anew: nothing of one applicant is seen with another.
  const [turn, setTurn] = useState(0);
  return (
    <>
      <h1>{t('title')}</h1>
      <Place key={`${place}.${turn}`} place={place} again={() => setTurn(turn + 1)} />
    </>
  );
}

function Place({ place, again }: { readonly place: number; readonly again: () => void }) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const draft = useWindowDraft(place);
  const { value, change } = draft;
  const schema = useFormSchema(value);
  const data = dataFor(schema, value.data ?? {});
  const { acceptance, refused: unjudged, isJudging } = useAcceptance(value.item, data);
  const [faults, setFaults] = useState<PartyFaults>({});
  const [lacksItem, setLacksItem] = useState(false);
  const isUploading = useIsUploading();
  const [waitsForPapers, setWaitsForPapers] = useState(false);
  const party = value.party ?? {};
  const receiving = useReceiving(
    draft,
    value.item && schema ? { ...applicationOf(value.item, data), party: sentParty(party) } : undefined,
  );
  const go = (to: number): void => void navigate({ to: '/window', search: to === 1 ? {} : { place: to } });

  const latest = useRef<() => void>(() => undefined);
  const receive = (): void => {
    if (value.key !== undefined || receiving.opened) return;
    const wrong = allFaults(party);
    setFaults(wrong);
    const [first] = (Object.keys(PARTY_IDS) as PartyField[]).filter((field) => wrong[field]);
    setLacksItem(!value.item);
    if (first) return document.getElementById(PARTY_IDS[first])?.focus();
    if (!value.item) return document.getElementById('item-search')?.focus();
    if (!isUploading) return receiving.receive();
    setWaitsForPapers(true);
    void arrived().then((all) => {
      setWaitsForPapers(false);
      // What did not arrive is told at its paper, and the clerk decides again.
      if (all) latest.current();
    });
  };
  useEffect(() => {
    latest.current = receive;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'Enter') return;
      event.preventDefault();
      receive();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
  const next = (free: number | undefined): void => {
    if (receiving.opened) {
      draft.drop();
      void asking.invalidateQueries({ queryKey: ['draft'] });
      again();
    } else if (free !== undefined) go(free);
  };

  const isFixed = receiving.isUnanswered;
  const { refused } = receiving;
  const atFields = refused?.problem.errors ?? [];
  return (
    <>
      <PlacesBar place={place} own={value} go={go} next={next} />
      {!draft.ready ? (
        <Spin aria-label={t('opening')} />
      ) : receiving.opened ? (
        <Received opened={receiving.opened} acceptance={acceptance} isJudging={isJudging} />
      ) : (
        <>
          <DraftNotice draft={draft} />
          <h2>{t('party')}</h2>
          <PartyPart
            party={party}
            faults={faults}
            isFixed={isFixed}
            known={
              <KnownPart
                party={party}
                isFixed={isFixed}
                takeParty={(one) => {
                  change({ party: { ...party, ...one } });
                  setFaults({});
                }}
                takeData={(told) => change({ data: { ...told, ...value.data } })}
              />
            }
            change={(one) => {
              change({ party: { ...party, ...one } });
              setFaults((before) => without(before, Object.keys(one)));
            }}
            left={(field) => {
              const fault = faultOf(party, field);
              setFaults((before) => ({ ...without(before, [field]), ...(fault ? { [field]: fault } : {}) }));
            }}
          />
          <h2>{t('item')}</h2>
          <ItemPart
            item={value.item}
            isFixed={isFixed}
            choose={(item) => change({ item })}
            fault={lacksItem && !value.item ? t('chooseItem') : undefined}
          />
          {value.item && schema && (
            <ApplicationPart
              schema={schema}
              value={data}
              papers={acceptance?.papers ?? []}
              refused={refused}
              isFixed={isFixed}
              onChange={(typed) => change({ data: { ...cleared(value.data ?? {}, data), ...typed } })}
            />
          )}
          <h2>{t('rule')}</h2>
          <RulePart acceptance={value.item ? acceptance : undefined} refused={unjudged} />
          <ProblemNotice refused={refused} keepFocus={atFields.some(({ path }) => path.startsWith('/data/'))} />
          {(isFixed || waitsForPapers) && (
            <p role="status" className="notice">
              {t(isFixed ? 'sending' : 'uploading')}
            </p>
          )}
          <p className="row">
            <Button
              type="primary"
              size="large"
              loading={isFixed || waitsForPapers}
              onClick={receive}
              aria-keyshortcuts="Control+Enter"
            >
              {t('receive')} <kbd aria-hidden="true">Ctrl+Enter</kbd>
            </Button>
          </p>
        </>
      )}
    </>
  );
}

function useFormSchema({ item }: WindowDraftValue): Schema | undefined {
  const { data } = useQuery({
    ...reading('procedure', { params: { id: item?.procedure ?? '' } }),
    enabled: item !== undefined,
    staleTime: 60_000,
  });
  return item && data?.id === item.procedure ? (data.definition['dataSchema'] as Schema) : undefined;
}

/** What the form shows is what it holds; what belongs to another item stays beside it. */
function cleared(kept: Readonly<Record<string, unknown>>, shown: Readonly<Record<string, unknown>>) {
  return without(kept, Object.keys(shown));
}
function without<T extends object>(object: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))) as T;
}

function sentParty(party: PartyTyped): NonNullable<Asked<'openCase'>['body']['party']> {
  const { kind = 'person', name = '', idNumber = '', phone = '', email = '', address = '', language } = party;
  return {
    kind,
    name: name.trim(),
    idType: idTypeOf(party),
    idNumber,
    phone: phone.trim(),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
    ...(language === undefined ? {} : { language }),
  };
}
