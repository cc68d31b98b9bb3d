// microGPT in JavaScript from the files of `microgpt export`:
// node port.mjs FOLDER [STEPS] trains and makes up names,
// node port.mjs FOLDER check compares its slopes.

import { readFileSync } from "node:fs";

const [folder, what = "1000"] = process.argv.slice(2);
const read = (name) => readFileSync(`${folder}/${name}`, "utf8");
const lines = (name) => read(name).trimEnd().split("\n");

// A number that remembers what it was made from. The tape has them in the order
// in which they were made.
const tape = [];

function value(data, parents = [], locals = []) {
  const made = { data, grad: 0, parents, locals };
  tape.push(made);
  return made;
}

const add = (a, b) => value(a.data + b.data, [a, b], [1, 1]);
const mul = (a, b) => value(a.data * b.data, [a, b], [b.data, a.data]);
const times = (a, c) => value(a.data * c, [a], [c]);
const plus = (a, c) => value(a.data + c, [a], [1]);
const pow = (a, n) => value(a.data ** n, [a], [n * a.data ** (n - 1)]);
const ln = (a) => value(Math.log(a.data), [a], [1 / a.data]);
const relu = (a) => value(Math.max(0, a.data), [a], [a.data > 0 ? 1 : 0]);
const sum = (values) => values.reduce(add);

function exp(a) {
  const data = Math.exp(a.data);
  return value(data, [a], [data]);
}

function backward(loss) {
  loss.grad = 1;
  for (const { grad, parents, locals } of tape.reverse()) {
    parents.forEach((parent, i) => (parent.grad += locals[i] * grad));
  }
  tape.length = 0;
}

// ANCHOR: weights
const weights = JSON.parse(read("weights.json"));
const model = {};
for (const [name, rows] of Object.entries(weights)) {
  model[name] = rows.map((row) => row.map((w) => value(w)));
}
const params = Object.values(model).flat(2);
// ANCHOR_END: weights
tape.length = 0;

const dot = (a, b) => sum(a.map((a, i) => mul(a, b[i])));
const linear = (x, w) => w.map((row) => dot(row, x));
const sums = (a, b) => a.map((a, i) => add(a, b[i]));

function rmsNorm(x) {
  const scale = pow(plus(times(dot(x, x), 1 / x.length), 1e-5), -0.5);
  return x.map((x) => mul(x, scale));
}

function softmax(logits) {
  const largest = Math.max(...logits.map((logit) => logit.data));
  const exps = logits.map((logit) => exp(plus(logit, -largest)));
  const part = pow(sum(exps), -1);
  return exps.map((e) => mul(e, part));
}

function attention(q, keys, values) {
  return [0, 4, 8, 12].flatMap((start) => {
    const part = (x) => x.slice(start, start + 4);
    const scores = keys.map((k) => times(dot(part(q), part(k)), 0.5));
    const weights = softmax(scores);
    const gathered = values.map((v, i) => part(v).map((v) => mul(weights[i], v)));
    return gathered.reduce(sums);
  });
}

function logits(token, keys, values) {
  const matrix = (name) => model[`layer0.${name}`];
  let x = rmsNorm(sums(model.wte[token], model.wpe[keys.length]));
  let normed = rmsNorm(x);
  keys.push(linear(normed, matrix("attn_wk")));
  values.push(linear(normed, matrix("attn_wv")));
  const q = linear(normed, matrix("attn_wq"));
  x = sums(linear(attention(q, keys, values), matrix("attn_wo")), x);
  normed = rmsNorm(x);
  const hidden = linear(normed, matrix("mlp_fc1")).map(relu);
  x = sums(linear(hidden, matrix("mlp_fc2")), x);
  return linear(x, model.lm_head);
}

function lossOf(tokens) {
  const [keys, values] = [[], []];
  const pairs = Math.min(16, tokens.length - 1);
  const losses = tokens.slice(0, pairs).map((token, i) => {
    const probs = softmax(logits(token, keys, values));
    return times(ln(probs[tokens[i + 1]]), -1);
  });
  return times(sum(losses), 1 / pairs);
}

const BOS = 26;
const letters = (doc) => [...doc].map((letter) => letter.charCodeAt(0) - 97);

function train(numSteps) {
  const docs = lines("docs.txt");
  const [m, v] = [params.map(() => 0), params.map(() => 0)];
  for (let step = 0; step < numSteps; step++) {
    const loss = lossOf([BOS, ...letters(docs[step]), BOS]);
    backward(loss);
    const rate = 0.01 * (1 - step / 1000);
    params.forEach((p, i) => {
      m[i] = 0.85 * m[i] + 0.15 * p.grad;
      v[i] = 0.99 * v[i] + 0.01 * p.grad ** 2;
      const mHat = m[i] / (1 - 0.85 ** (step + 1));
      const vHat = v[i] / (1 - 0.99 ** (step + 1));
      p.data -= (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
      p.grad = 0;
    });
    console.log(`step ${step + 1} / 1000 | loss ${loss.data.toFixed(6)}`);
  }
}

function makeUp(uniforms) {
  const [keys, values, name] = [[], [], []];
  for (let token = BOS; name.length < 16; name.push(token)) {
    const halved = logits(token, keys, values).map((x) => times(x, 2));
    const probs = softmax(halved).map((p) => p.data);
    tape.length = 0;
    const point = uniforms.shift() * probs.reduce((a, b) => a + b);
    let end = 0;
    token = probs.findIndex((p) => (end += p) > point);
    if (token === BOS) break;
  }
  return String.fromCharCode(...name.map((token) => token + 97));
}

// ANCHOR: slopes
function slopes() {
  let i = 0;
  const slope = (rows) =>
    rows.flat().reduce((sum, p) => sum + (1 + (i++ % 7)) * p.grad, 0);
  return Object.entries(model).map(([name, rows]) => [name, slope(rows)]);
}

for (const check of what === "check" ? JSON.parse(read("gradient.json")) : []) {
  params.forEach((p) => (p.grad = 0));
  backward(lossOf(check.tokens));
  for (const [name, slope] of slopes()) {
    const right = Math.abs(slope / check.slopes[name] - 1) < 1e-9;
    console.log(check.doc, name, slope, right ? "right" : "WRONG");
    if (!right) process.exitCode = 1;
  }
}
// ANCHOR_END: slopes

if (what !== "check") {
  train(Number(what));
  const uniforms = lines("uniforms.txt").map(Number);
  for (let i = 1; i <= 20; i++) console.log(`sample ${i}: ${makeUp(uniforms)}`);
}
