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

  /* What is written but not sent outlives a reload: for this talk, in this window. */
  var MINE = "draft-" + document.body.getAttribute("data-talk");

  function keepDraft(text) {
    try {
      sessionStorage.clear(); // drafts of talks that are over
      if (text) sessionStorage.setItem(MINE, text);
    } catch (refused) { /* a private window: the draft lives as long as the page */ }
  }

  function keptDraft() {
    try { return sessionStorage.getItem(MINE) || ""; } catch (refused) { return ""; }
  }

  function status(words) { byId("status").textContent = words; }
  function error(words) { byId("error").textContent = words; }

  return {
    byId: byId, element: element, keepDraft: keepDraft, keptDraft: keptDraft, status: status, error: error,
    root: document.documentElement,
    looks: [] // functions (name, value) that hear of a turned switch
  };
})();
