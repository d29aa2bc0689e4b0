/** Devices and pairing requests, polled by HTTP; a pairing code is valid for five minutes. */
import { useCallback, useEffect, useState } from 'react';
import { listDevices, isLanOpen } from '../../client/api/staff-api';
import type { PairingRequestRow, CallError, DeviceRow } from '../../client/api/staff-api';
import { useConnected } from '../../client/hooks';

const LOOK_EVERY_MS = 2_000;
const ASKING_EVERY_MS = 4_000;

export type DeviceList = {
  /** Null: not known yet. */
  readonly devices: readonly DeviceRow[] | null;
  readonly asking: readonly PairingRequestRow[];
  readonly isOpen: boolean | null;
  readonly denied: CallError | null;
  readonly look: () => void;
};

export function useDevices(): DeviceList {
  const { origin, token } = useConnected();
  const [found, setFound] = useState<Omit<DeviceList, 'look'>>({
    devices: null,
    asking: [],
    isOpen: null,
    denied: null,
  });
  const look = useCallback(async () => {
    const [found, lan] = await Promise.all([listDevices(origin, token), isLanOpen(origin, token)]);
    setFound((old) => ({
      devices: found.ok ? found.value.devices : old.devices,
      asking: found.ok ? found.value.asking : old.asking,
      isOpen: lan.ok ? lan.value : old.isOpen,
      denied: found.ok ? null : found,
    }));
  }, [origin, token]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  return { ...found, look: () => void look() };
}

/** Pairing requests for the count in the navigation rail. */
export function usePairingRequests(): readonly PairingRequestRow[] {
  const { origin, token } = useConnected();
  const [asking, setAsking] = useState<readonly PairingRequestRow[]>([]);
  useEffect(() => {
    let isWanted = true;
    const look = (): void =>
      void listDevices(origin, token).then((found) => {
        if (isWanted && found.ok)
          setAsking((old) =>
            old.length === 0 && found.value.asking.length === 0 ? old : found.value.asking,
          );
      });
    look();
    const timer = setInterval(look, ASKING_EVERY_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [origin, token]);
  return asking;
}
