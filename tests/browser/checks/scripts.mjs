// What a page loses without scripts: nothing.

export async function withoutScripts(page) {
  const plain = await page.browser().newPage();
  try {
    await plain.setJavaScriptEnabled(false);
    await plain.goto(page.url(), { waitUntil: "load" });
    const problems = [];
    const heading = await plain.$eval("h1", (element) => element.textContent.trim()).catch(() => "");
    if (!heading) problems.push("without scripts there is no heading");
    const shut = await plain.$$("details:not([open]) > summary");
    if (shut.length > 0) {
      const open = await shut[shut.length - 1].evaluate((summary) => {
        summary.click();
        return summary.parentElement.open;
      });
      if (!open) problems.push("without scripts a fold-out does not open");
    }
    return problems;
  } finally {
    await plain.close();
  }
}
