import { contextOf, sharedHandlers } from "../../../settings.mjs";

export const GET = (request) => {
  const { redirector, sink } = sharedHandlers();
  return redirector(request, contextOf(request, sink));
};
