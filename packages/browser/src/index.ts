export { type Capture, createCapture } from "./capture.ts";
export type { CaptureOptions, Consent } from "./options.ts";
export type { Page, PageDocument, PageEvent, PageNavigator, PageRequest, PageResponse, PageStorage } from "./page.ts";
export type { PageAssignment, PageData } from "./page-data.ts";
export type { Touch, TouchDetails } from "./touch.ts";
