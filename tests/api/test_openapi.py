"""The OpenAPI document is valid, complete, and true: what it says is what is answered."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from backend.api import examples
from backend.api.examples import example_of, parameters_of, shortened
from backend.api.problems import PROBLEM_JSON
from tests.api.asking import API, BAKED, LIVE, ask
from tests.release.desk import open_office

PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
PAGE_ITEMS = {"questionnaires": "questionnaire", "rules": "rule"}
REFUSED = ("/guides/no-such", "/changes?since=x", "/changes", "/nope", "/regions?on=x",
           "/estimates/coverage-start?rule=tianjin-newborn-coverage-start")  # fmt: skip
NO_PAGES = re.compile("release|estimates|nearest|changes|search|suggest")


@pytest.fixture(scope="session")
def operations(spec):
    return {path: item["get"] for path, item in spec["paths"].items()}


def test_the_document_is_valid_openapi_31(spec):
    assert spec["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(spec).iter_errors()) == []


def test_it_holds_every_route_and_nothing_else(served, spec):
    rules = [r for r in served.url_map.iter_rules() if r.rule.startswith(f"{API}/")]
    routes = {(re.sub(r"<(\w+)>", r"{\1}", r.rule), m) for r in rules for m in r.methods}
    told = {(p, method.upper()) for p, item in spec["paths"].items() for method in operators(item)}
    assert told == {(path, m) for path, m in routes if m not in ("HEAD", "OPTIONS")}


def test_every_operation_says_what_it_does(operations):
    for path, operation in operations.items():
        assert re.search("[\u4e00-\u9fff]", operation["summary"]), path
    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names)


def test_every_operation_says_what_it_answers(spec, operations):
    for path, operation in operations.items():
        answer = operation["responses"]["200"]
        [(kind, content)] = answer["content"].items()
        assert kind == PICTURES.get(path[-4:], "application/json"), path
        picture = {"type": "string", "contentMediaType": kind}
        assert content["schema"] == picture if path[-4:] in PICTURES else content["schema"]["$ref"]
        assert {"ETag", "Cache-Control", "X-Release"} <= answer["headers"].keys()
        assert "content" not in resolved(spec, operation["responses"]["304"])


def test_every_operation_says_how_it_refuses(spec, operations):
    for path, operation in operations.items():
        refusals = {c: r for c, r in operation["responses"].items() if c[0] in "45"}
        assert {"4XX", "5XX"} <= refusals.keys(), path
        if parameters_of(spec, path):
            assert {"404", "422"} <= refusals.keys(), path
        for refusal in refusals.values():
            content = resolved(spec, refusal)["content"]
            assert content.keys() == {PROBLEM_JSON}, path
            assert content[PROBLEM_JSON]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_parameter_is_explained_once(spec):
    for path in spec["paths"]:
        names = [parameter["name"] for parameter in parameters_of(spec, path)]
        assert len(names) == len(set(names)), path
        for parameter in parameters_of(spec, path):
            assert parameter["description"]
            assert parameter["schema"]["type"]
            if parameter["in"] == "path" or parameter.get("required"):
                assert example_given(parameter) is not None, (path, parameter["name"])


def test_every_page_takes_a_day_and_an_instant(operations):
    for path in (path for path in operations if not NO_PAGES.search(path)):
        assert [p["name"] for p in operations[path]["parameters"]] == ["on", "known_at"]


def test_every_part_of_it_is_used(spec):
    written = json.dumps(spec)
    for kind, parts in spec["components"].items():
        for name in parts:
            assert f'"#/components/{kind}/{name}"' in written, name


def test_what_it_gives_as_an_example_is_answered(client, spec):
    counts = ask(client, "/release").json["counts"]
    for path in spec["paths"]:
        answer = client.get(example_of(spec, path))
        thing = PAGE_ITEMS.get(path.split("/")[3])
        wanted = 404 if thing and "{key}" in path and not counts.get(thing) else 200
        assert answer.status_code == wanted, example_of(spec, path)


def test_examples_also_work_where_the_first_release_is_of_today(app, root):
    open_office(root)
    client = app.test_client()
    spec = client.get("/openapi.json").json
    for path in (f"{API}/regions", f"{API}/channels", f"{API}/changes"):
        for parameter in parameters_of(spec, path):
            example = example_given(parameter)
            if example is not None:
                assert client.get(f"{path}?{parameter['name']}={example}").status_code == 200


def test_every_answer_has_an_example_of_its_own_shape(spec, operations):
    for path, operation in in_json(operations).items():
        content = operation["responses"]["200"]["content"]["application/json"]
        assert wrong(spec, content["schema"], content["example"]) == [], path


def test_no_example_is_kept_of_what_is_no_operation(operations):
    assert examples.stored().keys() == {o["operationId"] for o in in_json(operations).values()}


def test_examples_are_short():
    assert all(len(json.dumps(e, ensure_ascii=False)) < 10_000 for e in examples.stored().values())
    assert shortened({"a": [1, 2, [3, 4, 5]], "b": {"c": [1, 2, 3]}}) == {"a": [1, 2], "b": {
        "c": [1, 2]}}  # fmt: skip


def test_examples_can_be_taken_anew(served, monkeypatch, tmp_path):
    file = tmp_path / "examples.json"
    file.write_text('{"questionnaires_one": {"kept": true}}', "utf-8")
    monkeypatch.setattr(examples, "FILE", file)
    told = served.test_cli_runner().invoke(args=["openapi", "examples"])
    assert told.exit_code == 0, told.output
    taken = examples.stored()
    assert taken["questionnaires_one"]
    fresh = shortened(served.test_client().get(f"{API}/offices/heshan-gulao").json)
    assert taken["offices_one"] == fresh


@pytest.mark.parametrize("path", [*BAKED, *LIVE, "/standards/hunan-resident?on=1990-01-01"])
def test_an_answer_has_the_shape_the_document_says(client, spec, path):
    answer = ask(client, path)
    schema = answering(spec, path)
    assert wrong(spec, schema, answer.json) == []


@pytest.mark.parametrize("path", REFUSED)
def test_a_refusal_has_the_shape_the_document_says(client, spec, path):
    answer = ask(client, path)
    assert wrong(spec, {"$ref": "#/components/schemas/Problem"}, answer.json) == []


def test_every_thing_of_the_release_has_its_shape(client, spec):
    for listed, names in (("/regions/440300/guides", "guides"), ("/channels", "channels"),
                          ("/regions/440784/offices", "offices"),
                          ("/regions/440784/standards", "standards")):  # fmt: skip
        for thing in ask(client, listed).json[names]:
            path = f"/{names}/{thing['key']}"
            assert wrong(spec, answering(spec, path), ask(client, path).json) == [], path


def test_the_shapes_are_worth_something(client, spec):
    """A validator that finds nothing wrong with anything would prove nothing."""
    guide = ask(client, "/guides/shenzhen-child-enrol").json
    schema = answering(spec, "/guides/x")
    for name in ("title", "routes", "valid_from"):
        assert wrong(spec, schema, {k: v for k, v in guide.items() if k != name})
    assert wrong(spec, schema, {**guide, "valid_from": "soon"})
    assert wrong(spec, schema, {**guide, "region": {"code": "x", "name": "深圳"}})


def in_json(operations):
    """Return the operations that answer members, not pictures."""
    return {path: o for path, o in operations.items() if path[-4:] not in PICTURES}


def answering(spec, path):
    """Return the schema of the operation that answers a path."""
    asked = API + path.partition("?")[0]
    found = [p for p in spec["paths"] if re.fullmatch(re.sub(r"{\w+}", "[^/]+", p), asked)]
    [item] = [spec["paths"][p] for p in found]
    return item["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def wrong(spec, schema, body):
    """Return what in a body is not as its schema says."""
    whole = {**schema, "components": spec["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{e.json_path}: {e.message[:200]}" for e in checker.iter_errors(body)]


def resolved(spec, part):
    if "$ref" not in part:
        return part
    *_, kind, name = part["$ref"].split("/")
    return spec["components"][kind][name]


def operators(item):
    return item.keys() - {"parameters", "summary", "description"}


def example_given(parameter):
    return parameter.get("example", parameter["schema"].get("example"))
