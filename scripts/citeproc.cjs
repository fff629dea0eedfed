// Prints what citeproc-js makes of items: one object on standard input, one on standard output.
//
// In: {"style": XML, "locale": "en-US" or "", "locales": FOLDER, "items": [CSL-JSON],
//      "cites": [{"id", "locator"?, "label"?}], "texts": [{"ids": [...], "clusters": [[cite]], "notes": bool}]}
// Out: {"version", "alone": [[cluster, entry]], "texts": [{"clusters": [...], "entries": [...]}]}
"use strict";
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const items = new Map(asked.items.map((item) => [item.id, item]));
const sys = {
  retrieveLocale(lang) {
    const file = path.join(asked.locales, `locales-${lang}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
  // A processor changes what it is given.
  retrieveItem: (id) => JSON.parse(JSON.stringify(items.get(id))),
};
const newEngine = () => new CSL.Engine(sys, asked.style, asked.locale || undefined, !!asked.locale);

function entries(engine) {
  const made = engine.makeBibliography();
  if (!made) return [];
  return made[1].map((text) => text.trim().replace(/^<div class="csl-entry">([^]*)<\/div>$/, "$1").trim());
}

const engine = newEngine();
const alone = asked.cites.map((cite) => {
  engine.updateItems([cite.id]);
  return [engine.makeCitationCluster([cite]), entries(engine)[0] || ""];
});

const texts = (asked.texts || []).map((text) => {
  const own = newEngine();
  own.updateItems(text.ids || []);
  const clusters = [];
  text.clusters.forEach((cites, index) => {
    const before = clusters.map((_, i) => [`c${i}`, text.notes ? i + 1 : 0]);
    const cluster = { citationID: `c${index}`, citationItems: cites, properties: { noteIndex: text.notes ? index + 1 : 0 } };
    clusters.push("");
    for (const [at, made] of own.processCitationCluster(cluster, before, [])[1]) clusters[at] = made;
  });
  return { clusters, entries: entries(own) };
});
process.stdout.write(JSON.stringify({ version: CSL.PROCESSOR_VERSION, alone, texts }));
