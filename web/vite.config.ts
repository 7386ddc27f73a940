import { defineConfig } from "vite";

// Pages name their scripts by the manifest; addresses within the bundle are relative, as a proxy may put the
// site below any path.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../api/static/built",
    emptyOutDir: true,
    manifest: true,
    modulePreload: false,
    target: "es2022",
    assetsInlineLimit: 0,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: Object.fromEntries(
        ["cells", "explorer", "home", "search", "sparql"].map((name) => [name, `src/${name}.ts`]),
      ),
    },
  },
});
