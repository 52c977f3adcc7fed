import assert from 'node:assert/strict';
import { only, type ProposalForm, readProposal } from '../../src/domain/proposal.ts';
import { form, proposal } from './examples.ts';

const today = '2026-11-23';
const read = (fields: Partial<ProposalForm>) => readProposal(form(fields), today);
const complaints = (fields: Partial<ProposalForm>) => {
  const answer = read(fields);
  return answer.ok ? {} : answer.complaints;
};
const evidence = (typed: string) => complaints({ evidence: typed })['evidence'];
const links = (typed: string) => {
  const answer = read({ evidence: typed });
  return answer.ok ? answer.proposal.evidence : answer.complaints;
};
const link = 'https://contoso.example/proof';
const digest = 'Ab'.repeat(32);

describe('a proposal form', () => {
  it('becomes a proposal, its texts tidy and what was left open null', () => {
    const typed = form({ compensatingControls: ' one\r\ntwo ', reviewOn: ' ', riskOwnerId: ' ' });
    assert.deepEqual(readProposal(typed, today), {
      ok: true,
      proposal: proposal({ compensatingControls: 'one\ntwo' }),
    });
  });

  it('keeps date, owner and evidence where they are given', () => {
    const answer = read({
      reviewOn: ' 2027-01-31 ',
      riskOwnerId: ' zed ',
      evidence: link,
      residualRisk: 'High',
    });
    assert.deepEqual(answer, {
      ok: true,
      proposal: proposal({
        reviewOn: '2027-01-31',
        riskOwnerId: 'zed',
        evidence: [{ url: link, sha256: '' }],
        residualRisk: 'High',
      }),
    });
  });

  it('gets a sentence for every field that is wrong, all at once', () => {
    const wrong = form({
      treatment: '',
      scope: '',
      riskDescription: '',
      justification: 'too short',
      compensatingControls: 'a\u0000b',
      residualRisk: '',
      reviewOn: today,
      evidence: 'http://x.example',
    });
    assert.deepEqual(readProposal(wrong, today), {
      ok: false,
      complaints: {
        treatment: 'Please choose a treatment.',
        scope: 'Please choose the scope.',
        riskDescription: 'Please give a risk description: an auditor will read it.',
        justification: 'Too short: at least 20 characters, so that an auditor understands it.',
        compensatingControls:
          'It holds characters that cannot be shown. They were taken out: look it over and send it again.',
        residualRisk: 'Please choose the residual risk.',
        reviewOn: 'The review date must be after today, 23 Nov 2026.',
        evidence: 'Only https links, one a line: http://x.example',
      },
    });
  });

  it('names the justification where it is missing', () => {
    assert.deepEqual(complaints({ justification: 'N/A' }), {
      justification: 'Please give a business justification: an auditor will read it.',
    });
  });

  it('knows the treatments, scopes and levels, and takes nothing else', () => {
    for (const treatment of ['thirdParty', 'alternateMitigation'])
      assert.deepEqual(complaints({ treatment, evidence: link }), {});
    for (const treatment of ['RiskAccepted', 'toString'])
      assert.deepEqual(Object.keys(complaints({ treatment, evidence: link })), ['treatment']);
    for (const scope of ['Partial', 'Tenant'])
      assert.deepEqual(Object.keys(complaints({ scope })), ['scope']);
    for (const residualRisk of ['high', 'Critical'])
      assert.deepEqual(Object.keys(complaints({ residualRisk })), ['residualRisk']);
  });

  it('says in words which users or devices it is for, where it is not for the whole tenant', () => {
    assert.deepEqual(complaints({ scope: 'partial', scopeDetail: 'The shop floor tablets' }), {});
    for (const scopeDetail of ['', ' n/a '])
      assert.deepEqual(complaints({ scope: 'partial', scopeDetail }), {
        scopeDetail: 'Please give the users or devices it is for.',
      });
    assert.deepEqual(Object.keys(complaints({ scopeDetail: 'Ten tablets' })), ['scopeDetail']);
  });

  it('asks for evidence where the treatment raises the score on our word', () => {
    for (const treatment of ['thirdParty', 'alternateMitigation'])
      assert.deepEqual(Object.keys(complaints({ treatment })), ['evidence']);
  });

  it('allows half the time where the residual risk is High', () => {
    assert.deepEqual(complaints({ reviewOn: '2027-11-23' }), {});
    assert.deepEqual(complaints({ reviewOn: '2027-11-23', residualRisk: 'High' }), {
      reviewOn: 'At most 6 months ahead for a High residual risk: 23 May 2027.',
    });
  });

  it('keeps Markdown and HTML as text', () => {
    const riskDescription = '<b>Anyone</b> can **share** [files](https://x.example).';
    const answer = read({ riskDescription });
    assert.equal(answer.ok && answer.proposal.riskDescription, riskDescription);
  });
});

describe('the evidence', () => {
  it('is one https link a line, each with an optional SHA-256', () => {
    assert.deepEqual(links(`  ${link} ${digest}\r\n\r\nHTTPS://contoso.example/2\n`), [
      { url: link, sha256: 'ab'.repeat(32) },
      { url: 'HTTPS://contoso.example/2', sha256: '' },
    ]);
    assert.deepEqual(links(''), []);
  });

  for (const wrong of [
    'http://contoso.example/proof',
    'javascript:alert(1)',
    'contoso.example/proof',
    'https://',
    'https://contoso.example/<script>',
    'https://contoso.example/"x',
    'https://contoso.example\\proof',
    'https://contoso.example/\u202egnp.exe',
    'https://contoso.example/\u0000',
    'https://[contoso',
    'see https://contoso.example',
  ])
    it(`is not ${JSON.stringify(wrong)}`, () => {
      assert.equal(evidence(wrong), `Only https links, one a line: ${wrong.split(' ')[0] ?? ''}`);
    });

  it('has links of at most 300 characters', () => {
    const long = (length: number) => link.padEnd(length, 'x');
    assert.equal(evidence(long(300)), undefined);
    assert.equal(evidence(long(301)), 'A link may have at most 300 characters.');
  });

  it('has at most 5 links', () => {
    const many = (count: number) => Array.from({ length: count }, () => link).join('\n');
    assert.equal(evidence(many(5)), undefined);
    assert.equal(evidence(many(6)), 'At most 5 links, one a line.');
  });

  for (const wrong of [digest.slice(1), `${digest}0`, digest.replace('A', 'g'), `${digest} more`])
    it(`has no digest like …${wrong.slice(-8)} (${String(wrong.length)})`, () => {
      assert.equal(
        evidence(`${link} ${wrong}`),
        'Behind a link only its SHA-256 may stand: 64 hexadecimal digits.',
      );
    });

  it('quotes 60 characters of what is no link', () => {
    assert.equal(evidence('x'.repeat(90)), `Only https links, one a line: ${'x'.repeat(60)}`);
  });

  it('is a must where the treatment raises the score on our word', () => {
    assert.deepEqual(complaints({ treatment: 'thirdParty', evidence: ' \n ' }), {
      evidence:
        'This treatment raises the score on our word: give at least one https link to the evidence.',
    });
  });
});

describe('complaints', () => {
  it('are only those that there are', () => {
    assert.deepEqual(only({ a: undefined, b: 'Wrong.' }), { b: 'Wrong.' });
  });
});
