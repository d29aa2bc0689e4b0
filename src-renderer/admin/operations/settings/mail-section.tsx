/** The warning mail: where to, by which server, its password apart, and a letter to try it. */
import { useState } from 'react';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { useConnected } from '../../../client/hooks';
import { keepMailPassword, setMail } from '../../../client/api/admin-api';
import { Button, Field, Note } from '../../../ui/controls/controls';
import type { Tone } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { Select, Switch } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { useSettingWords } from './texts';

type Security = 'tls' | 'starttls' | 'none';
const SECURITIES: readonly Security[] = ['tls', 'starttls', 'none'];

export function MailSection({
  settings: { mail },
  onChanged,
}: {
  readonly settings: AdminSettings;
  readonly onChanged: () => void;
}) {
  const words = useSettingWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [isOn, setOn] = useState(mail !== null);
  const [host, setHost] = useState(mail?.host ?? '');
  const [port, setPort] = useState(String(mail?.port ?? 465));
  const [security, setSecurity] = useState<Security>(mail?.security ?? 'tls');
  const [user, setUser] = useState(mail?.user ?? '');
  const [password, setPassword] = useState('');
  const [from, setFrom] = useState(mail?.from ?? '');
  const [to, setTo] = useState((mail?.to ?? []).join(', '));
  const [denied, setDenied] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: Tone; readonly words: string } | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    setSaved(false);
    const settings = isOn
      ? {
          host,
          port: Number(port),
          security,
          user: user === '' ? null : user,
          from,
          to: to
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        }
      : null;
    const done = await setMail(origin, token, settings);
    const kept =
      done.ok && password !== '' ? await keepMailPassword(origin, token, password) : done;
    setBusy(false);
    setDenied(kept.ok ? null : denialText(text, kept));
    setSaved(kept.ok);
    if (kept.ok) onChanged();
  }
  async function attempt(): Promise<void> {
    setBusy(true);
    setSaid({ tone: 'info', words: words.sending });
    const done = await setMail(origin, token, 'probar');
    setBusy(false);
    if (!done.ok) setSaid({ tone: 'bad', words: denialText(text, done) });
    else if (done.value.words === null) setSaid({ tone: 'ok', words: words.mailSent });
    else setSaid({ tone: 'bad', words: words.mailFailed(done.value.words) });
  }
  return (
    <Section title={words.mail}>
      <p className={style.hint}>{words.mailHint}</p>
      <Switch label={words.mailOn} isOn={isOn} onChange={setOn} />
      {isOn && (
        <div className={style.fields}>
          <Field
            label={words.server}
            value={host}
            maxLength={255}
            onChange={({ target }) => setHost(target.value)}
          />
          <Field
            label={words.port}
            inputMode="numeric"
            value={port}
            maxLength={5}
            onChange={({ target }) => setPort(target.value.replace(/\D/g, ''))}
          />
          <Select
            label={words.security}
            value={security}
            onChange={({ target }) =>
              setSecurity(SECURITIES.find((one) => one === target.value) ?? 'tls')
            }
          >
            {SECURITIES.map((one) => (
              <option key={one} value={one}>
                {words.securities[one]}
              </option>
            ))}
          </Select>
          <Field
            label={words.user}
            value={user}
            maxLength={254}
            onChange={({ target }) => setUser(target.value)}
          />
          <Field
            label={words.password}
            type="password"
            autoComplete="new-password"
            value={password}
            maxLength={200}
            onChange={({ target }) => setPassword(target.value)}
          />
          <Field
            label={words.from}
            type="email"
            value={from}
            maxLength={254}
            onChange={({ target }) => setFrom(target.value)}
          />
          <Field
            label={words.to}
            value={to}
            maxLength={1_000}
            onChange={({ target }) => setTo(target.value)}
          />
        </div>
      )}
      <SaveLine
        isSaved={isSaved}
        denied={denied}
        disabled={isBusy || (isOn && (host === '' || from === '' || to === ''))}
        onSave={() => void save()}
      >
        {mail !== null && (
          <Button disabled={isBusy} onClick={() => void attempt()}>
            {words.tryMail}
          </Button>
        )}
      </SaveLine>
      {said && <Note tone={said.tone}>{said.words}</Note>}
    </Section>
  );
}
