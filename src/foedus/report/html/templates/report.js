"use strict";
(() => {
  var all = (selector, root) => {
    return [...(root || document).querySelectorAll(selector)];
  };
  var live = document.getElementById("live");

  // Folds: open all of them on demand, for printing, and around the target of a link.
  var unfold = document.getElementById("unfold");
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    var open = unfold.getAttribute("aria-pressed") !== "true";
    quiet = true;
    all("main details").forEach(fold => { fold.open = open; });
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Close all folds" : "Open all folds";
    setTimeout(() => { quiet = false; }, 400);
  });
  var quiet = false;
  var opened = [];
  addEventListener("beforeprint", () => {
    quiet = true;
    opened = all("details:not([open])");
    opened.forEach(fold => { fold.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach(fold => { fold.open = false; });
    quiet = false;
  });
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    var section = target.tagName === "SECTION" && target.closest("details.annex") || target;
    section.scrollIntoView({ block: section.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }
  addEventListener("hashchange", reveal);
  // A link to where the page already is changes no hash, and its fold may have been closed since.
  document.addEventListener("click", event => {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) { reveal(); }
  });
  reveal();
  if (matchMedia("(max-width:900px)").matches) { document.querySelector(".contents details").open = false; }

  // A sentence's evidence: once opened, each link tells what its claim says.
  all("details.ev").forEach(fold => {
    fold.addEventListener("toggle", () => {
      if (!fold.open || quiet || fold.dataset.told) { return; }
      fold.dataset.told = "1";
      all("a", fold).slice(0, 40).forEach(link => {
        var row = document.getElementById(link.hash.slice(1));
        if (row && row.matches(".claims li")) {
          var told = document.createElement("span");
          told.textContent = [...row.childNodes].filter(node => node.nodeType === 3)
            .map(node => node.data).join("").trim();
          told.className = "told";
          link.after(told);
        }
      });
    });
  });

  // Only regions that can scroll need a stop of the Tab key.
  function regions() {
    all(".scroll").forEach(box => {
      if (box.scrollWidth > box.clientWidth + 1) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
    });
  }
  addEventListener("resize", regions);
  document.addEventListener("toggle", regions, true);
  regions();

  // Tables: sort by a column, save as CSV.
  function value(row, index) {
    var text = row.cells[index].textContent.trim();
    var found = text.replace(/\u2212/g, "-").match(/^[+<>]?-?\d+(\.\d+)?(?!\d*[-\u2013\/]\d)/);
    return found ? parseFloat(found[0].replace(/[+<>]/, "")) : text.toLowerCase();
  }
  function compare(a, b) {
    if (typeof a === typeof b) { return a < b ? -1 : a > b ? 1 : 0; }
    return typeof a === "number" ? -1 : 1;
  }
  all("table.sortable").forEach(table => {
    all("thead th", table).forEach((head, index) => {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        var down = head.getAttribute("aria-sort") === "ascending";
        all("thead th", table).forEach(other => { other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        all("tr", body).sort((a, b) => {
          return compare(value(a, index), value(b, index)) * (down ? -1 : 1);
        }).forEach(row => { body.appendChild(row); });
      });
    });
  });
  function cell(node) {
    var text = node.textContent.replace(/\s+/g, " ").trim().replace(/\u2212/g, "-");
    // A spreadsheet takes these for formulae; numbers are let through.
    if (/^[=+\-@\t]/.test(text) && !/^[+\-]?\d[\d.]*$/.test(text)) { text = "'" + text; }
    return '"' + text.replace(/"/g, '""') + '"';
  }
  all(".table:not(.bare)").forEach(box => {
    var tools = box.querySelector(".tools") || document.createElement("p");
    tools.className = "tools";
    box.appendChild(tools);
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Save this table as CSV";
    button.setAttribute("aria-label", "Save this table as CSV: " + box.querySelector("caption").textContent);
    tools.appendChild(button);
    button.addEventListener("click", () => {
      var rows = all("tr", box).map(row => [...row.cells].map(cell).join(","));
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + rows.join("\r\n") + "\r\n"], { type: "text/csv" }));
      link.download = box.id.slice(2) + ".csv";
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 1000);
    });
  });

  // The network: every actor is a button that isolates it and its ties.
  var words = all("svg.network.wide .nodes title").map(title => {
    title.remove();
    return title.textContent;
  });
  all("svg.network").forEach(svg => {
    svg.setAttribute("role", "group");
    svg.classList.add("live");
    var nodes = all(".nodes > g", svg);
    var places = {};
    nodes.forEach((node, index) => {
      places[node.dataset.at] = node.dataset.n = index;
    });
    // A path of many ties becomes a group of lines, each with the numbers of its two actors.
    all("path.ties", svg).forEach(path => {
      var group = document.createElementNS(svg.namespaceURI, "g");
      group.setAttribute("class", path.getAttribute("class"));
      path.getAttribute("d").replace(/,/g, " ").slice(1).split("M").forEach(line => {
        var tie = path.cloneNode();
        tie.removeAttribute("class");
        tie.setAttribute("d", "M" + line);
        tie.dataset.e = line.split("L").map(end => places[end]).join(" ");
        group.appendChild(tie);
      });
      path.replaceWith(group);
    });
    function isolate(node) {
      var id = node && node.dataset.n;
      var keep = {};
      var friends = 0, foes = 0;
      all(".ties path", svg).forEach(tie => {
        var ends = tie.dataset.e.split(" ");
        var near = node && ends.indexOf(id) >= 0;
        tie.classList.toggle("keep", Boolean(near));
        if (near) {
          keep[ends[0]] = keep[ends[1]] = true;
          if (tie.parentElement.classList.contains("hostile")) { foes += 1; } else { friends += 1; }
        }
      });
      if (node) { keep[id] = true; }
      nodes.forEach(other => {
        other.classList.toggle("keep", Boolean(keep[other.dataset.n]));
        other.setAttribute("aria-pressed", String(other === node));
      });
      svg.classList.toggle("one", Boolean(node));
      live.textContent = node ? node.getAttribute("aria-label") + ". The others are faded." : "All actors are shown.";
    }
    nodes.forEach(node => {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "0");
      node.setAttribute("aria-pressed", "false");
      node.setAttribute("aria-label", words[node.dataset.n]);
      function toggle() { isolate(node.getAttribute("aria-pressed") === "true" ? null : node); }
      node.addEventListener("click", toggle);
      node.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); }
      });
    });
    svg.addEventListener("keydown", event => { if (event.key === "Escape") { isolate(null); } });
  });
})();
