/** A pairing code for one more device, as a QR code, a link and eight letters. */
import { useState } from 'react';
import { inviteDevice } from '../../client/api/staff-api';
import type { CallError, PersonRoleWord } from '../../client/api/staff-api';
import { useConnected, useSession } from '../../client/hooks';
import { Button, Note } from '../../ui/controls/controls';
import { denialText } from '../../ui/i18n/refusal-text';
import { Choices, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import style from './staff.module.css';
import { QrCode } from './qr';
import { ROLES } from './roles';
import { useCrewWords } from './texts';

export function InviteSheet({
  isLanOpen,
  onOpenLan,
  onClose,
}: {
  readonly isLanOpen: boolean;
  /** Null: this role may not open the LAN. */
  readonly onOpenLan: (() => void) | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useCrewWords();
  const { origin, token } = useConnected();
  const { role } = useSession();
  const [invited, setInvited] = useState<{
    readonly code: string;
    readonly links: readonly string[];
  } | null>(null);
  const [denied, setDenied] = useState<CallError | null>(null);
  async function invite(to: PersonRoleWord): Promise<void> {
    const done = await inviteDevice(origin, token, to);
    if (done.ok) setInvited(done.value);
    else setDenied(done);
  }
  // A phone cannot reach the host by the host's loopback name.
  const link =
    invited?.links.find((one) => !/^https?:\/\/(localhost|127\.|\[::1\])/.test(one)) ??
    invited?.links[0] ??
    null;
  return (
    <Sheet title={words.invite} onClose={onClose}>
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
      {!isLanOpen && <Note tone="wait">{words.lanShut}</Note>}
      {!isLanOpen && onOpenLan && <Button onClick={onOpenLan}>{words.openLan}</Button>}
      {invited === null ? (
        <>
          <p>{words.inviteRole}</p>
          <Choices label={words.inviteRole}>
            {ROLES.filter((one) => one !== 'dueño' || role === 'owner').map((one) => (
              <Toggle key={one} isOn={false} onClick={() => void invite(one)}>
                {text.roles[one]}
              </Toggle>
            ))}
          </Choices>
        </>
      ) : (
        <>
          <p>{words.inviteLead}</p>
          {link !== null && (
            <>
              <QrCode words={link} label={words.invite} className={style.qr} />
              <p className={style.link}>{link}</p>
              <p>{words.inviteByHand(new URL(link).origin)}</p>
            </>
          )}
          <p className={style.code}>{invited.code}</p>
        </>
      )}
    </Sheet>
  );
}
