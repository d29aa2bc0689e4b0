/** Reads a body by the grammar of the order port: one value, no repeated keys, strict UTF-8. */
import { isUtf8 } from 'node:buffer';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { LIMITS } from '../../../../src-shared/base/limits';
import { JsonFramer } from './json-framer';

export type Body = { readonly ok: true; readonly value: unknown } | Refusal;

export function readJson(bytes: Buffer, messageBytes: number = LIMITS.messageBytes): Body {
  const framer = new JsonFramer({ messageBytes, jsonDepth: LIMITS.jsonDepth });
  // The line end terminates a bare number or word.
  const [first, second] = framer.push(Buffer.concat([bytes, Buffer.from('\n')]));
  if (!first || framer.isPartial()) return refuse('MESSAGE_INCOMPLETE');
  if (first.kind === 'broken') return refuse(first.code, first.details);
  if (second)
    return refuse('JSON_BROKEN', {
      position: first.bytes.length,
      reason: 'sobra algo después del valor',
    });
  if (!isUtf8(first.bytes)) return refuse('NOT_UTF8');
  return { ok: true, value: JSON.parse(first.bytes.toString('utf8')) as unknown };
}
