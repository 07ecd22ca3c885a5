// A table that is moved through by arrow keys. Only the rows that are seen are drawn, so thousands cost no more than fifty.

import { node } from "/shell.js";

const BEYOND = 12, WIDEST = 34;

export class Sheet {
  // columns: { name, title, help, fixed }; text(row, column) is what a cell shows; cell(row, column) names what it is in the log;
  // act(event, row, column) is called for keys that do not move; focused(row, column) when a cell has got the focus.
  constructor(box, options) {
    Object.assign(this, { box, text: () => "", cell: () => null, act: () => undefined, focused: () => undefined, dress: () => undefined }, options);
    this.at = [0, 0];
    this.height = 32;
    this.busy = false;
    this.body = node("tbody");
    this.table = node("table", undefined, { className: "sheet" });
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-label", this.label);
    box.replaceChildren(this.table);
    box.onscroll = () => this.draw();
    if (box.sized) box.sized.disconnect();
    box.sized = new ResizeObserver(() => this.draw());
    box.sized.observe(box);
    box.onkeydown = (event) => this.key(event);
    box.onclick = (event) => { const place = event.target.closest("td"); if (place && place.dataset.at && !this.busy) this.go(...place.dataset.at.split(" ").map(Number)); };
    this.fill(this.rows);
  }

  fill(rows) {
    this.rows = rows;
    const heads = node("tr"), sizes = node("colgroup");
    this.columns.forEach((column, at) => {
      const head = node("th", column.sort ? undefined : column.title, { scope: "col" });
      if (column.sort) {
        const way = column.way ? (column.way > 0 ? "ascending" : "descending") : "none";
        const button = node("button", `${column.title}${column.way ? (column.way > 0 ? " ↑" : " ↓") : ""}`, { type: "button", tabIndex: -1, onclick: () => column.sort() });
        button.dataset.head = at;
        head.setAttribute("aria-sort", way);
        head.append(button);
      }
      heads.append(head);
      // As wide as its longest cell was at first: filters and sorting do not move the columns.
      column.width = column.width || Math.min(WIDEST, Math.max(6, rows.reduce((most, row) => Math.max(most, this.text(row, column).length), column.title.length + 2) + 1));
      sizes.append(node("col"));
      sizes.lastChild.style.width = `${column.width}ch`;
    });
    const top = node("thead");
    top.append(heads);
    this.table.replaceChildren(sizes, top, this.body);
    this.table.setAttribute("aria-rowcount", rows.length + 1);
    this.at = [Math.min(this.at[0], Math.max(0, rows.length - 1)), Math.min(this.at[1], this.columns.length - 1)];
    this.draw();
  }

  draw() {
    if (this.busy) return;
    const held = this.body.contains(document.activeElement);
    const first = Math.max(0, Math.floor(this.box.scrollTop / this.height) - BEYOND);
    const end = Math.min(this.rows.length, first + Math.ceil((this.box.clientHeight || 900) / this.height) + 2 * BEYOND);
    const gap = (count) => { const line = node("tr", undefined, { className: "gap" }); line.setAttribute("aria-hidden", "true"); line.style.height = `${count * this.height}px`; return line; };
    const lines = this.rows.slice(first, end).map((row, step) => this.line(row, first + step));
    this.body.replaceChildren(...(first ? [gap(first)] : []), ...lines, ...(end < this.rows.length ? [gap(this.rows.length - end)] : []));
    const tall = lines.length ? lines[0].offsetHeight : 0;
    if (tall && Math.abs(tall - this.height) > 0.5) { this.height = tall; this.draw(); return; }
    if (held) (this.here() || this.box).focus({ preventScroll: true });
  }

  line(row, index) {
    const line = node("tr");
    line.setAttribute("aria-rowindex", index + 2);
    this.columns.forEach((column, at) => {
      const place = node("td", this.text(row, column), { tabIndex: index === this.at[0] && at === this.at[1] ? 0 : -1, className: column.fixed ? "key" : "", dir: "auto" });
      place.dataset.at = `${index} ${at}`;
      const named = this.cell(row, column);
      if (named) Object.assign(place.dataset, { table: named.table, row: JSON.stringify(named.row), field: named.field });
      this.dress(place, row, column);
      line.append(place);
    });
    return line;
  }

  here() { return this.body.querySelector(`[data-at="${this.at[0]} ${this.at[1]}"]`); }
  current() { return { row: this.rows[this.at[0]], column: this.columns[this.at[1]] }; }

  go(row, column) {
    if (!this.rows.length) return;
    const old = this.here();
    if (old) old.tabIndex = -1;
    this.at = [Math.max(0, Math.min(this.rows.length - 1, row)), Math.max(0, Math.min(this.columns.length - 1, column))];
    const head = this.table.tHead.offsetHeight, top = this.at[0] * this.height, seen = this.box.clientHeight - head;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + this.height > this.box.scrollTop + seen) this.box.scrollTop = top + this.height - seen;
    if (!this.here()) this.draw();
    const place = this.here();
    place.tabIndex = 0;
    place.focus({ preventScroll: true });
    const frame = this.box.getBoundingClientRect(), box = place.getBoundingClientRect();
    if (box.left < frame.left || box.width > frame.width) this.box.scrollLeft += box.left - frame.left;
    else if (box.right > frame.right) this.box.scrollLeft += box.right - frame.right;
    this.focused(this.rows[this.at[0]], this.columns[this.at[1]]);
  }

  // Shows again what a row holds by now.
  renew() { const held = this.body.contains(document.activeElement); this.draw(); if (held) this.go(...this.at); }

  key(event) {
    if (this.busy || event.altKey || event.metaKey) return;
    const head = event.target.dataset && event.target.dataset.head;
    const [row, column] = this.at, page = Math.max(1, Math.floor(this.box.clientHeight / this.height) - 2);
    if (head !== undefined) {
      const other = { ArrowLeft: Number(head) - 1, ArrowRight: Number(head) + 1 }[event.key];
      if (other !== undefined) { event.preventDefault(); const button = this.table.tHead.querySelector(`[data-head="${other}"]`); if (button) button.focus(); }
      if (event.key === "ArrowDown") { event.preventDefault(); this.go(row, Number(head)); }
      return;
    }
    const end = this.columns.length - 1, last = this.rows.length - 1;
    const moves = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: event.ctrlKey ? [0, 0] : [row, 0], End: event.ctrlKey ? [last, end] : [row, end], PageUp: [row - page, column], PageDown: [row + page, column],
    };
    if (event.key === "ArrowUp" && row === 0 && this.columns[column].sort) { event.preventDefault(); this.table.tHead.querySelector(`[data-head="${column}"]`).focus(); return; }
    if (moves[event.key]) { event.preventDefault(); this.go(...moves[event.key]); return; }
    this.act(event, this.rows[row], this.columns[column]);
  }
}
