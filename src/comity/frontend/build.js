// Builds the node's styles and scripts: `node build.js FOLDER` writes comity.css, comity.js, images and fonts there.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const reportSheet = join(here, "..", "report", "style.css");
// What every browser in use since 2022 understands.
const target = ["chrome105", "firefox110", "safari16"];
const fonts = ["latin", "latin-ext"].flatMap((part) =>
  [400, 700].map((weight) => `source-sans-3-${part}-${weight}-normal.woff2`),
);

// The sheet of the answer's own page serves the node too, for what stands inside `.answer`: what it says of the
// whole page it says of that element; its dark colours and its paper are left to the node's own sheet.
function answerSheet() {
  const sheet = readFileSync(reportSheet, "utf8")
    .replace(/^@media \(prefers-color-scheme: dark\) \{$[\s\S]*?^\}$/m, "")
    .replace(/^@page .*$/m, "")
    .replace(/^(\s*)html \{.*\}$/gm, "")
    .replace("color-scheme: light dark;", "")
    .replace(/^(\s*)(?::root|body) \{/gm, "$1& {");
  return `.answer {\n${sheet}\n}`;
}

const answer = {
  canonicalize: (url) => (url === "comity:answer" ? new URL(url) : null),
  load: () => ({ contents: answerSheet(), syntax: "scss", sourceMapUrl: pathToFileURL(reportSheet) }),
};

function styles() {
  const { css } = sass.compile(join(here, "styles", "comity.scss"), {
    loadPaths: [modules],
    importers: [answer],
    quietDeps: true,
  });
  const { code } = esbuild.transformSync(css, { loader: "css", minify: true, target, charset: "utf8" });
  return code;
}

function build(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "fonts"), { recursive: true });
  writeFileSync(join(folder, "comity.css"), styles());
  esbuild.buildSync({
    entryPoints: [join(here, "scripts", "comity.js")],
    outfile: join(folder, "comity.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
  });
  for (const font of fonts)
    copyFileSync(join(modules, "@fontsource", "source-sans-3", "files", font), join(folder, "fonts", font));
  copyFileSync(join(modules, "@fontsource", "source-sans-3", "LICENSE"), join(folder, "fonts", "LICENSE"));
  for (const image of ["mark.svg", "favicon.svg"]) copyFileSync(join(here, "images", image), join(folder, image));
}

build(process.argv[2]);
