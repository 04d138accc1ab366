/* The talk: entries are only ever added to the log, a whole reply at a time, so that it is read out once.
   What can be pressed stands below it and makes room for what comes next. */
(function (yizhu) {
  "use strict";
  if (!yizhu) return;
  var log = yizhu.byId("log"), choices = yizhu.byId("choices"), form = choices.querySelector("form"), element = yizhu.element;

  function linksOf(reply) {
    var line = element("p", "links");
    reply.links.forEach(function (one) {
      var link = element("a", "button", one.title);
      link.href = one.href;
      line.appendChild(link);
    });
    return line;
  }

  /* The words, with the numbers that help can be had at as links (see dial.py). */
  function wordsOf(text) {
    var line = element("p", "words"), pattern = new RegExp(log.getAttribute("data-dial"), "g"), end = 0, match;
    while ((match = pattern.exec(text))) {
      var number = match[2] || match[4], start = pattern.lastIndex - number.length, link = element("a", "", number);
      link.href = (number === "12110" ? "sms:" : "tel:") + number;
      line.appendChild(document.createTextNode(text.slice(end, start)));
      line.appendChild(link);
      end = pattern.lastIndex;
    }
    line.appendChild(document.createTextNode(text.slice(end)));
    return line;
  }

  function entry(who, className, replies) {
    var item = element("li", className), titles = [], mine = className === "mine";
    item.appendChild(element("span", "who", who + "："));
    replies.forEach(function (reply) {
      item.appendChild(mine ? element("p", "words", reply.text) : wordsOf(reply.text));
      if (reply.links) item.appendChild(linksOf(reply));
      buttonsOf(reply).forEach(function (one) { titles.push(one.title); });
    });
    if (titles.length) item.appendChild(element("p", "offers", "可以点：" + titles.join("，") + "。"));
    return item;
  }

  function buttonsOf(reply) { return reply.buttons || []; }

  function offer(replies) {
    while (form.querySelector(".group")) form.removeChild(form.querySelector(".group"));
    replies.slice().reverse().forEach(function (reply) {
      if (!buttonsOf(reply).length) return;
      var group = element("div", "group");
      buttonsOf(reply).forEach(function (one) {
        var button = element("button", "", one.title);
        button.name = "button";
        button.value = one.button;
        group.appendChild(button);
      });
      form.appendChild(group);
    });
    choices.hidden = !form.querySelector(".group");
  }

  /* Whoever stood on a button that folds away stands just before the new ones, not on top of the page. */
  function keepFocus(stood) {
    if (!stood) return;
    (choices.hidden ? log : choices).focus({ preventScroll: true });
  }

  function tidyFirstPage() {
    yizhu.byId("intro").hidden = true;
    yizhu.byId("tiles").open = false;
    var first = document.querySelector("[data-first]");
    if (first) first.hidden = true;
  }

  function append(added) {
    var top = added.firstChild, before = yizhu.byId("newest");
    if (before) before.removeAttribute("id");
    added.lastChild.id = "newest";
    yizhu.byId("lines").appendChild(added);
    return top;
  }

  /* Show a turn: what the person said ("" for nothing) and the replies to it. */
  yizhu.show = function (said, replies) {
    var stood = document.activeElement;
    stood = stood && (choices.contains(stood) || stood.closest("[data-first], #tiles"));
    tidyFirstPage();
    offer(replies);
    keepFocus(stood);
    var added = document.createDocumentFragment();
    var spoken = replies.filter(function (reply) { return !reply.office; });
    var letters = replies.filter(function (reply) { return reply.office; });
    if (said) added.appendChild(entry("我", "mine", [{ text: said }]));
    if (spoken.length) added.appendChild(entry("伊助", "theirs", spoken));
    if (letters.length) added.appendChild(entry("工作人员回信", "theirs office", letters));
    append(added).scrollIntoView({ block: "start" });
  };

  /* Letters from the office that came while the page was open: they move nothing under the reader's eyes. */
  yizhu.showLetters = function (letters) {
    var added = document.createDocumentFragment();
    added.appendChild(entry("工作人员回信", "theirs office", letters));
    append(added);
  };
})(window.yizhu);
