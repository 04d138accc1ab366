/* Speaking instead of typing, where the browser can listen. The words go into the field, to be checked. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  var button = yizhu.byId("dictate"), field = yizhu.byId("text"), ear = null;
  var WHY = {
    "not-allowed": "浏览器没有准许用话筒。请在浏览器的设置里准许，或者用输入法的话筒。",
    "no-speech": "没有听到声音。请再点“说话”，靠近一点说。",
    "audio-capture": "没有找到话筒。可以用输入法的话筒，或者打字。",
    "network": "这个浏览器现在听不了。可以用输入法的话筒，或者打字。"
  };

  function listening(now) {
    button.setAttribute("aria-pressed", now ? "true" : "false");
    button.textContent = now ? "说完了" : "说话";
  }

  function start() {
    var before = field.value;
    ear = new Recognition();
    ear.lang = "zh-CN";
    ear.interimResults = true;
    ear.onresult = function (event) {
      var heard = "";
      for (var i = 0; i < event.results.length; i++) heard += event.results[i][0].transcript;
      field.value = before + heard;
      yizhu.draftChanged();
    };
    ear.onerror = function (event) { yizhu.error(WHY[event.error] || WHY.network); };
    ear.onend = function () {
      ear = null;
      listening(false);
      yizhu.status(field.value === before ? "" : "听完了。看看对不对，对就点“发送”。");
    };
    yizhu.error("");
    yizhu.status("请说话。");
    listening(true);
    try { ear.start(); } catch (refused) { ear.onerror({}); ear.onend(); }
  }

  yizhu.looks.push(function (name, value) { if (name === "voice") button.hidden = value !== "1"; });

  button.addEventListener("click", function () { if (ear) ear.stop(); else start(); });
  button.hidden = yizhu.root.getAttribute("data-voice") !== "1";
  var parts = document.querySelectorAll("[data-needs=dictate]");
  for (var i = 0; i < parts.length; i++) parts[i].hidden = false;
})(window.yizhu);
