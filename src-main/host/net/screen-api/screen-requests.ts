/** Answers the commands and queries of one screen, each once. */
import { currentName } from '../../../../src-shared/commands/former-names';
import { COMMANDS, isOfferedTo } from '../../../../src-shared/commands/registry';
import { ERRORS, isRefusal, messageOf, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { inputError } from '../../../../src-shared/base/input-errors';
import { mayAsk, mayCommand } from '../../../../src-shared/rights/permissions';
import type { RefusalText } from '../../../../src-shared/screen-api/messages';
import type { ScreenMessage } from '../../../../src-shared/screen-api/message-schemas';
import type { Core } from '../../core/core-client';
import type { ReportReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import { answerScreen } from './answer-query';
import { messagesOf } from './message-pieces';
import { isCommand, readQuery } from './read-message';
import type { ScreenLink } from './screen-link';

type CommandMessage = Extract<ScreenMessage, { type: 'command' }>;
type QueryMessage = Extract<ScreenMessage, { type: 'ask' }>;

export type ScreenRequestParts = {
  readonly core: Core;
  readonly past: ReportReader;
  readonly clock: Clock;
  readonly workers: () => number;
  /** Connected screens. */
  readonly screens: () => number;
};

/** All methods reject with CoreGone if the core is gone. */
export class ScreenRequests {
  readonly #link: ScreenLink;
  readonly #parts: ScreenRequestParts;

  constructor(link: ScreenLink, parts: ScreenRequestParts) {
    this.#link = link;
    this.#parts = parts;
  }

  async command({ key, name: givenName, input, age }: CommandMessage): Promise<void> {
    // A page that was loaded before an update still uses the former names of commands.
    const name = currentName(givenName);
    const rightsChange = this.#link.rightsChange();
    if (rightsChange) await rightsChange;
    if (this.#link.isClosed()) return;
    const { actor } = this.#link.holder();
    if (!actor) return this.refuse(key, refuse('PIN_NEEDED'));
    if (!isCommand(name)) return this.refuse(key, refuse('COMMAND_UNKNOWN', { name }));
    // Checked before the input, so that errors in the input reveal nothing without the right.
    const reach = isOfferedTo(name, 'screen') ? mayCommand(actor, name) : refuse('NOT_ALLOWED');
    if (typeof reach !== 'string') return this.refuse(key, reach);
    const parsed = COMMANDS[name].input.safeParse(input, { reportInput: true });
    if (!parsed.success) return this.refuse(key, inputError(parsed.error));
    const done = await this.#parts.core.execute(name, parsed.data, actor, key, age);
    if (!done.ok) return this.refuse(key, done);
    const { reply, repeated, tickets } = done;
    this.#link.send({ type: 'receipt', key, ok: true, reply, repeated, tickets });
  }

  /** Sends the receipt of a refused command. A stale edit gets the order as it is now. */
  async refuse(key: string, refusal: Refusal): Promise<void> {
    const number = refusal.code === 'EDIT_STALE' ? Number(refusal.details.order) : null;
    const { actor } = this.#link.holder();
    const order =
      number === null || !actor
        ? null
        : await this.#parts.core.askFor({ name: 'order', of: { number } }, actor);
    const actual = order === null || isRefusal(order) ? null : order;
    this.#link.send({ type: 'receipt', key, ok: false, error: inWords(refusal), actual });
  }

  async query({ id, query }: QueryMessage): Promise<void> {
    const refused = (refusal: Refusal): void =>
      this.#link.send({ type: 'answer', id, ok: false, answer: inWords(refusal) });
    const rightsChange = this.#link.rightsChange();
    if (rightsChange) await rightsChange;
    const { actor } = this.#link.holder();
    if (!actor) return refused(refuse('PIN_NEEDED'));
    const reach = mayAsk(actor, query.name);
    if (typeof reach !== 'string') return refused(reach);
    const parsed = readQuery(query);
    if (!parsed) return refused(refuse('NOT_A_REQUEST'));
    const answer = await answerScreen(parsed, { actor, ...this.#parts });
    if (!answer.ok) return refused(answer);
    // `text` is JSON already and is not parsed again.
    const { text, page } = answer;
    const end = page ? `,"total":${page.total},"next":${page.next}` : '';
    this.#link.write(messagesOf(`{"type":"answer","id":${id},"ok":true,"answer":${text}${end}}`));
  }
}

function inWords(refusal: Refusal): RefusalText {
  const { code, details } = refusal;
  const { publicCode: codigo, retryable } = ERRORS[code];
  return { code, codigo, message: messageOf(refusal), retryable, details };
}
