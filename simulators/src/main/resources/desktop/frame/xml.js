// XML documents as plain objects, the way Cisco's library shows them: text as string, an empty element as null, an attribute as
// "@name" (the text beside attributes is then "#text"), an element that occurs several times as array. Used by the desktop page
// and by the library's stand-in.
var finesseXml = (function () {
  function value(element) {
    const object = Object.fromEntries([...element.attributes].map(({ name, value: text }) => [`@${name}`, text]));
    for (const child of element.children) {
      add(object, child.tagName, value(child));
    }
    if (Object.keys(object).length === 0) {
      return element.textContent === "" ? null : element.textContent;
    }
    if (element.children.length === 0 && element.textContent !== "") {
      object["#text"] = element.textContent;
    }
    return object;
  }

  function add(object, name, content) {
    object[name] = name in object ? [object[name]].flat().concat([content]) : content;
  }

  function escape(text) {
    return String(text).replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  }

  return {
    /** {Root: {...}}, or undefined for something that is not XML. */
    toObject(text) {
      const document = new DOMParser().parseFromString(text, "application/xml");
      const root = document.documentElement;
      return document.querySelector("parsererror") ? undefined : { [root.tagName]: value(root) };
    },

    add,

    /** <name>…</name> of an object of texts; fields that are undefined are left out. */
    fromFields(name, fields) {
      const inner = Object.entries(fields)
        .filter(([, text]) => text !== undefined)
        .map(([field, text]) => `<${field}>${escape(text)}</${field}>`);
      return `<${name}>${inner.join("")}</${name}>`;
    },

    /** One or many or none, always as array. */
    list(found) {
      return found === undefined || found === null ? [] : [].concat(found);
    },
  };
})();
