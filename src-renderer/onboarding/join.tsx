/** The pairing page: code, device name, and the wait for approval at the counter. */
import { useEffect, useState } from 'react';
import { askToPair, collectToken, isHostOf, readHostName } from '../client/api/staff-api';
import type { CallError } from '../client/api/staff-api';
import { desktopApp } from '../client/link/bridge';
import type { StoredDevice } from '../client/link/kept-device';
import { Button, Field, Note } from '../ui/controls/controls';
import { useText } from '../ui/i18n/ui-context';
import { denialText } from '../ui/i18n/refusal-text';
import { suggestedDeviceName } from './device-name';
import style from './onboarding.module.css';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';

const ASK_EVERY_MS = 1_500;

type PairRequest = { readonly request: string; readonly secret: string; readonly hostKey: string };

export default function Join({
  code: given,
  hostKey,
  paired,
  onDone,
}: {
  readonly code: string;
  /** Key of the host, from the link; the host must prove it. Null: a person types the code. */
  readonly hostKey: string | null;
  readonly paired: StoredDevice | null;
  readonly onDone: (device: StoredDevice) => void;
}) {
  const text = useText();
  const words = useDoorWords();
  const [code, setCode] = useState(given);
  const [name, setName] = useState(() => suggestedDeviceName(words));
  const [request, setRequest] = useState<PairRequest | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSure, setSure] = useState(paired === null);
  const [hasOwner, setHasOwner] = useState(true);
  const isHostsOwn = useIsHostsOwn();
  useEffect(() => {
    void readHostName(location.origin).then(
      (found) => found.ok && setHasOwner(found.value.hasOwner),
    );
  }, []);
  useWaitForApproval(
    request,
    (token, key) => onDone({ token, hostKey: key }),
    (denied) => {
      setRequest(null);
      setTrouble(denialText(text, denied));
    },
  );

  async function ask(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const identity = hostKey === null ? 'same' : await isHostOf(location.origin, hostKey);
    const found =
      identity === 'same' ? await askToPair(location.origin, code.trim(), name.trim()) : null;
    setBusy(false);
    if (identity === 'stranger') return setTrouble(words.pairStranger);
    if (!found) return setTrouble(text.noHost);
    if (!found.ok) return setTrouble(denialText(text, found));
    setRequest({ ...found.value, hostKey: hostKey ?? found.value.hostKey });
  }

  if (request)
    return (
      <PageFrame title={words.pairWaiting} lead={words.pairWaitingHint(name.trim())}>
        <Button onClick={() => setRequest(null)}>{text.cancel}</Button>
      </PageFrame>
    );
  if (!isSure && paired)
    return (
      <PageFrame title={words.alreadyPaired}>
        <Button look="main" onClick={() => onDone(paired)}>
          {words.keepAsIs}
        </Button>
        <Button onClick={() => setSure(true)}>{words.pairAgain}</Button>
      </PageFrame>
    );
  return (
    <PageFrame title={text.pairTitle} lead={hasOwner ? words.pairLead : words.pairNoOwner}>
      <JoinForm
        code={code}
        name={name}
        trouble={trouble}
        isBusy={isBusy}
        onCode={setCode}
        onName={setName}
        onSubmit={() => void ask()}
      />
      {hasOwner && isHostsOwn && <Note tone="info">{words.pairAtTheCounter}</Note>}
    </PageFrame>
  );
}

function JoinForm({
  code,
  name,
  trouble,
  isBusy,
  onCode,
  onName,
  onSubmit,
}: {
  readonly code: string;
  readonly name: string;
  /** The reason why the last request failed. */
  readonly trouble: string | null;
  readonly isBusy: boolean;
  readonly onCode: (code: string) => void;
  readonly onName: (name: string) => void;
  readonly onSubmit: () => void;
}) {
  const words = useDoorWords();
  return (
    <form
      className={style.card}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Field
        label={words.pairCode}
        value={code}
        maxLength={80}
        autoCapitalize="characters"
        spellCheck={false}
        onChange={({ target }) => onCode(target.value)}
      />
      <Field
        label={words.pairName}
        value={name}
        maxLength={80}
        onChange={({ target }) => onName(target.value)}
      />
      <Button
        look="main"
        type="submit"
        disabled={isBusy || code.trim() === '' || name.trim() === ''}
      >
        {words.pairAsk}
      </Button>
      {trouble !== null && <Note tone="bad">{trouble}</Note>}
    </form>
  );
}

const OWN_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether this page is open on the host's own machine, where no other device could make a code;
 * after a backup was restored on a new PC, for example.
 */
function useIsHostsOwn(): boolean {
  const [isOwn, setOwn] = useState(OWN_NAMES.has(location.hostname));
  useEffect(() => {
    void desktopApp()
      ?.machine()
      .then((machine) => setOwn(machine?.is === 'counter'));
  }, []);
  return isOwn;
}

/** Polls until a person at the counter approves or refuses the device. */
function useWaitForApproval(
  request: PairRequest | null,
  onToken: (token: string, hostKey: string) => void,
  onDenied: (denied: CallError) => void,
): void {
  useEffect(() => {
    if (!request) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const look = async (): Promise<void> => {
      const found = await collectToken(location.origin, request.request, request.secret);
      if (!isWanted) return;
      if (found.ok && found.value !== null) return onToken(found.value, request.hostKey);
      // A host out of reach is no refusal: keep polling.
      if (!found.ok && found.code !== 'NO_HOST') return onDenied(found);
      timer = setTimeout(() => void look(), ASK_EVERY_MS);
    };
    void look();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // The callbacks are left out: only another request starts another wait.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [request]);
}
