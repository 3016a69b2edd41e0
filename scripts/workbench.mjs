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

  /** Rests the pointer on a word and returns the text of the hover, once it is there. */
  async hoverOver(word) {
    const hover = this.#page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    await this.#again(async () => {
      await this.#word(word).hover();
      await this.#page.mouse.move(0, 0);
      await this.#word(word).hover();
      await hover.waitFor({ timeout: 5000 });
    });
    return this.#page.locator('.monaco-hover:not(.hidden)').first().innerText();
  }

  async leaveHover() {
    await this.#page.keyboard.press('Escape');
    await this.#page.mouse.move(2, 2);
    await this.#page
      .locator('.monaco-hover:not(.hidden) .hover-contents')
      .first()
      .waitFor({ state: 'hidden' });
  }

  async click(word) {
    await this.#word(word).click();
  }

  /** Opens the light bulb's menu with the keyboard; returns its text once it offers `words`. */
  async openQuickFixes(words) {
    const menu = this.#page.locator('.action-widget');
    await this.#again(async () => {
      await this.#page.keyboard.press('Control+.');
      await menu.locator('.monaco-list-row', { hasText: words }).first().waitFor({ timeout: 5000 });
    });
    return menu.innerText();
  }

  async chooseFirstQuickFix() {
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

  #word(word) {
    return this.#editor.locator('.view-line span span', { hasText: word }).first();
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
