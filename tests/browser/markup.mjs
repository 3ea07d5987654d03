// Whether the markup of every page is that of HTML: by html-validate, and by the Nu checker where Java is.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";

const run = promisify(execFile);

const RULES = {
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Templates leave blank lines and spaces; they mean nothing.
    "no-trailing-whitespace": "off",
    // Titles are the authors' and may be long.
    "long-title": "off",
    // `&` and quotes in texts are escaped where they must be.
    "no-raw-characters": ["error", { relaxed: true }],
    // Roles of DPUB-ARIA and names of groups say more than the elements.
    "prefer-native-element": "off",
    "no-redundant-role": "off",
  },
};

/** What html-validate finds, a line each. */
export async function validate(all) {
  const checker = new HtmlValidate(RULES);
  const problems = [];
  for (const page of all) {
    const report = await checker.validateFile(page.file);
    for (const message of report.results.flatMap((result) => result.messages)) {
      problems.push(`${page.path}:${message.line}:${message.column}: html-validate ${message.ruleId}: ${message.message}`);
    }
  }
  return problems;
}

/** What the Nu HTML checker finds, a line each; nothing, and why, without Java. */
export async function nu(folder, all) {
  const java = await run("java", ["-version"]).then(() => true, () => false);
  if (!java) return { skipped: "Java is not there", problems: [] };
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const files = all.map((page) => page.file);
  const options = ["-Xss4m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", ...files];
  const { stdout } = await run("java", options, { maxBuffer: 1 << 26, timeout: 180_000 });
  const messages = JSON.parse(stdout).messages.filter((message) => !isKnown(message));
  return {
    problems: messages.map((message) => {
      const path = decodeURIComponent(message.url ?? "").replace(/^file:/, "").replace(folder, "");
      return `${path}:${message.lastLine}: Nu ${message.type}: ${message.message}`;
    }),
  };
}

/**
 * Rules of CSS that are newer than the checker; and its guess of a translation's language, in which the charts
 * and the titles of sources, which are not translated, weigh more than the text.
 */
function isKnown(message) {
  return /text-box|::details-content|text-autospace|@bottom-right|print-color-adjust|appears to be written in/.test(message.message);
}
