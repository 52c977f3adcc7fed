import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Shelf } from '../app/shelf.ts';
import type { FaultKind, PortalControl, SandboxState, SetStatus } from './api.ts';
import { factOf } from './catalogue.ts';
import { upnOf } from './tenant-directory.ts';
import { createFaults, type Faults } from './tenant-faults.ts';
import { askOf, faultAnswers, router, send, type Route } from './tenant-http.ts';
import { failure, type Answer, type Ask } from './tenant-odata.ts';
import { readPatch } from './tenant-patch.ts';
import { checkMemberGroups, getGroup, getUser, listMembers } from './tenant-people.ts';
import * as security from './tenant-security.ts';
import { openWorld, portalControl, type World } from './tenant-world.ts';

export interface TenantOptions extends Partial<security.Manners> {
  readonly shelf: Shelf;
  /** The sandbox's clock. It may stand anywhere, and be moved. */
  readonly now: () => Date;
  /** The address of the tenant's root, for absolute links. */
  readonly publicRoot: string;
}

/** A simulated Microsoft 365 tenant that lives on as the clock moves, behind Graph's HTTP interface. */
export interface Tenant {
  /** Answers a request to Graph; `path` is what follows the root, with the query. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>;
  /** What an administrator does in the portal, device controls included; false for an unknown control. */
  readonly setByHand: (change: SetStatus) => Promise<boolean>;
  /** The controls that anybody touched, the one touched last first. */
  readonly portal: () => readonly PortalControl[];
  /** Any control, in any spelling of its id. */
  readonly control: (id: string) => PortalControl | undefined;
  /** The newest day's totals, in points. */
  readonly score: () => SandboxState['score'];
  /** Calls back after each change of a status, until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void;
  /** Makes Graph misbehave from now on, or for that many answers. */
  readonly fail: (kind: FaultKind, count?: number) => void;
  /** The last 1,000 requests, oldest first. */
  readonly requests: readonly TenantRequest[];
  /** Takes up what the shelf holds now: after it was emptied, a new tenant whose epoch is now. */
  readonly reload: () => Promise<void>;
}

export interface TenantRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
}

const manners: security.Manners = {
  daysHeld: 90,
  scorePage: 30,
  profilePage: 200,
  memberPage: 100,
  quirks: true,
};
const REQUESTS_KEPT = 1_000;

interface Inside {
  readonly now: () => Date;
  readonly manners: security.Manners;
  readonly changed: () => void;
  world: World;
}

function routesOf(inside: Inside): readonly Route[] {
  const { now, manners: how } = inside;
  const profiles = 'security/secureScoreControlProfiles';
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle });
  return [
    get('security/secureScores', (ask) => security.listScores(ask, inside.world, now(), how)),
    get('security/secureScores/{id}', (ask, id) =>
      security.getScore(ask, inside.world, now(), id, how),
    ),
    get(profiles, (ask) => security.listProfiles(ask, inside.world, now(), how)),
    get(`${profiles}/{id}`, (ask, id) => security.getProfile(ask, inside.world, now(), id)),
    { method: 'PATCH', path: `${profiles}/{id}`, handle: (ask, id) => patch(inside, ask, id) },
    get('users/{id}', getUser),
    { method: 'POST', path: 'users/{id}/checkMemberGroups', handle: checkMemberGroups },
    get('groups/{id}', getGroup),
    get('groups/{id}/transitiveMembers/microsoft.graph.user', (ask, id) =>
      listMembers(ask, id, how.memberPage),
    ),
  ];
}

async function patch(inside: Inside, ask: Ask, id: string): Promise<Answer> {
  const asked = readPatch(inside.world, id, await ask.body(), inside.now());
  if (!asked.ok) return asked.answer;
  await inside.world.updates.add(asked.update, inside.now());
  inside.changed();
  if (!/return=representation/i.test(ask.prefer)) return { status: 204 };
  return security.getProfile(ask, inside.world, inside.now(), id);
}

async function setByHand(inside: Inside, change: SetStatus): Promise<boolean> {
  const fact = factOf(change.controlId);
  if (fact === undefined) return false;
  const { state, comment } = change;
  const update = { controlId: fact.id, state, comment, by: upnOf(change.by), assignedTo: '' };
  await inside.world.updates.add(update, inside.now());
  inside.changed();
  return true;
}

/** Opens the tenant that the shelf holds, or founds one. */
export async function createTenant(options: TenantOptions): Promise<Tenant> {
  const { shelf, now, publicRoot } = options;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    inside.world.changed();
    for (const listener of listeners) listener();
  };
  const inside: Inside = {
    now,
    manners: { ...manners, ...options },
    changed,
    world: await openWorld(shelf, now()),
  };
  const faults = createFaults();
  const requests: TenantRequest[] = [];
  const answer = answerer(router(routesOf(inside)), faults, publicRoot);
  const control = (id: string): PortalControl | undefined => portalControl(inside.world, id, now());
  return {
    handle: async (req, res, path) => {
      requests.push({ method: req.method ?? 'GET', path });
      if (requests.length > REQUESTS_KEPT) requests.shift();
      await answer(req, res, path);
    },
    setByHand: (change) => setByHand(inside, change),
    portal: () => inside.world.updates.touched().flatMap((id) => control(id) ?? []),
    control,
    score: () => {
      const { current, max } = inside.world.day(inside.world.newestDay(now()));
      return { current, max };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fail: faults.fail,
    requests,
    reload: async () => {
      inside.world = await openWorld(shelf, now());
      changed();
    },
  };
}

function answerer(
  route: (ask: Ask) => Promise<Answer>,
  faults: Faults,
  root: string,
): (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void> {
  return async (req, res, path) => {
    const fault = faults.strike(req.method ?? 'GET', path);
    if (fault === 'hang') {
      res.once('close', () => req.destroy());
      return;
    }
    try {
      send(res, faultAnswers[fault] ?? (await route(askOf(req, path, root))));
    } catch {
      // Whatever is wrong with the simulation, its caller sees what Graph would show: a failed service.
      if (!res.headersSent) send(res, failure(500, 'generalException', 'The request failed.'));
    }
  };
}
