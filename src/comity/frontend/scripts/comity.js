// What the pages do beyond what they do without scripts. Every word comes from the page.
import { Button, createAll, ErrorSummary, FileUpload, NotificationBanner, ServiceNavigation, SkipLink } from "govuk-frontend";
import htmx from "htmx.org";
import { sliders } from "./slider.js";
import { tables } from "./tables.js";
import { uploads } from "./upload.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  // Pages are never kept in the browser's storage: going back asks the node again.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
});

const components = [Button, ErrorSummary, FileUpload, NotificationBanner, ServiceNavigation, SkipLink];

function start(part) {
  for (const component of components) createAll(component, undefined, { scope: part, onError: () => {} });
  tables(part);
  sliders(part);
  uploads(part);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document.body);
htmx.on("htmx:afterSwap", ({ detail }) => start(detail.elt));

// What cannot be shown in place is shown as a page of its own, which says what went wrong.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:swapError"])
  htmx.on(name, ({ detail }) => {
    if (detail.requestConfig?.verb === "get") window.location.assign(detail.pathInfo.finalRequestPath);
  });
