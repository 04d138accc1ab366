/* What the parts below share. Without this script every form still works as a plain post. */
window.yizhu = (function () {
  "use strict";
  if (!window.fetch || !window.Promise || !window.Element || !Element.prototype.closest) return null;

  function byId(id) { return document.getElementById(id); }

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* What is written, and what is on its way, outlives a reload: for this talk, in this window.
     {draft, sent, id, after}: `sent` went out under `id` after so many others, and nobody knows yet
     whether it arrived. */
  var MINE = "draft-" + document.body.getAttribute("data-talk");
  var kept = { draft: "", sent: "", id: "", after: 0 };
  try { kept = Object.assign(kept, JSON.parse(sessionStorage.getItem(MINE))); } catch (refused) { /* none */ }

  function keep(changed) {
    Object.assign(kept, changed);
    try {
      sessionStorage.clear(); // drafts of talks that are over
      if (kept.draft || kept.sent) sessionStorage.setItem(MINE, JSON.stringify(kept));
    } catch (refused) { /* a private window: the draft lives as long as the page */ }
  }

  function status(words) { byId("status").textContent = words; }
  function error(words) { byId("error").textContent = words; }

  return {
    byId: byId, element: element, keep: keep, kept: kept, status: status, error: error,
    root: document.documentElement,
    looks: [] // functions (name, value) that hear of a turned switch
  };
})();
