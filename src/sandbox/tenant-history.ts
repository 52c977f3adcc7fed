import { controlKey } from '../domain/control.ts';
import { catalogue, factOf, type Fact } from './catalogue.ts';
import { chance, pick } from './chance.ts';
import { script, starts, steady, type Standing, type Turn } from './tenant-story.ts';

/** What Microsoft measures, day by day, counted from the epoch: the same for the same day, always. */
export interface History {
  /** Any day, before and after the story too. Days a long way off are told once and remembered. */
  readonly standing: (fact: Fact, day: number) => Standing;
}

/** After the script, chance alone moves the tenant. */
const CHANCE_FROM = 15;
const DAYS_BETWEEN_TURNS = 5;

const tenths = (part: number): number => Math.round(part * 10) / 10;

/** How a control stands before anything happens. Overall some 60 to 70 % of the points are earned. */
function start(fact: Fact): Standing {
  const key = controlKey(fact.id);
  const luck = chance(`part ${key}`);
  const partly = tenths(0.2 + 0.6 * chance(`partly ${key}`));
  return {
    measured: !fact.retired && chance(`measured ${key}`) >= 0.1,
    part: luck < 0.58 ? 1 : luck < 0.76 ? partly : 0,
    maxScore: fact.maxScore,
    measuredOn: null,
    ...starts.get(key),
  };
}

const mayTurn = catalogue.filter(({ id, retired }) => !retired && !steady.has(controlKey(id)));

/** What chance brings on a day, seen how things stand: about one small change in five days. */
function turnOfChance(day: number, standing: (fact: Fact) => Standing): Turn | undefined {
  if (chance(`turn ${String(day)}`) >= 1 / DAYS_BETWEEN_TURNS) return undefined;
  const fact = pick(`which ${String(day)}`, mayTurn);
  const now = standing(fact);
  const luck = chance(`how ${String(day)}`);
  if (!now.measured || luck < 0.08) return { day, id: fact.id, measured: !now.measured };
  if (now.part === 1) return { day, id: fact.id, part: luck < 0.3 ? 0 : tenths(luck) };
  return { day, id: fact.id, part: luck < 0.7 ? 1 : tenths((now.part + 1) / 2) };
}

interface Chapter extends Standing {
  readonly day: number;
}

/** The tenant's history from its start: the script, then chance, told no further than somebody asks. */
export function createHistory(): History {
  const lives = new Map<string, Chapter[]>();
  let toldTo = CHANCE_FROM - 1;

  const lifeOf = (fact: Fact): Chapter[] => {
    const key = controlKey(fact.id);
    const life = lives.get(key) ?? [{ day: -Infinity, ...start(fact) }];
    lives.set(key, life);
    return life;
  };
  const at = (fact: Fact, day: number): Chapter => {
    const chapter = lifeOf(fact).findLast((one) => one.day <= day);
    if (chapter === undefined) throw new Error(`${fact.id} has no beginning.`);
    return chapter;
  };
  const take = (turn: Turn): void => {
    const fact = factOf(turn.id);
    if (fact === undefined) throw new Error(`${turn.id} is not in the catalogue.`);
    lifeOf(fact).push({ ...at(fact, turn.day), ...turn });
  };

  for (const turn of script) take(turn);
  return {
    standing: (fact, day) => {
      while (toldTo < day) {
        toldTo += 1;
        const turn = turnOfChance(toldTo, (other) => at(other, toldTo));
        if (turn) take(turn);
      }
      return at(fact, day);
    },
  };
}
