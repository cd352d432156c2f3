// Questions to the server while somebody types: same origin, JSON, with the form's token.

export async function ask(url, body) {
  const token = document.querySelector("input[name=csrf_token]").value;
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function look(url, params) {
  const answer = await fetch(`${url}?${new URLSearchParams(params)}`, {
    credentials: "same-origin",
    headers: { "Accept": "application/json" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Call a function once nothing new has come for a while; only the newest call counts.
export function settled(milliseconds, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
