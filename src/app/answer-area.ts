import type { Control } from '../domain/control.ts';
import type { Area } from '../domain/question.ts';

/** Whether a control belongs to the part of Secure Score that was asked about; all do where none was. */
export const isIn = (
  area: Area | undefined,
  control: Pick<Control, 'category' | 'service'>,
): boolean =>
  area === undefined ||
  area.values.some((value) => value.toLowerCase() === control[area.by].toLowerCase());
