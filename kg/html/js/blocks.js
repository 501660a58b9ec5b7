// What the page was given: two blocks of data, as JSON or, where that would be long, packed.

/** The value of a block; a promise of it where it is packed. */
function readBlock(id) {
  const block = byId(id);
  return block.dataset.packed === undefined ? JSON.parse(block.textContent) : unpacked(block.textContent);
}

async function unpacked(text) {
  if (typeof DecompressionStream !== "function") {
    byId("empty").textContent = "This browser cannot unpack the page: it takes Chrome or Edge 80, Firefox 113, Safari 16.4 or later.";
    byId("empty").hidden = false;
    throw new Error("no DecompressionStream");
  }
  return new Response(new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Base64 as bytes; browsers before 2026 do not know how to by themselves. */
function bytesOf(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = binary.charCodeAt(place);
  return bytes;
}
