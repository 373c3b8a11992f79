import type { TextSink } from "../command-io.ts";
import { visibleText } from "./visible-text.ts";

/** A sink that is given no control characters: whatever a file holds, it cannot speak to the terminal. */
export function visibleSink(sink: TextSink): TextSink {
  return {
    write: (text) => sink.write(visibleText(text)),
    get isTTY() {
      return sink.isTTY ?? false;
    },
    ...(sink.columns === undefined ? {} : { columns: sink.columns }),
  };
}
