// Opens the workspace: what the page holds all the time, then one call for each view, in the order of its button.

import { startAgreement } from "/agreement.js";
import { startBlame } from "/blame.js";
import { onOpen, open, startCoding } from "/coding.js";
import { startDrafts } from "/drafts.js";
import { startGrid } from "/grid.js";
import { startIntake } from "/intake.js";
import { startQuestion } from "/question.js";
import { startRatings } from "/ratings.js";
import { startSearch } from "/search.js";
import { $, ask, refresh, state, turn, view } from "/shell.js";
import { startUncounted } from "/uncounted.js";
import { verdict } from "/verdict.js";

state.kase = await ask("/api/case");
startCoding();
startDrafts();
await startIntake();
startQuestion();
startGrid();
startRatings();
startUncounted();
onOpen(startAgreement());
startSearch();
startBlame();
$("undo").onclick = () => turn("undo");
$("redo").onclick = () => turn("redo");
$("keys").onclick = () => $("help").showModal();
await refresh();
await view("coding");
verdict();
if (state.kase.documents.length) { await open(state.kase.documents[0].id); $("text").focus(); }
else $("add-documents").focus();
