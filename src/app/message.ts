import type { AcceptanceView } from './acceptance-view.ts';
import type { DriftListView, DriftView } from './drift-views.ts';
import type { AlertView, ReviewView } from './monitor-views.ts';
import type { ReminderView } from './remind.ts';

/** What is sent: cards leave the app as typed views. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'acceptance'; readonly view: AcceptanceView }
  | { readonly kind: 'reminder'; readonly view: ReminderView }
  | { readonly kind: 'alert'; readonly view: AlertView }
  | { readonly kind: 'review'; readonly view: ReviewView }
  | { readonly kind: 'drift'; readonly view: DriftView }
  | { readonly kind: 'drifts'; readonly view: DriftListView };
