let zone = 'UTC';

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {string} name
 * @param {Intl.DateTimeFormatOptions} options
 */
const format = (name, options) => {
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(name, made);
  return made;
};

/**
 * Sets the zone in which every time on the page is told.
 * @param {string} timeZone
 */
export const setZone = (timeZone) => {
  zone = timeZone;
  formats.clear();
};

export const zoneName = () => zone;

/** @param {string | number} instant */
export const timeOfDay = (instant) => format('time', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** @param {string | number} instant */
export const dayInWords = (instant) => format('day', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));

/** @param {string | number} instant */
export const shortDay = (instant) =>
  format('short', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant)).replace(',', '');

/**
 * The day in the zone, as `yyyy-mm-dd`.
 * @param {string | number} instant
 */
export const dayOf = (instant) => {
  const parts = format('iso', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(instant));
  /** @param {string} type */
  const get = (type) => parts.find((each) => each.type === type)?.value ?? '';
  return `${get('year')}-${get('month')}-${get('day')}`;
};

/**
 * The instant at which the clocks of the zone show 09:00 on that day, when the daily jobs run.
 * @param {string} day `yyyy-mm-dd`
 */
export const morningOf = (day) => {
  const wanted = Date.parse(`${day}T09:00:00Z`);
  const shown = timeOfDay(wanted).split(':').map(Number);
  const minutes = ((shown[0] ?? 0) - 9) * 60 + (shown[1] ?? 0);
  const offset = dayOf(wanted) > day ? minutes + 24 * 60 : dayOf(wanted) < day ? minutes - 24 * 60 : minutes;
  return new Date(wanted - offset * 60_000).toISOString();
};
