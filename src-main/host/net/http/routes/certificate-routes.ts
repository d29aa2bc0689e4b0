/** Routes of the https certificate. Each change restarts the host. */
import { z } from 'zod';
import { isRefusal } from '../../../../../src-shared/base/errors';
import type { PublicReply } from '../../../../../src-shared/public-api/public-reply';
import type { CertificateFacts, CertificateStore } from '../../auth/certificate';
import type { AccessRoute, AccessTools } from './route-tools';

/** Two PEM files. A chain of certificates has some thousand characters. */
const CertificateBody = z.strictObject({
  certificado: z.string().max(40_000),
  clave: z.string().max(20_000),
});

type CertificateRouteParts = {
  readonly certificate: CertificateStore;
  readonly restart: (why: string) => void;
};

export function certificateStatus(
  { certificate }: CertificateRouteParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'GET',
    path: '/https',
    summary: 'El certificado con que se habla https, si hay uno',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'recordHttps');
      return isRefusal(actor) ? actor : { body: certificateOnWire(certificate.facts()) };
    },
  };
}

export function saveCertificate(
  { certificate, restart }: CertificateRouteParts,
  { ask, actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'PUT',
    path: '/https',
    summary: 'Pone un certificado y su clave (PEM): el servidor cierra y abre hablando solo https',
    open: false,
    body: CertificateBody,
    async answer(asked) {
      const actor = await actorFor(asked, 'recordHttps');
      if (isRefusal(actor)) return actor;
      const { certificado, clave } = CertificateBody.parse(asked.body);
      const saved = certificate.keep(certificado, clave, Date.now());
      if (isRefusal(saved)) return saved;
      const recorded = await ask(
        'recordHttps',
        { names: saved.names.join(', ').slice(0, 500) },
        asked,
      );
      if (!recorded.ok) return recorded;
      restart('Se abre otra vez, hablando https');
      return { body: { status: 'guardado', ...certificateOnWire(saved) } };
    },
  };
}

export function removeCertificate(
  { certificate, restart }: CertificateRouteParts,
  { ask, actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'DELETE',
    path: '/https',
    summary: 'Quita el certificado: el servidor cierra y abre hablando http',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'recordHttps');
      if (isRefusal(actor)) return actor;
      const refused = certificate.drop();
      if (refused) return refused;
      const recorded = await ask('recordHttps', { names: null }, asked);
      if (!recorded.ok) return recorded;
      restart('Se abre otra vez, hablando http');
      return { body: { status: 'quitado' } };
    },
  };
}

function certificateOnWire(facts: CertificateFacts | null): PublicReply {
  if (!facts) return { https: false };
  const { names, until, from } = facts;
  return {
    https: true,
    vale_para: names,
    hasta: new Date(until).toISOString(),
    de_opciones: from === 'options',
  };
}
