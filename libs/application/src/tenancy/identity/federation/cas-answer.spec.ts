import { describe, expect, it } from 'vitest';
import { parseCasAnswer } from './cas-answer.ts';

const NS = 'http://www.yale.edu/tp/cas';
const answer = (inside: string, ns = NS): string => `<cas:serviceResponse xmlns:cas="${ns}">${inside}</cas:serviceResponse>`;
const success = (inside: string): string => answer(`<cas:authenticationSuccess>${inside}</cas:authenticationSuccess>`);
const read = (xml: string): unknown => {
  const parsed = parseCasAnswer(xml);
  return parsed?.kind === 'success' ? Object.fromEntries(parsed.claims) : parsed;
};

describe('the answer of a CAS server', () => {
  it('names the user and says what is known of them', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${success(`
      <cas:user> 0042 </cas:user>
      <cas:attributes>
        <cas:name>王&amp;李</cas:name><cas:groups>clerks</cas:groups><cas:groups><![CDATA[experts]]></cas:groups><cas:empty/>
      </cas:attributes>`)}`;
    expect(read(xml)).toEqual({ user: ['0042'], name: ['王&李'], groups: ['clerks', 'experts'], empty: [''] });
  });

  it('an attribute called user does not become the user', () => {
    expect(read(success('<cas:user>a</cas:user><cas:attributes><cas:user>b</cas:user></cas:attributes>'))).toEqual({ user: ['a'] });
  });

  it('says why a ticket does not hold', () => {
    expect(read(answer('<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'))).toEqual({
      kind: 'failure',
      code: 'INVALID_TICKET',
    });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no XML', 'yes\n0042'],
    ['a page', '<html><body>login</body></html>'],
    ['another namespace', answer('<cas:authenticationSuccess><cas:user>a</cas:user></cas:authenticationSuccess>', 'urn:other')],
    ['no namespace', '<serviceResponse><authenticationSuccess><user>a</user></authenticationSuccess></serviceResponse>'],
    ['a prefix that is not bound', '<cas:serviceResponse><cas:authenticationSuccess/></cas:serviceResponse>'],
    ['a document type with an entity', `<!DOCTYPE x [<!ENTITY e "0042">]>${success('<cas:user>&e;</cas:user>')}`],
    ['an outside entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${success('<cas:user>a</cas:user>')}`],
    ['an entity that is none', success('<cas:user>&nbsp;</cas:user>')],
    ['a processing instruction', `<?php x?>${success('<cas:user>a</cas:user>')}`],
    ['two users', success('<cas:user>a</cas:user><cas:user>b</cas:user>')],
    [
      'two answers',
      answer(
        '<cas:authenticationSuccess><cas:user>a</cas:user></cas:authenticationSuccess><cas:authenticationSuccess><cas:user>b</cas:user></cas:authenticationSuccess>',
      ),
    ],
    [
      'yes and no',
      answer('<cas:authenticationSuccess><cas:user>a</cas:user></cas:authenticationSuccess><cas:authenticationFailure code="X"/>'),
    ],
    ['no user', success('')],
    ['an empty user', success('<cas:user> </cas:user>')],
    ['a user elsewhere', answer('<cas:user>a</cas:user><cas:authenticationSuccess/>')],
    ['a success within another', answer(`<cas:x>${success('<cas:user>a</cas:user>')}</cas:x>`)],
    ['a broken end', success('<cas:user>a</cas:user>').slice(0, -5)],
    ['something behind', `${success('<cas:user>a</cas:user>')}<x/>`],
    ['endless depth', success('<cas:x>'.repeat(20_000))],
  ])('%s is none', (_, xml) => {
    expect(read(xml)).toBeUndefined();
  });
});
