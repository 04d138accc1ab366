/* Letters from the office reach an open page, too: a gentle look now and then, only while it is seen. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var EVERY = 60000; // ms
  var hint = yizhu.byId("letter"), title = document.title, looking = false, looked = Date.now();

  function arrived(letters) {
    yizhu.showLetters(letters);
    hint.hidden = false; // the log itself is read out; this is for the eyes
    document.title = "（有回信）" + title;
  }

  function look() {
    if (looking || document.hidden || yizhu.busy() || !document.querySelector("#log li")) return;
    looking = true;
    looked = Date.now();
    fetch("/api/letters", { credentials: "same-origin" }).then(function (answer) {
      return answer.json();
    }).then(function (said) {
      if (said.letters && said.letters.length) arrived(said.letters);
    }).catch(function () { /* the next look finds them */ }).then(function () { looking = false; });
  }

  hint.addEventListener("click", function () {
    hint.hidden = true;
    document.title = title;
  });
  document.addEventListener("visibilitychange", function () { if (Date.now() - looked > EVERY / 4) look(); });
  setInterval(look, EVERY);
})(window.yizhu);
