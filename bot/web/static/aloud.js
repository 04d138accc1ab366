/* Reading aloud with the device's own voice. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  yizhu.readAloud = function () {};
  var voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) return;
  var button = yizhu.byId("aloud"), last = [], left = 0;
  // Numbers to dial are read digit by digit, sums as sums.
  var DIAL = /(?:1\d{10}|123\d\d|1211\d|1[12]0)(?![\d元%])/g;

  function on() { return yizhu.root.getAttribute("data-read") === "1"; }

  function label() { button.textContent = left > 0 ? "别读了" : "再听一遍"; }

  function chinese() {
    return voice.getVoices().filter(function (one) { return /^(zh|cmn)/i.test(one.lang); })[0] || null;
  }

  function stop() {
    left = 0;
    voice.cancel();
    label();
  }

  function ended() {
    left = Math.max(left - 1, 0);
    label();
  }

  /* A line at a time: some devices fall silent in the middle of a long text. */
  function speak(texts) {
    stop();
    var lines = texts.join("\n").split("\n").filter(function (line) { return line.trim(); });
    var speaker = chinese();
    lines.forEach(function (line) {
      var said = new SpeechSynthesisUtterance(line.replace(DIAL, function (n) { return n.split("").join(" "); }));
      said.lang = "zh-CN";
      said.rate = 0.9;
      if (speaker) said.voice = speaker;
      said.onend = said.onerror = ended;
      voice.speak(said);
    });
    left = lines.length;
    label();
    if (voice.getVoices().length && !speaker) yizhu.status("这台设备没有中文声音，可能读不出来。");
  }

  yizhu.readAloud = function (texts) {
    last = texts;
    button.hidden = !on();
    if (on()) speak(texts);
  };

  yizhu.looks.push(function (name, value) {
    if (name !== "read") return;
    var now = value === "1";
    button.hidden = !now || !last.length;
    // Said within the tap: phones only let a page speak after one.
    if (now) speak(["好，下面的回答我读给您听。"]); else stop();
  });

  var newest = document.querySelectorAll("#newest.theirs .words");
  last = Array.prototype.map.call(newest, function (one) { return one.textContent; });
  button.hidden = !on() || !last.length;
  button.addEventListener("click", function () { if (left > 0) stop(); else speak(last); });
  document.querySelector("[data-needs=aloud]").hidden = false;
  yizhu.byId("say").addEventListener("submit", stop);
  window.addEventListener("pagehide", stop);
  label();
})(window.yizhu);
