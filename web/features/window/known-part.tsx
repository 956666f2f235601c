// Owns what is known already of who stands at the window: asked for on purpose, since each look is on record; taken over by the clerk, never by itself.
import { Button } from 'antd';
import { useState } from 'react';
import { CaseLink } from '../../components/case-link';
import { ProblemNotice } from '../../components/problem-notice';
import { call, Refused, type Answer } from '../../lib/call';
import { dayWords } from '../../lib/days';
import { useLanguage, useSay, useWords, words } from '../../lib/language';
import type { Kept } from '../../lib/merge';
import { faultOf, idTypeOf } from './party-faults';
import type { PartyTyped } from './window-draft';

const WORDS = words('window-known', {
  look: { zh: '查询已知信息（留痕）', en: 'Look up what is known (on record)' },
  nothing: { zh: '没有以前的记录。', en: 'Nothing is known from earlier.' },
  take: { zh: '采用', en: 'Take over' },
  takeFields: { zh: '采用以前申请中填写的 {{n}} 项', en: 'Take over {{n}} entries of earlier applications' },
  source: { zh: '来源：{{number}}，{{day}}', en: 'From {{number}}, {{day}}' },
  certificates: { zh: '持有的证照', en: 'Certificates held' },
  validTo: { zh: '有效期至 {{day}}', en: 'valid to {{day}}' },
  valid: { zh: '有效', en: 'valid' },
  renewed: { zh: '已延续', en: 'renewed' },
  expired: { zh: '已过期', en: 'expired' },
  annulled: { zh: '已撤销', en: 'annulled' },
  deregistered: { zh: '已注销', en: 'struck off' },
  other: { zh: '状态见办件', en: 'see the case' },
});
type Known = Answer<'known'>;

export function KnownPart({
  party,
  isFixed,
  takeParty,
  takeData,
}: {
  readonly party: PartyTyped;
  readonly isFixed: boolean;
  readonly takeParty: (party: Partial<PartyTyped>) => void;
  readonly takeData: (data: Kept) => void;
}) {
  const t = useWords(WORDS);
  const [known, setKnown] = useState<{ readonly of: string; readonly told: Known }>();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { idNumber = '' } = party;
  const look = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      setKnown({ of: idNumber, told: await call('known', { body: { idType: idTypeOf(party), idNumber } }) });
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      setRefused(fault);
    } finally {
      setBusy(false);
    }
  };
  const canLook = idNumber !== '' && faultOf(party, 'idNumber') === undefined && !isFixed;
  return (
    <div className="window-known">
      <Button disabled={!canLook} loading={isBusy} onClick={() => void look()}>
        {t('look')}
      </Button>
      <ProblemNotice refused={refused} />
      <div role="status">
        {known?.of === idNumber && <Told known={known.told} takeParty={takeParty} takeData={takeData} />}
      </div>
    </div>
  );
}

function Told({
  known: { party, fields, certificates },
  takeParty,
  takeData,
}: {
  readonly known: Known;
  readonly takeParty: (party: Partial<PartyTyped>) => void;
  readonly takeData: (data: Kept) => void;
}) {
  const t = useWords(WORDS);
  const say = useSay();
  const language = useLanguage();
  if (!party && fields.length === 0 && certificates.length === 0) return <p className="quiet">{t('nothing')}</p>;
  const source = (of: { readonly case: string; readonly number: string; readonly on: string }) => (
    <CaseLink of={of.case}>{t('source', { number: of.number, day: dayWords(of.on, language) })}</CaseLink>
  );
  return (
    <>
      {party && (
        <p className="row">
          <span>
            {party.name} · {party.phone} {party.address} {party.email}
          </span>
          <Button
            onClick={() =>
              takeParty({
                name: party.name,
                phone: party.phone,
                ...(party.address === undefined ? {} : { address: party.address }),
                ...(party.email === undefined ? {} : { email: party.email }),
              })
            }
          >
            {t('take')}
          </Button>
          {source(party.source)}
        </p>
      )}
      {fields.length > 0 && (
        <p className="row">
          <Button onClick={() => takeData(Object.fromEntries(fields.map(({ field, value }) => [field, value])))}>
            {t('takeFields', { n: fields.length })}
          </Button>
          {fields[0] && source(fields[0].source)}
        </p>
      )}
      {certificates.length > 0 && (
        <>
          <p>{t('certificates')}</p>
          <ul>
            {certificates.map((each) => (
              <li key={each.number}>
                <span className="row">
                  <span>
                    {say(each.title)} {each.number} ·{' '}
                    {t(each.standing in WORDS.texts ? (each.standing as 'valid') : 'other')}
                    {each.validTo !== undefined && ` · ${t('validTo', { day: dayWords(each.validTo, language) })}`}
                  </span>
                  {source(each.source)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
