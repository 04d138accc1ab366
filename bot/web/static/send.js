/* One message to the server and its replies back; a lost connection is tried again under the same id,
   so that the server does it once. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var PATIENCE = 25000; // ms: the server answers within 15 s or not at all
  var PAUSES = [1000, 3000, 6000, 10000]; // ms before each further try: a server that fell is back by then
  var busy = false;
  var unsent = { what: "", id: "" }; // a message that perhaps arrived: sent again, it keeps its id

  function newId() {
    var numbers = new Uint8Array(12);
    (window.crypto || window.msCrypto).getRandomValues(numbers);
    return Array.prototype.map.call(numbers, function (n) { return ("0" + n.toString(16)).slice(-2); }).join("");
  }

  function idOf(message) {
    var what = JSON.stringify(message);
    if (unsent.what !== what) unsent = { what: what, id: newId() };
    return unsent.id;
  }

  /* A text that perhaps arrived goes out under its old id if it goes out again, after a reload, too; "": none. */
  yizhu.resume = function (text) {
    unsent = { what: text && JSON.stringify({ text: text }), id: yizhu.kept.id };
    yizhu.keep({ sent: text });
  };

  function timeout() {
    return new Promise(function (_, reject) { setTimeout(function () { reject(new Error()); }, PATIENCE); });
  }

  /* Resolves to {ok, said}; rejects when no answer of ours came back. */
  function post(body) {
    var asked = fetch("/api/chat", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: body
    }).then(function (answer) {
      return answer.json().then(function (said) { return { ok: answer.ok, said: said }; });
    });
    return Promise.race([asked, timeout()]);
  }

  function pause(milliseconds) {
    return new Promise(function (resolve) { setTimeout(resolve, milliseconds); });
  }

  function stubbornly(body, tries) {
    return post(body).catch(function (lost) {
      if (tries >= PAUSES.length) throw lost;
      yizhu.retrying();
      return pause(PAUSES[tries]).then(function () { return stubbornly(body, tries + 1); });
    });
  }

  function refused(words, giveBack) {
    yizhu.waited();
    giveBack();
    yizhu.error(words);
  }

  yizhu.busy = function () { return busy; };

  /* Send {text} or {button}. `shown`: its words in the talk; `giveBack` is called when it was not taken. */
  yizhu.send = function (message, shown, giveBack) {
    if (busy) {
      giveBack();
      yizhu.status("上一句还在查，等回答出来再发。");
      return;
    }
    busy = true;
    yizhu.error("");
    yizhu.waiting(shown);
    var id = idOf(message), body = JSON.stringify(Object.assign({ id: id }, message));
    yizhu.keep({ sent: message.text || "", id: id, after: document.querySelectorAll("#log .mine").length });
    stubbornly(body, 0).then(function (answer) {
      yizhu.resume("");
      if (!answer.ok) { refused(answer.said.error, giveBack); return; }
      yizhu.waited();
      if (typeof answer.said.easy === "boolean") yizhu.easyStands(answer.said.easy);
      yizhu.show(shown, answer.said.replies);
      yizhu.readAloud(answer.said.replies.map(function (reply) { return reply.text; }));
    }, function () {
      refused("没有连上。您的话没有丢，网通了再点一次就行，不会重复。", giveBack);
    }).then(function () { busy = false; });
  };

  window.addEventListener("offline", function () { yizhu.status("网断了。可以先写着，网通了再发。"); });
  window.addEventListener("online", function () { yizhu.status("网通了，可以发了。"); });
})(window.yizhu);
