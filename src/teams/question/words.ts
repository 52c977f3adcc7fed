import type { PhraseTable } from './phrase-index.ts';

/**
 * What a word of a question stands for. `thing`: what it is asked of. `aux`: asks where a sentence begins with it.
 * `propose`: any step of a proposal that is no approval. `summary`, `status`: a question where no other is asked.
 * `skip`, `polite`: nothing. `when`, `area`: a span of time, a part of Secure Score.
 */
export type Mark =
  | 'accept'
  | 'all'
  | 'approvals'
  | 'approve'
  | 'area'
  | 'asking'
  | 'aux'
  | 'change'
  | 'count'
  | 'decide'
  | 'deputy'
  | 'down'
  | 'expire'
  | 'fall'
  | 'it'
  | 'late'
  | 'me'
  | 'mine'
  | 'need'
  | 'new'
  | 'owner'
  | 'propose'
  | 'polite'
  | 'review'
  | 'rise'
  | 'score'
  | 'skip'
  | 'status'
  | 'summary'
  | 'thing'
  | 'trend'
  | 'undecided'
  | 'up'
  | 'wait'
  | 'when'
  | 'who'
  | 'why'
  | 'without';

/**
 * The words of the questions. A phrasing that nobody thought of is one more here; the longest that fits counts.
 * With `thing`, a word is a question by itself: "regressions", but not "it broke".
 */
export const vocabulary: PhraseTable<readonly Mark[]> = [
  [
    ['fall', 'thing'],
    `regression, regressions, regress, regresses, regressed, regressing, drops, losses, setback, setbacks, declines,
    degradation, degradations, deterioration, lost points, points lost`,
  ],
  [
    ['fall'],
    `fell, fall, falls, fallen, falling, fell back, fallen back, drop, dropped, dropping, decline, declined, declining,
    degrade, degraded, degrading, deteriorate, deteriorated, worsen, worsened, worsening, worse, get worse, gets worse,
    got worse, gotten worse, getting worse, gone worse, became worse, go down, goes down, going down, gone down,
    went down, came down, went backwards, going backwards, went south, go wrong, going wrong, gone wrong, went wrong,
    lose, loses, losing, lost, loss, cost, costs, break, breaks, breaking, broke, broken, decrease, decreased,
    decreasing, slip, slipped, slipping, sank, sunk, dip, dipped, shrank, weakened, reopened, reverted, undone, downgraded,
    no longer complete, no longer completed`,
  ],
  [
    ['fall', 'asking'],
    `is everything ok, is everything okay, is everything fine, is everything good, is everything alright,
    is everything all right, is everything in order, is everything green, is everything still ok, is everything still fine,
    is everything still green, is all ok, is all well, is all fine, everything ok, everything okay, everything fine,
    are we still ok, are we still okay, are we still fine, are we still good, are we still green, are we still safe,
    still green`,
  ],
  [
    ['rise', 'thing'],
    'improvement, improvements, improved, gains, completions, fixes, wins, achievements, points gained, points won',
  ],
  [
    ['rise'],
    `improve, improves, improving, better, get better, gets better, got better, gotten better, getting better,
    go up, goes up, going up, gone up, went up, move up, moved up, rise, rises, rising, rose, risen, gain, gained, gaining,
    win, won, increase, increases, increased, increasing, fix, fixed, fixing, complete, completed, completing, resolve,
    resolved, solve, solved, remediate, remediated, close, closed, implement, implemented, achieve, achieved, recover,
    recovered, recovering, raise, raised, progress, strengthened, hardened, get done, got done, go well, gone well, went well`,
  ],
  [['down'], 'down'],
  [['up'], 'up'],
  [
    ['new'],
    `new, newly, add, added, adding, additional, additions, appear, appears, appeared, introduce, introduced, arrive,
    arrived, come in, comes in, coming in, came in, come along, came along, show up, showed up, shown up, turn up, turned up,
    enter, entered, enter scope, entered scope, came into scope, released, published`,
  ],
  [
    ['score', 'thing'],
    `score, scores, secure score, microsoft secure score, security score, my score, my secure score, posture,
    security posture, percentage, percent, standing, baseline, target, achievable, our numbers`,
  ],
  [
    ['score', 'asking'],
    `how close are we, how close, how are we doing, how we are doing, how well are we doing, how did we do, how are we, how are things, how do we look,
    how are we looking, how do things look, how secure are we, how healthy are we, how far are we, how high, how good,
    how bad, how low, are we ok, are we okay, are we fine, are we safe, are we green, how much is accepted, how much is planned, can we reach, where are we, where we are, where do we stand,
    where we stand, how do we stand, how we stand, score status, status of the score, state of the score`,
  ],
  [
    ['trend', 'thing'],
    `trend, trends, trending, trendline, develop, developed, developing, development, history, chart, charts, graph, graphs,
    curve, plot, timeline, over time, evolve, evolved, evolving, evolution, course, progression, trajectory`,
  ],
  [
    ['change'],
    `change, changes, changed, changing, move, moved, movement, compare, compares, compared, comparison, happen, happens,
    happened, happening, different, differs, difference, differences, go on, goes on, going on, goin on, gone on, went on,
    leave scope, leaves scope, left scope, left the scope, out of scope, remove, removed, removes, retire, retired, retires,
    deprecated, discontinued, disappear, disappeared, no longer recommended, no longer there,
    no longer in scope, no longer measured`,
  ],
  [
    ['change', 'asking'],
    `what did i miss, what have i missed, what i missed, did i miss anything, did i miss something,
    have i missed anything, have i missed something, anything i missed, catch me up, fill me in, brief me,
    bring me up to speed, bring me up to date`,
  ],
  [
    ['summary', 'thing'],
    `summary, overview, recap, digest, briefing, news, an update, any update, any updates, summary of, overview of`,
  ],
  [['status'], 'status'],
  [['late', 'thing'], 'overdue'],
  [
    ['late'],
    `late, too late, run late, running late, past due, past its date, past their date, past review, past the review date,
    past its review date, past their review date, lapsed, expired, have expired, has expired, ran out, behind schedule,
    out of date, delayed, miss, missed, should have been reviewed`,
  ],
  [['expire', 'thing'], 'due, expiring, expiries, renewals, next review, next reviews'],
  [
    ['expire'],
    `expire, expires, expiry, expiration, will expire, about to expire, going to expire, due soon, fall due, falls due,
    come due, comes due, coming due, due for review, due for renewal, run out, runs out, running out, end, ends, ending,
    lapse, lapses, up for review, come up for review, comes up for review, coming up for review, for review, to review,
    up for renewal, come up for renewal, need review, needs review, need a review, needs a review, need reviewing,
    to be reviewed, to renew, to be renewed, need renewal, need renewing, review date, review dates, reach their review date,
    upcoming, come up, comes up, coming up`,
  ],
  [
    ['accept', 'thing'],
    `acceptance, acceptances, risk acceptance, risk acceptances, accepted risk, accepted risks, risk accepted, exception,
    exceptions, exemption, exemptions, waiver, waivers`,
  ],
  [['accept'], 'accept, accepts, accepted, accepting, waive, waived, exempt, exempted, took on'],
  [
    ['approve'],
    `approve, approves, approved, approving, sign off, sign off on, signed off, signed off on, signoff,
    authorise, authorised, authorize, authorized, okayed, agree, agreed, agree to, agreed to, grant, granted, allow, allowed`,
  ],
  [['approve', 'approvals'], 'approval, approvals'],
  [['approve', 'asking'], 'decided what, decided on what, what was decided, what got decided'],
  [
    ['deputy'],
    `deputy, deputies, as deputy, as a deputy, by deputy, by a deputy, by deputies, through a deputy, on behalf of someone,
    on behalf of somebody, on behalf of the ciso, on behalf of others, while the ciso was away, while the ciso is away,
    while the it manager was away, while somebody was away, while someone was away, in the ciso is absence`,
  ],
  [['decide'], 'decide, decides, decided, deciding, decision, decisions'],
  [
    ['propose'],
    `reject, rejects, rejected, rejection, endorse, endorsed, propose, proposed, proposal, proposals, request, requests,
    requested, submit, submitted, revoke, revoked, withdrew, withdrawn`,
  ],
  [['review', 'thing'], 'reviews'],
  [['review'], 'review, reviewed, reviewing'],
  [
    ['undecided', 'thing'],
    `undecided, unowned, unassigned, unhandled, untouched, orphaned, unaddressed, unplanned, unclaimed, ownerless,
    done nothing, open decision, open decisions, pending decisions, left to decide, still to decide, yet to decide, to be decided`,
  ],
  [
    ['without'],
    'without, no, no one, noone, nobody, none, lack, lacks, lacking, missing, not, never',
  ],
  [
    ['owner'],
    `owner, owners, own, owns, owned, assignee, assigned, look after, looks after, looking after, looked after, care,
    cares, take care of, takes care of, taking care of, taken care of, handle, handles, handling, handled, work on, works on,
    working on, responsible, in charge, plan, plans, planned, picked up, dealt with, dealing with`,
  ],
  [
    ['need'],
    'need, needs, needed, must, should, have to, has to, got to, supposed to, required, you need, do you need',
  ],
  [
    ['wait'],
    `wait, waits, waiting, wait for, waits for, waiting for, wait on, waits on, waiting on, await, awaits, awaiting, pending,
    block, blocks, blocked, blocking, hold up, holding up, stuck, depend, depends, depending`,
  ],
  [
    ['mine'],
    `my queue, my task, my tasks, my task list, my todo, my todos, my to do, my to dos, my todo list, my to do list, my inbox,
    my list, my plate, my desk, my turn, my approvals, my pending approvals, my reviews, my decisions, my actions,
    my action items, my open items, my items, my work, todo, todos, to do list, todo list, left to do, assigned to me,
    anything for me, something for me, open for me, new for me, left for me, due for me, to do for me, up to me,
    what is there for me, what is mine, what should i do, what should i do next, what do i do next, pending approvals,
    what is pending, what is waiting, anything pending, anything waiting`,
  ],
  [['me'], 'me, i, my, mine, myself'],
  [['who'], 'who, whom, whose, anyone, anybody, someone, somebody'],
  [['why'], 'why, how come, reason, reasons, cause, causes, caused, because, explain'],
  [
    ['asking'],
    `what, which, any, anything, something, everything, how, where, show, show me, list, display, see,
    tell me, give me, let me know, let me see, find, find out, check, remind me, summarise, summarize, are there,
    is there, i want to know, i want to see, i would like to know, i would like to see, i was wondering, may i see, can i see,
    can i have, can i get, could i see, could i have, ?`,
  ],
  [['asking', 'count'], 'how many, how much'],
  [['count'], 'in total, in all'],
  [['asking', 'me'], 'do i, am i, have i, should i, must i'],
  [
    ['aux'],
    `is, are, was, were, be, been, being, am, do, does, did, doing, done, has, have, had, having, can, could, will, would,
    shall, may, might, get, got, getting, going, make, made`,
  ],
  [['it'], 'it'],
  [['all'], 'all'],
  [
    ['thing'],
    `recommendation, recommendations, control, controls, setting, settings, item, items, thing, things, risk, risks, gap, gaps,
    weakness, weaknesses, finding, findings, entry, entries, point, points, issue, issues, action, actions, measure, measures,
    improvement action, improvement actions, configuration, security, stuff`,
  ],
  [
    ['polite'],
    `please, pls, plz, hey, hi, hello, hallo, dear, bot, scorekeeper, thanks, thank you, thx, cheers, ok, okay, well, so, and,
    also, btw, by the way, quick, quick question, question, excuse me, sorry, morning, good morning, good afternoon,
    good evening, guys, team, folks, everyone, again, then, just, help me, any idea, can you, could you, would you, will you,
    can someone, could someone, can anyone, could anyone, can anybody, could anybody, does anyone know, does anybody know,
    do you know, do we know, do we have, have we got, can we see, could we see, can we get, could we get`,
  ],
  [
    ['skip'],
    `a, an, the, of, in, on, for, to, from, with, by, about, at, as, into, regarding, concerning, across, within, between, over,
    under, above, below, against, versus, vs, we, us, our, they, their, them, there, here, that, this, these, those, its, or,
    but, else, if, whether, still, yet, already, now, currently, current, right now, at the moment, today s, so far,
    until now, to date, soon, lately, latest, most recent, newest, ever, even, much, many, more, most, some, lot, lots, few,
    big, biggest, worst, top, total, overall, open, such, same, far, away, away from, distance, short of, keep, off, went, come,
    came, comes, look, looks, looking, like, way, one, ones, level, state, value, values, number, numbers, time, idea,
    tenant, organisation, organization, company, environment, microsoft, ms, microsoft 365, office 365, office, m365,
    o365, 365, cloud, portal, register, record, area, areas, category, categories, side, part, product, products, service,
    services, workload, workloads`,
  ],
];

/** Common words that are one letter away from ours and mean something else: left as they are. */
export const others = `alone along bear book boss call card case cast clock code coming core date dead deal dear deep ease
  east event face fact fail fake fast feel felt file fire fold game hear help here hide hold hook host job kind know
  life light live main man map mask mile mind name near nest nice nose note pack page paint party pass paste place play
  pose post price rare real rest role room rule rust sale save sell send shape share ship shop sing smart sold sort stale
  star stay store talk tell test text token tool train use used user verb very wall want wear whole wide wise wish word
  world write your when who
  foo waf wan wap war way hot hop hub fax fog fox toe tee net new
  ada amy apt arp ast aws cot dad dpi emm esp fir idp imp isn ist med mod nay ned nis otp pap par pso sop spe sta tap tis tow`;
