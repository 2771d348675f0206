// What textual.js does not do: it starts before its font is there, opens windows, and does not say why it ended.
"use strict";

(() => {
  const LEFT = 1000, STOPPED = 1001, FAULT = 4001;
  const find = (selector) => document.querySelector(selector);

  const ended = (code) => {
    const why = { [LEFT]: "left", [STOPPED]: "stopped", [FAULT]: "fault" }[code] || "lost";
    find(`.ended [data-when="${why}"]`).hidden = false;
    find(".ended").hidden = false;
    find(".link").hidden = true;
    find(".ended button").focus();
  };

  let socket = null;
  const focus = () => {
    const keys = find(".xterm-helper-textarea");
    if (keys && socket && socket.readyState === socket.OPEN) keys.focus();
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...words) {
      super(...words);
      socket = this;
      this.addEventListener("open", focus);
      this.addEventListener("close", (event) => ended(event.code));
    }
  };

  const save = (address) => {
    const link = document.createElement("a");
    link.href = address;
    link.download = "";
    link.click();
  };

  const offer = (address) => {
    const link = find(".link a");
    link.href = link.textContent = address;
    find(".link").hidden = false;
  };

  // The terminal would open a window for an address that is clicked in anybody's text, and for every file it is sent.
  window.open = (address) => {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return null;
    }
    if (url.origin === location.origin && url.pathname.startsWith("/download/")) save(url.href);
    else if (url.protocol === "https:" || url.protocol === "http:") offer(url.href);
    return null;
  };

  // The terminal measures its cells once, so the font has to be there first; it is not waited for without end.
  const start = window.onload;
  const fonts = ["16px", "bold 16px", "italic 16px"].map((one) => document.fonts.load(`${one} "Roboto Mono"`));
  const soon = new Promise((done) => setTimeout(done, 2000));
  window.onload = (event) =>
    Promise.race([Promise.allSettled(fonts), soon]).then(() => start(event));

  find(".ended button").addEventListener("click", () => location.reload());
  find(".link button").addEventListener("click", () => {
    find(".link").hidden = true;
    focus();
  });
  find(".link a").addEventListener("click", () => {
    find(".link").hidden = true;
  });
  window.addEventListener("focus", focus);
})();
