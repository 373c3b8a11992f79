import type { EpochMicros } from "@liftproof/events";
import type { Touch } from "../touch.ts";

/** The touches a stream still remembers. */
export interface StreamMemory {
  readonly add: (touch: Touch) => void;
  /** The touches of these people, and everybody's with a click of theirs, because a click may belong to somebody else. */
  readonly around: (identityIds: Iterable<string>) => readonly Touch[];
  readonly all: () => readonly Touch[];
  /** Forgets what was received before an instant, clicks only once their token can bring no touch any more. */
  readonly forget: (beforeUs: EpochMicros) => void;
  readonly size: () => number;
}

/** @param maxTokenLifetimeUs - How long after a click touches with its token may come. */
export function streamMemory(maxTokenLifetimeUs: number): StreamMemory {
  const byPerson = new Map<string, Touch[]>();
  const byNonce = new Map<string, Touch[]>();
  return {
    add: (touch) => {
      put(byPerson, touch.identityId, touch);
      const nonce = nonceKey(touch);
      if (nonce !== null) put(byNonce, nonce, touch);
    },
    around: (identityIds) => {
      const found = new Set<Touch>();
      for (const identityId of identityIds) {
        for (const touch of byPerson.get(identityId) ?? []) {
          found.add(touch);
          const nonce = nonceKey(touch);
          for (const mate of nonce === null ? [] : (byNonce.get(nonce) ?? [])) found.add(mate);
        }
      }
      return [...found];
    },
    all: () => [...new Set([...byPerson.values(), ...byNonce.values()].flat())],
    forget: (beforeUs) => {
      prune(byPerson, ({ receivedTsUs }) => receivedTsUs < beforeUs);
      prune(byNonce, ({ token }) => (token?.clickedTsUs ?? 0) + maxTokenLifetimeUs < beforeUs);
    },
    size: () => [...byPerson.values()].reduce((sum, touches) => sum + touches.length, 0),
  };
}

function nonceKey({ token }: Touch): string | null {
  return token === null || token.nonce === null ? null : `${token.keyId} ${token.nonce}`;
}

function put(groups: Map<string, Touch[]>, key: string, touch: Touch): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [touch]);
  else known.push(touch);
}

/** Touches came in the order of receipt, so those that may go stand in front. */
function prune(groups: Map<string, Touch[]>, isOver: (touch: Touch) => boolean): void {
  for (const [key, touches] of groups) {
    let over = 0;
    for (let touch = touches[0]; touch !== undefined && isOver(touch); touch = touches[over]) over++;
    if (over === touches.length) groups.delete(key);
    else if (over > 0) touches.splice(0, over);
  }
}
