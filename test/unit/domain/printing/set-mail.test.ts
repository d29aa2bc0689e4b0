/** setMail: where letters beside a fallback or an alert go. */
import { expect, it } from 'vitest';
import { setMailRule } from '../../../../src-main/host/domain/printing/warning-mail';
import { aContext } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';

const settings = {
  host: 'smtp.example.org',
  port: 587,
  security: 'starttls',
  user: 'comanda',
  from: 'comanda@example.org',
  to: ['ana@example.org'],
} as const;

it('setMail asks for nothing: what was set before is replaced', () => {
  expect(setMailRule.needs({ settings: null }, aContext())).toEqual({});
});

table(setMailRule, {}, [
  {
    it: 'sets where letters go, and tells the audit the server alone',
    input: { settings: { ...settings, to: [...settings.to] } },
    reply: {},
    changes: [{ set: 'mailSettings', settings }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'mail',
        name: 'smtp.example.org',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'switches letters off, also when they were off',
    input: { settings: null },
    changes: [{ set: 'mailSettings', settings: null }],
    events: [{ kind: 'restaurant.changed', what: 'mail', name: '', by: 'Ana' }],
  },
]);
