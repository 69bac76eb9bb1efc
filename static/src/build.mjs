/* Builds static/portal.css, the font and the licences from the packages of package.json and the CSS beside this file.
   `node static/src/build.mjs` writes them; `--check` writes nothing and fails when they are not what their sources give. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

const SOURCES = dirname(fileURLToPath(import.meta.url))
const STATIC = dirname(SOURCES)
const ROOT = dirname(STATIC)
const INSTALLED = join(ROOT, "var/css")
const PACKAGES = join(INSTALLED, "node_modules")
const BUDGET = { css: 20_000, js: 10_000 } // bytes, gzipped

const COMPONENTS = [
  "@nl-design-system-candidate/button-css/dist/button.css",
  "@nl-design-system-candidate/link-css/dist/link.css",
  "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
  "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
  "@utrecht/alert-css/dist/index.css",
  "@utrecht/breadcrumb-nav-css/dist/index.css",
  "@utrecht/textbox-css/dist/index.css",
  "@utrecht/select-css/dist/index.css",
  "@utrecht/table-css/dist/index.css",
  "@utrecht/pagination-css/dist/index.css",
]
const OWN = {
  base: ["base.css"],
  layout: ["layout.css"],
  parts: ["header.css", "search.css", "cards.css", "item.css", "steps.css", "charts.css"],
}
const COPIES = {
  "source-sans-3.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  "licences/source-sans-3.txt": "@fontsource-variable/source-sans-3/LICENSE",
  "licences/nl-design-system.md": "@nl-design-system-candidate/button-css/LICENSE.md",
}

function files(folder, ending) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending))
  return names.map((name) => join(folder, name))
}

function scripts() {
  return readdirSync(STATIC).filter((name) => name.endsWith(".js")).map((name) => join(STATIC, name))
}

/** The packages are installed outside static/, so that nothing of them is served. */
function install() {
  const wanted = readFileSync(join(SOURCES, "package.json"), "utf8")
  const stamp = join(INSTALLED, "installed.json")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  mkdirSync(INSTALLED, { recursive: true })
  writeFileSync(join(INSTALLED, "package.json"), wanted)
  const options = ["install", "--no-save", "--no-package-lock", "--legacy-peer-deps", "--no-audit", "--no-fund"]
  execFileSync("npm", options, { cwd: INSTALLED, stdio: "inherit" })
  writeFileSync(stamp, wanted)
}

/** The bundle's first file: it exists in memory only, because Django's manifest storage would try to follow its imports. */
function entry() {
  const parts = COMPONENTS.map((path) => `@import "${join(PACKAGES, path)}" layer(components);`)
  for (const [layer, files] of Object.entries(OWN)) {
    parts.push(...files.map((file) => `@import "${join(SOURCES, file)}" layer(${layer});`))
  }
  const free = ["tokens.css", "print.css"].map((file) => `@import "${join(SOURCES, file)}";`)
  return ["@layer components, base, layout, parts;", ...parts, ...free].join("\n")
}

async function css() {
  const require = createRequire(join(PACKAGES, "x"))
  const { bundleAsync, transform } = require("lightningcss")
  const { PurgeCSS } = require("purgecss")
  const version = (major, minor = 0) => (major << 16) | (minor << 8)
  const targets = { chrome: version(111), firefox: version(113), safari: version(16, 4) }
  const bundle = await bundleAsync({
    filename: join(SOURCES, "portal.css"),
    targets,
    resolver: {
      read: (file) => (file === join(SOURCES, "portal.css") ? entry() : readFileSync(file, "utf8")),
      resolve: (path) => path,
    },
  })
  const used = [...files(join(ROOT, "templates"), ".html"), ...scripts()].sort()
  const [purged] = await new PurgeCSS().purge({
    css: [{ raw: bundle.code.toString() }],
    content: used,
    variables: true,
    safelist: { standard: ["mark", "ol"], greedy: [/^data-/, /^aria-/, /^href$/] }, // search marks hits; editors write lists and links
  })
  const banner = "/* Built by static/src/build.mjs: change the sources there. Licences: licences/ */\n"
  return banner + transform({ filename: "portal.css", code: Buffer.from(purged.css), minify: true, targets }).code + "\n"
}

function gzipped(...paths) {
  return paths.reduce((total, path) => total + gzipSync(readFileSync(path)).length, 0)
}

const checking = process.argv.includes("--check")
install()
const outputs = { "portal.css": Buffer.from(await css()) }
for (const [to, from] of Object.entries(COPIES)) outputs[to] = readFileSync(join(PACKAGES, from))
const stale = Object.keys(outputs).filter((name) => {
  const path = join(STATIC, name)
  return !existsSync(path) || !readFileSync(path).equals(outputs[name])
})
if (checking && stale.length) {
  console.error(`Not what the sources give: ${stale.join(", ")}. Run make css.`)
  process.exit(1)
}
for (const name of stale) {
  mkdirSync(dirname(join(STATIC, name)), { recursive: true })
  writeFileSync(join(STATIC, name), outputs[name])
}
const sizes = { css: gzipped(join(STATIC, "portal.css")), js: gzipped(...scripts()) }
console.log(`gzipped: css ${sizes.css} of ${BUDGET.css} bytes, js ${sizes.js} of ${BUDGET.js} bytes`)
if (sizes.css > BUDGET.css || sizes.js > BUDGET.js) process.exit(1)
