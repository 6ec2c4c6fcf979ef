/** Every way out that a page has, tried where a statement is open. */

/** Each may throw, hang or say no, as long as nothing arrives. Written as text: it runs in the page. */
export const WAYS: Readonly<Record<string, string>> = {
  fetch: "fetch(url)",
  "fetch without an answer": "fetch(url, { mode: 'no-cors', method: 'POST', body: url })",
  "fetch kept alive": "fetch(url, { keepalive: true, method: 'POST', body: url })",
  XMLHttpRequest: "const x = new XMLHttpRequest(); x.open('GET', url); x.send()",
  "a beacon": "navigator.sendBeacon(url, url)",
  "an event source": "new EventSource(url)",
  "a web socket": "new WebSocket(url.replace('http', 'ws'))",
  "web transport": "new WebTransport(url.replace('http:', 'https:'))",
  "a picture": "new Image().src = url",
  "a picture in the page": "put('<img src=\"' + url + '\">')",
  "a set of pictures": "put('<img srcset=\"' + url + ' 2x\">')",
  "a background": "document.body.style.backgroundImage = 'url(' + url + ')'",
  "a video": "put('<video autoplay src=\"' + url + '\"></video>')",
  "a font": "new FontFace('x', 'url(' + url + ')').load()",
  "an object": "put('<object data=\"' + url + '\"></object>')",
  "an embed": "put('<embed src=\"' + url + '\">')",
  "a frame": "put('<iframe src=\"' + url + '\"></iframe>')",
  "a frame that moves on":
    "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.location.href = url",
  "a frame's own fetch":
    "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.fetch(url)",
  "a frame that moves the page":
    "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.parent.location.href = url",
  "a form": "put('<form action=\"' + url + '\"><input name=a value=b></form>').submit()",
  "a form by POST": "put('<form method=post action=\"' + url + '\"><input name=a value=b></form>').requestSubmit()",
  "a form into a window": "put('<form target=_blank action=\"' + url + '\"></form>').submit()",
  "a prefetch": "put('<link rel=prefetch href=\"' + url + '\">', document.head)",
  "a preload": "put('<link rel=preload as=image href=\"' + url + '\">', document.head)",
  "a prerender": "put('<link rel=prerender href=\"' + url + '\">', document.head)",
  "a manifest": "put('<link rel=manifest href=\"' + url + '\">', document.head)",
  "an icon": "put('<link rel=icon href=\"' + url + '\">', document.head)",
  "speculation rules":
    "const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }); document.head.append(s)",
  "the page's address": "location.href = url",
  "the page replaced": "location.replace(url)",
  "the page reloaded under another address": "history.pushState(null, '', url); location.reload()",
  "the page refreshed": "put('<meta http-equiv=refresh content=\"0;url=' + url + '\">', document.head)",
  "a link pressed by script": "const a = document.createElement('a'); a.href = url; document.body.append(a); a.click()",
  "a link that saves":
    "const a = document.createElement('a'); a.href = url; a.download = 'x'; document.body.append(a); a.click()",
  "a link that pings":
    "const a = document.createElement('a'); a.href = '#main'; a.ping = url; document.body.append(a); a.click()",
  "a window": "window.open(url)",
  "a window by a link":
    "const a = document.createElement('a'); a.href = url; a.target = '_blank'; document.body.append(a); a.click()",
  "a script": "const s = document.createElement('script'); s.src = url; document.head.append(s)",
  "a module": "const s = document.createElement('script'); s.type = 'module'; s.src = url; document.head.append(s)",
  "an import": "import(url)",
  "a style": "put('<link rel=stylesheet href=\"' + url + '\">', document.head)",
  "a module preloaded": "put('<link rel=modulepreload href=\"' + url + '\">', document.head)",
  "a worker": "new Worker(url)",
  "a shared worker": "new SharedWorker(url)",
  "a service worker": "navigator.serviceWorker.register(url)",
  "a service worker's script with a question":
    "navigator.serviceWorker.register('/audit/offline.js' + new URL(url).search, { scope: '/audit' })",
  "a worker's own fetch": "const w = new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(url) + ')'])))",
  "a call between two browsers":
    "const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + stun }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer())",
  "such a call from a frame":
    "const f = document.createElement('iframe'); document.body.append(f); const c = new f.contentWindow.RTCPeerConnection({ iceServers: [{ urls: 'stun:' + stun }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer())",
};

/** The expression that tries one of them towards an address, and the calls between browsers towards `stun`. */
export const wayOut = (code: string, url: string, stun: string): string =>
  `(async () => {
    const url = ${JSON.stringify(url)};
    const stun = ${JSON.stringify(stun)};
    const put = (html, where = document.body) => {
      where.insertAdjacentHTML("beforeend", html);
      return where.lastElementChild;
    };
    ${code};
  })().catch(() => {})`;
