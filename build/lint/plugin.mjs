import { builtinModules } from "node:module";
import { posix, relative, sep } from "node:path";
import { confined, connectingGlobals, layers } from "./layers.mjs";

/** Our own lint rules, loaded by oxlint through `jsPlugins`. What they allow stands in layers.mjs. */

const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** @param {string} path path from the root of the repository, with `/` */
function layerOf(path) {
  return layers
    .filter((layer) => path.startsWith(`${layer.folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

function pathOf(context) {
  return relative(context.cwd, context.filename).split(sep).join("/");
}

/** Why `path` may not import `specifier`; null when it may. */
function objection(path, specifier) {
  const layer = layerOf(path);
  if (layer === undefined) return null;
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ""));
    const targetLayer = layerOf(target);
    if (layer.imports === "everything") return null;
    if (targetLayer === undefined) return `${layer.folder}/ may not import ${target}`;
    // host may start its practice, so a folder inside an allowed one is allowed too.
    const allowed = layer.imports.some(
      (folder) => targetLayer.folder === folder || targetLayer.folder.startsWith(`${folder}/`),
    );
    return allowed ? null : `${layer.folder}/ may not import ${targetLayer.folder}/`;
  }
  if (layer.imports === "everything") return null;
  const known = specifier.startsWith("node:") ? specifier : `node:${specifier}`;
  const name = builtins.has(specifier) ? known : specifier;
  if (name.startsWith("node:") && !layer.builtins) return `${layer.folder}/ may not know Node`;
  for (const { modules, to } of confined) {
    if (!modules.some((module) => name === module || name.startsWith(`${module}/`))) continue;
    if (!to.some((place) => path.startsWith(place))) {
      return `${name} may only be imported in ${to.join(", ") || "no place"}`;
    }
  }
  if (layer.libraries !== undefined && !name.startsWith("node:")) {
    const listed = layer.libraries.some((library) =>
      library.endsWith("/") ? name.startsWith(library) : name === library,
    );
    if (!listed) return `${layer.folder}/ may not import the library ${name}`;
  }
  return null;
}

const imports = {
  create(context) {
    const path = pathOf(context);
    const check = (source) => {
      if (source === null || source === undefined || typeof source.value !== "string") return;
      const why = objection(path, source.value);
      if (why !== null) context.report({ node: source, message: why });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument),
      CallExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "require") {
          check(node.arguments[0]);
        }
      },
    };
  },
};

const fileNames = {
  create(context) {
    const file = posix.basename(pathOf(context));
    return {
      Program(node) {
        if (/^(utils?|helpers?|common|index)\.[cm]?[jt]sx?$/.test(file)) {
          context.report({ node, message: `${file} says nothing; name it after its main export` });
        } else if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.[cm]?[jt]sx?$/.test(file)) {
          context.report({ node, message: `${file} is not in kebab-case` });
        }
      },
    };
  },
};

const connections = {
  create(context) {
    const path = pathOf(context);
    if (connectingGlobals.to.some((place) => path.startsWith(place))) return {};
    return {
      Identifier(node) {
        if (!connectingGlobals.names.includes(node.name)) return;
        const parent = node.parent;
        const opens =
          (parent?.type === "CallExpression" || parent?.type === "NewExpression") &&
          parent.callee === node;
        const ofGlobal =
          parent?.type === "MemberExpression" &&
          parent.property === node &&
          parent.object.type === "Identifier" &&
          ["globalThis", "window", "self"].includes(parent.object.name);
        if (!opens && !ofGlobal) return;
        const places = connectingGlobals.to.join(", ");
        context.report({ node, message: `${node.name} may only be used in ${places}` });
      },
    };
  },
};

const practiceReadsNothingOfOurs = {
  create(context) {
    if (!pathOf(context).startsWith("host/practice/")) return {};
    return {
      Literal(node) {
        if (typeof node.value !== "string") return;
        if (/(^|[/\\])(core|catalogue)[/\\]|fields\.csv/.test(node.value)) {
          context.report({ node, message: "host/practice may not read a catalogue file" });
        }
      },
    };
  },
};

export default {
  meta: { name: "crosschart" },
  rules: {
    imports,
    connections,
    "file-names": fileNames,
    "practice-apart": practiceReadsNothingOfOurs,
  },
};
