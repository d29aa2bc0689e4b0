/** The frame of the admin view: the navigation rail with its counts, and the open page. */
import { useEffect, useRef, useState } from 'react';
import { useClient, useClientState, useHost, useSession } from '../../client/hooks';
import { classes } from '../../ui/controls/controls';
import { useHashPath } from '../../ui/navigation/hash-path';
import { LinkWord } from '../../ui/controls/link-band';
import { SetAside } from '../../ui/controls/set-aside';
import { viewsOf, VIEW_PATHS } from '../../ui/navigation/views';
import { usePairingRequests } from '../staff/use-devices';
import style from './admin.module.css';
import { pageAt, pagesOf } from './pages';
import type { PageName } from '../parts/page-names';
import { STEPS } from '../restaurant/setup/steps';
import { useShellWords } from '../parts/admin-texts';
import { useAlarm } from './use-alarm';

/** The open page starts loading together with the frame. */
export function fetchPage(hash: string): void {
  pageAt(hash.replace(/^#/, '') || '/', 'owner')?.part.fetch();
}

export default function House() {
  const words = useShellWords();
  const { role } = useSession();
  const path = useHashPath();
  const name = useHost(({ place }) => place.name);
  const alerts = useHost((host) => host.alerts.filter(({ endedAt }) => endedAt === null).length);
  useAlarm();
  const isCut = useClientState(({ link }) => link !== 'live');
  const asking = usePairingRequests();
  const setUp = useHost(({ place }) => place.setUp);
  // A finished setup leaves the rail at the next visit, so that no row moves under the pointer.
  const [wasOpen] = useState(!setUp.isClosed);
  // Refusals of commands given on these pages appear on the page itself. Refusals from before have
  // no other place.
  const client = useClient();
  const [fromBefore] = useState(() => new Set(client.store.getState().owed.map(({ key }) => key)));
  const page = pageAt(path, role);
  const here = useShown(page?.name);
  if (!page) return null;
  const notes: Partial<Record<PageName, string>> = {
    ...(setUp.isClosed ? {} : { setup: words.stepsDone(setUp.done.length, STEPS.length) }),
    ...(alerts > 0 ? { board: words.alertsOpen(alerts) } : {}),
    ...(asking.length > 0 ? { devices: words.asking(asking.length) } : {}),
  };
  const service = viewsOf(role).find((view) => view !== 'house');
  return (
    <div className={style.frame}>
      <nav className={style.rail} aria-label={words.house}>
        <p className={style.name}>{name}</p>
        <ul>
          {pagesOf(role)
            .filter((one) => one.name !== 'setup' || wasOpen || page.name === 'setup')
            .map((one) => (
              <li key={one.name}>
                <a
                  ref={one.name === page.name ? here : null}
                  href={`#${one.path}`}
                  aria-current={one.name === page.name ? 'page' : undefined}
                  className={classes(style.link, one.name === page.name && style.here)}
                >
                  <span>{words.pages[one.name]}</span>
                  {notes[one.name] !== undefined && (
                    <span className={style.noted}>{notes[one.name]}</span>
                  )}
                </a>
              </li>
            ))}
        </ul>
        <div className={style.foot}>
          <LinkWord />
          {service && (
            <a className={style.link} href={VIEW_PATHS[service]}>
              {words.toService}
            </a>
          )}
        </div>
      </nav>
      <main className={style.page}>
        {isCut && (
          <div className={style.cut} role="alert">
            <strong>{words.cutTitle}</strong>
            <span>{words.cutText}</span>
          </div>
        )}
        <SetAside shows={({ key }) => fromBefore.has(key)} />
        <page.part.Part key={page.name} />
      </main>
    </div>
  );
}

/** On a narrow screen the rail scrolls sideways: scroll the open page into sight. */
function useShown(page: PageName | undefined) {
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const link = here.current;
    const row = link?.closest('ul');
    if (!link || !row) return;
    const [inner, outer] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }, [page]);
  return here;
}
