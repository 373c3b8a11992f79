/** `visibleFromUs` of a rejected touch: after every order there can be. */
export const neverVisibleUs: number = Number.MAX_SAFE_INTEGER;
