/** Settings of HTTPS: the certificate in use, two files for a new one, and the return to HTTP. */
import { useEffect, useState } from 'react';
import type { CallResult } from '../../../client/link/http';
import { useConnected } from '../../../client/hooks';
import { readCertificate, dropCertificate, keepCertificate } from '../../../client/api/admin-api';
import type { CertificateInfo } from '../../../client/api/admin-api';
import { Button, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useUi } from '../../../ui/i18n/ui-context';
import { FileField } from '../../parts/fields';
import { Section, ConfirmSheet } from '../../parts/panel';
import style from './settings.module.css';
import { useSettingWords } from './texts';

export function HttpsSection() {
  const words = useSettingWords();
  const { text } = useUi();
  const { origin, token } = useConnected();
  const [here, setHere] = useState<CertificateInfo | null>(null);
  const [cert, setCert] = useState<File | null>(null);
  const [key, setKey] = useState<File | null>(null);
  const [asking, setAsking] = useState<'put' | 'drop' | null>(null);
  const [denied, setDenied] = useState<string | null>(null);
  /** The new address, once the host changes to the other scheme. */
  const [next, setNext] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readCertificate(origin, token).then((found) => {
      if (isWanted && found.ok) setHere(found.value);
    });
    return () => {
      isWanted = false;
    };
  }, [origin, token]);

  async function turn(
    scheme: 'http' | 'https',
    work: () => Promise<CallResult<unknown>>,
  ): Promise<void> {
    setDenied(null);
    const done = await work();
    if (!done.ok) return setDenied(denialText(text, done));
    setAsking(null);
    setNext(origin.replace(/^https?/, scheme));
  }
  const put = (): Promise<void> =>
    turn('https', async () =>
      keepCertificate(origin, token, (await cert?.text()) ?? '', (await key?.text()) ?? ''),
    );

  return (
    <Section title={words.https}>
      <p className={style.hint}>
        {here === null
          ? words.httpsNone
          : words.httpsOn(
              here.names.join(', '),
              new Date(here.until).toLocaleDateString(text.code),
            )}
      </p>
      {next !== null && <Note tone="info">{words.httpsGone(next)}</Note>}
      {here?.isFixed === true && <p className={style.hint}>{words.httpsFixed}</p>}
      {here?.isFixed !== true && next === null && (
        <CertificateFields
          canPut={cert !== null && key !== null}
          canDrop={here !== null}
          onCert={setCert}
          onKey={setKey}
          onAsk={setAsking}
        />
      )}
      {asking !== null && (
        <ConfirmSheet
          title={words.https}
          question={
            asking === 'put'
              ? words.httpsPutSure(`${cert?.name ?? ''}, ${key?.name ?? ''}`)
              : words.httpsDropSure
          }
          action={asking === 'put' ? words.httpsPut : words.httpsDrop}
          denied={denied}
          onSure={() =>
            void (asking === 'put' ? put() : turn('http', () => dropCertificate(origin, token)))
          }
          onClose={() => {
            setAsking(null);
            setDenied(null);
          }}
        />
      )}
    </Section>
  );
}

function CertificateFields({
  canPut,
  canDrop,
  onCert,
  onKey,
  onAsk,
}: {
  readonly canPut: boolean;
  readonly canDrop: boolean;
  readonly onCert: (file: File | null) => void;
  readonly onKey: (file: File | null) => void;
  readonly onAsk: (change: 'put' | 'drop') => void;
}) {
  const words = useSettingWords();
  return (
    <>
      <div className={style.fields}>
        <FileField
          label={words.httpsCert}
          hint={words.httpsHint}
          accept=".pem,.crt,.cer"
          onTake={onCert}
        />
        <FileField label={words.httpsKey} accept=".pem,.key" onTake={onKey} />
      </div>
      <div className={style.save}>
        <Button disabled={!canPut} onClick={() => onAsk('put')}>
          {words.httpsPut}
        </Button>
        {canDrop && <Button onClick={() => onAsk('drop')}>{words.httpsDrop}</Button>}
      </div>
    </>
  );
}
