// How Cisco's library reads the answers of Finesse's REST API: not as strictly as a browser. A document that ends too early is
// taken as far as it goes (a text that no sign < follows is not there), and an answer without any XML is an empty object, where the
// genuine library may run for ever; only an attribute without quotes and an unknown entity
// are refused.
finesse.utilities.readAnswer = (function () {
  const TOKEN = /<\/[^>]*>|<([^\s/>]+)([^>]*?)(\/?)>|([^<]+)(?=<)/g;
  const ATTRIBUTE = /([^\s=]+)\s*=\s*("[^"]*"|\S+)/g;
  const ENTITIES = { amp: "&", lt: "<", gt: ">", apos: "'", quot: '"' };

  function decoded(text) {
    return text.replace(/&([^;]*);/g, (_whole, name) => {
      if (name.startsWith("#")) {
        return String.fromCharCode(name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10));
      }
      if (!(name in ENTITIES)) {
        throw new Error(`Invalid XML entity reference: ${name}`);
      }
      return ENTITIES[name];
    });
  }

  /** An element appears in its parent once something is known of it: an attribute, a child, a text, its end. */
  class Reader {
    #root = {};
    #open = [];

    read(text) {
      for (const [, name, attributes, ended, words] of text.replace(/^<\?xml\s[^>]*>/, "").matchAll(TOKEN)) {
        if (name !== undefined) {
          this.#start(name, attributes);
        }
        if (words !== undefined && words.trim() !== "") {
          this.#text(decoded(words));
        } else if (name === undefined ? words === undefined : ended) {
          this.#end();
        }
      }
      return this.#root;
    }

    #start(name, attributes) {
      this.#open.push({ name, parent: this.#object() });
      for (const [, key, quoted] of attributes.matchAll(ATTRIBUTE)) {
        if (!quoted.startsWith('"')) {
          throw new Error(`Found unquoted attribute value of ${key}`);
        }
        finesseXml.add(this.#object(), `@${key}`, quoted.slice(1, -1));
      }
    }

    #object() {
      const element = this.#open.at(-1);
      if (element === undefined) {
        return this.#root;
      }
      if (element.object === undefined) {
        element.object = {};
        finesseXml.add(element.parent, element.name, element.object);
      }
      return element.object;
    }

    #text(words) {
      const element = this.#open.at(-1);
      if (element?.object) {
        finesseXml.add(element.object, "#text", words);
      } else if (element) {
        finesseXml.add(element.parent, element.name, words);
        element.told = true;
      }
    }

    #end() {
      const element = this.#open.pop();
      if (element && !element.object && !element.told) {
        finesseXml.add(element.parent, element.name, null);
      }
    }
  }

  return (text) => new Reader().read(text);
})();
