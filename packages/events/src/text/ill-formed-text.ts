/** U+0000, or a surrogate without its other half: text that not every engine can hold or reads alike. */
export const illFormedText: RegExp = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
