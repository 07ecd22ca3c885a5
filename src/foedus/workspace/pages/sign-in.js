// A name and a key for a session; the cookie of it is out of the reach of this script.
const $ = (id) => document.getElementById(id);

async function ask(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
}

function tell(text, wrong) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", wrong);
}

$("who-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  tell("Signing in…", false);
  try {
    await ask("/sign-in", { coder: $("coder").value.trim(), key: $("key").value });
    location.assign("/");
  } catch (error) {
    tell(error.message || "The server cannot be reached.", true);
    $("key").value = "";
    $("key").focus();
  }
});

$("out").addEventListener("click", async () => {
  await ask("/sign-out", {});
  tell("Signed out.", false);
});
$("coder").focus();
