import { contextOf, sharedHandlers } from "../../../settings.mjs";

const collect = (request) => {
  const { collector, sink } = sharedHandlers();
  return collector(request, contextOf(request, sink));
};

export { collect as OPTIONS, collect as POST };
