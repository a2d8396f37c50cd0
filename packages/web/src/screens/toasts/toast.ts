// Short notices of what happened that one may want to act on. Never with a patient's data.

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Where it can be acted on. */
  readonly link?: { readonly to: string; readonly name: string } | undefined;
}

export type NewToast = Omit<Toast, 'id'>;

export const toastsAtATime = 3;
/** How long one stands that nobody touches, in milliseconds. */
export const toastMs = 15_000;

/** The newest last; of one text the newest alone, of many the last three. */
export function withToast(toasts: readonly Toast[], added: NewToast): readonly Toast[] {
  const id = (toasts.at(-1)?.id ?? 0) + 1;
  return [...toasts.filter(({ text }) => text !== added.text), { ...added, id }].slice(-toastsAtATime);
}
