/** A tab of a real browser. */
export interface Tab {
  readonly goto: (url: string) => Promise<void>;
  /** Evaluates an expression in the page; its value as JSON. */
  readonly evaluate: <Value>(expression: string) => Promise<Value>;
  /** Evaluates an expression and closes the tab in the same breath: the driver does nothing else in between. */
  readonly leave: (expression: string) => Promise<void>;
  /** Closes it as a person would, without waiting for the page. */
  readonly close: () => Promise<void>;
  /** Presses a key as a person does. */
  readonly press: (key: string) => Promise<void>;
  /** Puts it in front of the others. */
  readonly front: () => Promise<void>;
}

/** A running browser. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Loses, on a busy machine, some of what the last tab of a site does at its very end. */
  readonly hurries?: true;
  /** Trials at a time. */
  readonly parallel: number;
  readonly open: () => Promise<Tab>;
  readonly stop: () => Promise<void>;
  /** Ends the browser as a crash would and starts it anew with what is on disk; undefined where that cannot be had. */
  readonly crash?: () => Promise<Engine>;
}
