// What a user does and sees in the workbench, in a user's words. Waits for what is to appear, never for time.

const patience = 120_000;

export class Workbench {
  #page;

  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(patience);
  }

  get #editor() {
    return this.#page.locator('.editor-instance .monaco-editor').first();
  }

  /** A line of the editor with these words is on the screen. */
  async seesLine(words) {
    await this.#line(words).waitFor();
  }

  async seesSquiggle() {
    await this.#editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first().waitFor();
  }

  async closeSideBar() {
    const sideBar = this.#page.locator('.part.sidebar');
    if (await sideBar.isVisible()) await this.#page.keyboard.press('Control+b');
    await sideBar.waitFor({ state: 'hidden' });
  }

  /** Rests the pointer on a word of a line and returns the text of the hover, once it says `words`. */
  async hoverOver(word, line, words) {
    const hover = this.#page.locator('.monaco-hover:not(.hidden)', { hasText: words }).first();
    await this.#again(async () => {
      await this.#page.mouse.move(2, 2);
      await this.#word(word, line).hover();
      await hover.waitFor({ timeout: 10_000 });
    });
    return hover.innerText();
  }

  async followHoverLink(words) {
    await this.#page.locator('.monaco-hover:not(.hidden) a', { hasText: words }).first().click();
  }

  async seesTab(name) {
    await this.#page.locator('.tab', { hasText: name }).first().waitFor();
  }

  /** A page in a view of its own (Markdown preview) shows these words. */
  async seesPage(words) {
    const isShown = (frame) =>
      frame
        .getByText(words)
        .first()
        .isVisible()
        .catch(() => false);
    const anyShows = async () => (await Promise.all(this.#page.frames().map(isShown))).some(Boolean);
    await this.waitFor(anyShows, `a page that says "${words}"`);
  }

  async closeTab(name) {
    const tab = this.#page.locator('.tab', { hasText: name }).first();
    await tab.hover();
    await tab.locator('.tab-actions .action-label').first().click();
    await tab.waitFor({ state: 'detached' });
  }

  async seesLens(words) {
    await this.#page.locator('.codelens-decoration', { hasText: words }).first().waitFor();
  }

  async clickLens(words) {
    await this.#page.locator('.codelens-decoration a', { hasText: words }).first().click();
  }

  /** F12 on the word at the cursor; several places are shown in a peek view, whose list names each. */
  async goToDefinition(words) {
    await this.#again(async () => {
      await this.#page.keyboard.press('F12');
      const peek = this.#page.locator('.peekview-widget');
      await peek
        .locator('.view-line', { hasText: new RegExp(words.replace(/ /g, '\\s')) })
        .first()
        .waitFor({ timeout: 5000 });
    });
  }

  async click(word, line) {
    await this.#word(word, line).click();
  }

  /** Opens the light bulb's menu with the keyboard; returns its text once it offers `words`. */
  async openQuickFixes(words) {
    const menu = this.#page.locator('.action-widget:not(.action-list-submenu-panel)');
    await this.#again(async () => {
      await this.#page.keyboard.press('Control+.');
      await menu.locator('.monaco-list-row', { hasText: words }).first().waitFor({ timeout: 5000 });
    });
    return menu.innerText();
  }

  async chooseFirstQuickFix() {
    await this.#page.keyboard.press('Enter');
  }

  /** Runs a command by its name in the command palette. */
  async command(name) {
    await this.#choose('F1', `>${name}`, name);
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.#choose('Control+p', name, name);
    await this.seesTab(name);
  }

  /** A list to choose from is open and offers this. */
  async seesChoice(words) {
    await this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: words }).first().waitFor();
  }

  /** The box for a file or folder, or for a choice, has this title. */
  async seesQuestion(words) {
    await this.#page
      .locator('.quick-input-widget', { hasText: words })
      .or(this.#page.locator('.monaco-dialog-box', { hasText: words }))
      .first()
      .waitFor();
  }

  async clickStatusBar(words) {
    await this.#page.locator('.statusbar-item', { hasText: words }).first().click();
  }

  async clickButton(words) {
    await this.#page.locator('.monaco-button', { hasText: words }).first().click();
  }

  /** A row of a view in the side bar says this. */
  async seesRow(words) {
    await this.#page.locator('.part.sidebar .monaco-list-row', { hasText: words }).first().waitFor();
  }

  async clickRow(words) {
    await this.#page.locator('.part.sidebar .monaco-list-row', { hasText: words }).first().click();
  }

  /** What is offered at the cursor says this. */
  async seesSuggestion(words) {
    await this.#again(async () => {
      await this.#page.keyboard.press('Control+Space');
      await this.#page
        .locator('.suggest-widget .monaco-list-row', { hasText: words })
        .first()
        .waitFor({ timeout: 5000 });
    });
  }

  /** The tab in front, by its name. */
  async tabInFront() {
    return (await this.#page.locator('.tab.active').first().innerText()).trim();
  }

  async #choose(keys, words, row) {
    const box = this.#page.locator('.quick-input-widget input').first();
    await this.#again(async () => {
      await this.#page.keyboard.press(keys);
      await box.waitFor({ timeout: 5000 });
      await box.fill(words);
      await this.#page
        .locator('.quick-input-widget .monaco-list-row', { hasText: row })
        .first()
        .waitFor({ timeout: 5000 });
    });
    await this.#page.keyboard.press('Enter');
  }

  async press(keys) {
    await this.#page.keyboard.press(keys);
  }

  /** Waits until `isSo`; fails with `what` when it is not for a long while. */
  async waitFor(isSo, what) {
    const end = Date.now() + patience;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #line(words) {
    // VS Code draws blanks as no-break spaces.
    const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s'));
    return this.#editor.locator('.view-line', { hasText: pattern }).first();
  }

  #word(word, line) {
    return this.#line(line).locator('span > span', { hasText: word }).first();
  }

  /** On a loaded machine the first key or movement can be lost: tries a few times. */
  async #again(attempt) {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (tries === 8) throw error;
        await this.#page.keyboard.press('Escape');
      }
    }
  }
}
