/* While an answer is on its way: shown at once, said aloud only when it takes long. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var pending = yizhu.byId("pending"), timers = [];

  function later(seconds, words) {
    timers.push(setTimeout(function () { yizhu.status(words); }, seconds * 1000));
  }

  yizhu.waiting = function (shown) {
    pending.textContent = "";
    pending.appendChild(yizhu.element("span", "said", shown));
    pending.appendChild(yizhu.element("span", "state", "正在查…"));
    pending.hidden = false;
    pending.scrollIntoView({ block: "nearest" });
    yizhu.byId("log").setAttribute("aria-busy", "true");
    yizhu.status("");
    later(3, "正在查，请稍等。");
    later(9, "还在查，这次慢一点。您写的没有丢。");
  };

  yizhu.retrying = function () {
    pending.lastChild.textContent = "网络不好，正在再试…";
    yizhu.status("网络不好，正在再试。您写的没有丢。");
  };

  yizhu.waited = function () {
    timers.forEach(clearTimeout);
    timers = [];
    pending.hidden = true;
    yizhu.byId("log").setAttribute("aria-busy", "false");
    yizhu.status("");
  };
})(window.yizhu);
