import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Assigned, type Assignment, assignOwner } from '../../src/app/assign-owner.ts';
import { reviewView } from '../../src/app/review.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { checked } from '../support/checked.ts';
import { aude, carl, ed, eve, mia, small, type World, zed } from '../support/world.ts';
import { dayOf, lines, reviewing, wait } from './review-world.ts';

const subject = 'control:mfa';

describe('giving somebody something to see to', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
    await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0, Dlp: 10 });
  });
  afterEach(() => w.end());

  const assign = (fields: Partial<Assignment> = {}): Promise<Assigned> =>
    assignOwner(w.ports, { subject, ownerId: ed.id, pressedBy: mia.id, ...fields });
  const done = async (fields: Partial<Assignment> = {}) => {
    const assigned = await assign(fields);
    assert.ok(assigned.ok, JSON.stringify(assigned));
    return assigned;
  };
  const refused = async (fields: Partial<Assignment> = {}) => {
    const before = await w.store.head();
    const assigned = await assign(fields);
    assert.ok(!assigned.ok, 'let through');
    assert.deepEqual(await w.store.head(), before, 'a refusal leaves nothing on record');
    assert.equal(await w.store.nextDue(), undefined);
    return assigned.why;
  };
  const owners = async (...subjects: readonly string[]) =>
    [...(await w.store.owners(subjects)).values()].map((one) => `${one.subject} ${one.personId}`);
  const line = async () => {
    const { seq } = await w.store.head();
    return w.store.line(seq);
  };
  const alert = (fields: Partial<Alert> = {}): Alert => ({
    id: '2026-11-20',
    raisedAt: '2026-11-20T09:00:00.000Z',
    from: '2026-11-16',
    to: '2026-11-20',
    causes: [{ kind: 'control', key: 'mfa', points: 10, clearedOn: null }],
    quiet: false,
    clearedAt: null,
    ...fields,
  });
  const raise = (fields: Partial<Alert> = {}) =>
    checked(w.store, { day: '2026-11-20', alerts: [alert(fields)] });

  it('is on record with who gave it, by what right, and to whom', async () => {
    await done();
    const { event, by, role, roleFrom, set, acceptanceId, policy } = (await line()) ?? {};
    assert.deepEqual(
      { event, by, role, roleFrom, set, acceptanceId, policy },
      {
        event: 'ownerAssigned',
        by: mia.id,
        role: 'itManager',
        roleFrom: 'group:itManager',
        set: { subjects: [subject], ownerId: ed.id },
        acceptanceId: '',
        policy: 1,
      },
    );
    assert.deepEqual((await w.store.owners([subject])).get(subject), {
      subject,
      personId: ed.id,
      byId: mia.id,
      at: '2026-11-23T10:00:00.000Z',
    });
    assert.equal((await lines(w))[0]?.owner, 'Ed');
    assert.equal(w.wake.callCount, 1);
  });

  it('leaves a register that verifies', async () => {
    await done();
    await raise();
    await done({ subject: 'alert:2026-11-20' });
    await w.propose({}, eve, { controlId: small.id });
    const { misfit, lines: count } = await verifyRegister(w.ports);
    assert.deepEqual([misfit, count], [undefined, 3]);
  });

  it('is for engineers, IT managers and CISOs', async () => {
    for (const who of [eve, mia, carl]) await done({ pressedBy: who.id });
    await w.settle();
    for (const who of [aude, zed])
      assert.equal(await refused({ pressedBy: who.id }), 'notYou', who.name);
  });

  it('asks the directory now who presses, and refuses without an answer', async () => {
    assert.equal(await refused({ pressedBy: 'nobody' }), 'stranger');
    w.entra.state.silent = true;
    assert.equal(await refused(), 'unreachable');
    w.entra.state.silent = false;
    w.entra.directory.person.resetHistory();
    await done();
    assert.deepEqual(w.entra.directory.person.args, [[mia.id]]);
  });

  it('is logged where it is refused', async () => {
    await assign({ pressedBy: zed.id });
    assert.deepEqual(w.log.info.args, [
      ['refused', { event: 'ownerAssigned', refusal: 'notYou', person: zed.id }],
    ]);
  });

  it('takes nobody whom the directory does not know, or who has no part here any more', async () => {
    assert.equal(await refused({ ownerId: 'nobody' }), 'unknownOwner');
    const { directory } = w.ports;
    for (const [answer, why] of [
      [{ ok: false, why: 'unreachable' }, 'unreachable'],
      [{ ok: true, person: ed, barred: true }, 'barredOwner'],
    ] as const) {
      const ports = { ...w.ports, directory: { ...directory, recent: async () => answer } };
      const assigned = await assignOwner(ports, { subject, ownerId: ed.id, pressedBy: mia.id });
      assert.equal(assigned.ok || assigned.why, why);
    }
    assert.deepEqual(await owners(subject), []);
  });

  it('takes anybody else, without a role as well', async () => {
    await done({ ownerId: zed.id });
    assert.equal((await lines(w))[0]?.owner, 'Zed');
  });

  it('knows an owner as the directory spells them', async () => {
    w.entra.known.set('ED', ed);
    await done({ ownerId: 'ED' });
    assert.deepEqual(await owners(subject), [`${subject} ${ed.id}`]);
  });

  describe('of something that', () => {
    it('is not there', async () => {
      for (const forged of [
        '',
        ':',
        'control:',
        'control:nonsense',
        'alert:2026-11-21',
        'alert:',
        'RA-2026-0001',
        'review:2026-W48',
        "RA-2026-0001' or 1=1",
        'mfa',
      ])
        assert.equal(await refused({ subject: forged }), 'noSubject', forged);
    });

    it('is a recommendation, in any spelling', async () => {
      const assigned = await done({ subject: 'control:MFA' });
      assert.equal(assigned.subject.subject, subject);
      assert.deepEqual(await owners(subject, 'control:MFA'), [`${subject} ${ed.id}`]);
    });

    it('is an acceptance', async () => {
      const { id } = await w.propose({}, eve, { controlId: small.id });
      wait(w, 2);
      await done({ subject: id });
      const [waiting] = (await lines(w)).filter((one) => one.kind === 'stuck');
      assert.deepEqual([waiting?.acceptanceId, waiting?.owner], [id, 'Ed']);
    });

    it('is an alert: then of what it is about as well', async () => {
      await raise({
        causes: [
          { kind: 'control', key: 'mfa', points: 10, clearedOn: null },
          { kind: 'drop', percent: 80, fell: { dlp: 10, mfa: 10 }, clearedOn: null },
          { kind: 'control', key: 'audit', points: 10, clearedOn: '2026-11-21' },
          { kind: 'baseline', baseline: 80, clearedOn: null },
        ],
      });
      await done({ subject: 'alert:2026-11-20' });
      const subjects = ['alert:2026-11-20', 'control:mfa', 'control:dlp'];
      assert.deepEqual((await line())?.set, { subjects, ownerId: ed.id });
      assert.deepEqual(
        (await owners(...subjects, 'control:audit')).toSorted(),
        subjects.map((one) => `${one} ${ed.id}`).toSorted(),
      );
      assert.equal((await lines(w))[0]?.owner, 'Ed');
    });

    it('is over, or was never shown', async () => {
      await raise({ quiet: true });
      assert.equal(await refused({ subject: 'alert:2026-11-20' }), 'noSubject');
      await raise({ clearedAt: '2026-11-21T09:00:00.000Z' });
      assert.equal(await refused({ subject: 'alert:2026-11-20' }), 'noSubject');
    });
  });

  describe('again', () => {
    it('to the same person changes nothing, and is answered as done', async () => {
      await done();
      await w.settle();
      const before = await w.store.head();
      const assigned = await done({ pressedBy: carl.id });
      assert.equal(assigned.owner.id, ed.id);
      assert.deepEqual(await w.store.head(), before);
      assert.equal(await w.store.nextDue(), undefined);
    });

    it('to the same person at the same instant is kept once, as by the first', async () => {
      const { seq } = await w.store.head();
      const all = await Promise.all([mia, carl, eve].map(({ id }) => done({ pressedBy: id })));
      assert.ok(all.every(({ owner }) => owner.id === ed.id));
      assert.equal((await w.store.head()).seq, seq + 1);
      assert.equal((await w.store.owners([subject])).get(subject)?.byId, (await line())?.by);
    });

    it('to the same person looks at that alone', async () => {
      const { id } = await w.propose({}, eve, { controlId: small.id });
      wait(w, 2);
      for (const one of [subject, id]) await done({ subject: one });
      const lives: (readonly string[])[] = [];
      const store: World['store'] = {
        ...w.store,
        lives: (keys) => {
          lives.push(keys);
          return w.store.lives(keys);
        },
        list: (filter) => {
          assert.notDeepEqual(filter, {}, 'the whole register is read');
          return w.store.list(filter);
        },
      };
      const before = await w.store.head();
      for (const one of [subject, id]) {
        const again = { subject: one, ownerId: ed.id, pressedBy: carl.id };
        assert.ok((await assignOwner({ ...w.ports, store }, again)).ok);
      }
      assert.deepEqual(await w.store.head(), before);
      assert.deepEqual(lives, [['mfa']]);
    });

    it('to another person makes them the owner', async () => {
      await done();
      await done({ ownerId: carl.id });
      assert.deepEqual(await owners(subject), [`${subject} ${carl.id}`]);
    });

    it('to the same person counts anew for what has come up since', async () => {
      await done();
      await dayOf(w, '2026-11-24', { Mfa: 10 });
      wait(w, 7);
      await dayOf(w, '2026-11-29', { Mfa: 0 });
      assert.equal((await lines(w))[0]?.owner, undefined);
      await done();
      assert.equal((await lines(w))[0]?.owner, 'Ed');
    });

    it('of an alert counts where one of its recommendations is somebody else’s by now', async () => {
      await raise();
      await done({ subject: 'alert:2026-11-20' });
      await done({ ownerId: carl.id });
      await done({ subject: 'alert:2026-11-20' });
      assert.deepEqual(await owners(subject), [`${subject} ${ed.id}`]);
    });
  });

  describe('asks for', () => {
    const asked = async (): Promise<readonly string[]> =>
      (await w.db.selectFrom('outbox').select('key').orderBy('key').execute()).map(
        ({ key }) => key,
      );

    it('the review of the week, and a line to the owner', async () => {
      await done();
      assert.deepEqual(await asked(), ['owner:control:mfa:ed', 'reviewCard:2026-W48']);
    });

    it('the alert where it is one', async () => {
      await raise();
      await done({ subject: 'alert:2026-11-20' });
      assert.deepEqual(await asked(), [
        'alert:2026-11-20',
        'owner:alert:2026-11-20:ed',
        'reviewCard:2026-W48',
      ]);
    });

    it('no line to whoever took it themselves', async () => {
      await done({ ownerId: mia.id });
      assert.deepEqual(await asked(), ['reviewCard:2026-W48']);
      assert.equal((await reviewView(w.ports)).lines[0]?.owner, 'Mia');
    });
  });
});
