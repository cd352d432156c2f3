"""The written form of a document: one text for one thing, and a line for every mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.text.canonical import MAX_CHARACTERS, Mistake, read, write

UNQUOTED = "文字要加双引号"
ALIAS = "不能使用锚点（&）和别名（*）"

# names as schemas have them, those laid out on one line, and those YAML would like to misread
names = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True),
    st.sampled_from(["path", "citations", "when", "then", "dims", "no", "y", "null", "true", "12"]),
)
texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["0750", "no", "12:30", "2024-01-01", "~", "", " ", "#", "- a", "\n", "\u2028"]
    ),
)
wholes = st.integers(min_value=-(10**17), max_value=10**17)
values = st.recursive(
    st.one_of(texts, wholes, st.booleans(), st.none()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
documents = st.dictionaries(names, values, max_size=6)


class TestThereAndBack:
    @given(documents)
    def test_what_is_written_is_read_again(self, document):
        written = read(write(document))
        assert written.mistakes == []
        assert written.data == document
        assert types_in(written.data) == types_in(document)
        assert list(written.data) == list(document)

    @given(documents)
    def test_writing_again_changes_no_byte(self, document):
        text = write(document)
        assert write(read(text).data).encode() == text.encode()
        assert text.endswith("\n")
        assert "\r" not in text

    @given(st.text(max_size=60))
    def test_no_text_makes_reading_fail(self, text):
        assert read(text).data is not None or read(text).mistakes


class TestTheWrittenForm:
    def test_every_text_is_quoted_and_numbers_and_flags_are_bare(self):
        document = {"key": "a-b", "year": 2025, "open": True, "code": "0750"}
        assert write(document) == 'key: "a-b"\nyear: 2025\nopen: true\ncode: "0750"\n'

    @pytest.mark.parametrize(
        ("degrees", "said"),
        [
            (22.7, "22.7"),
            (-0.5, "-0.5"),
            (113.0, "113.0"),
            (0.000001, "0.000001"),
            (1e17, "1" + "0" * 17 + ".0"),
        ],
    )
    def test_a_decimal_is_written_without_an_exponent(self, degrees, said):
        assert write({"lat": degrees}) == f"lat: {said}\n"
        assert read(f"lat: {said}\n").data == {"lat": degrees}

    def test_lists_are_indented_under_their_name(self):
        assert write({"notes": ["一", "二"]}) == 'notes:\n  - "一"\n  - "二"\n'

    @pytest.mark.parametrize("name", ["path", "citations", "when"])
    def test_members_of_these_lists_stand_on_a_line_each(self, name):
        document = {name: [{"a": "1", "b": ["2", "3"]}, {"c": {"d": 4}}]}
        lines = [f"{name}:", '  - {a: "1", b: ["2", "3"]}', "  - {c: {d: 4}}", ""]
        assert write(document) == "\n".join(lines)

    @pytest.mark.parametrize("name", ["then", "dims"])
    def test_these_mappings_stand_on_one_line(self, name):
        assert write({name: {"a": {"b": "c"}}}) == f'{name}: {{a: {{b: "c"}}}}\n'

    def test_a_long_text_is_never_broken(self):
        text = "很长的 一句话。" * 500
        assert write({"text": text}).count("\n") == 1

    def test_the_same_list_twice_is_written_out_twice(self):
        shared = [{"a": "1"}]
        assert read(write({"one": shared, "two": shared})).data == {"one": shared, "two": shared}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "value",
        ["0750", "no", "yes", "on", "12:30", "2025-01-01", "深圳", "~", "True", "0x1F", "1e3", "+5",
         "01", "1_000", ".5", "1２", "1" * 5000, "9" * 19 + ".5"],
    )  # fmt: skip
    def test_an_unquoted_text(self, value):
        assert read(f'key: "a"\nphone: {value}\n').mistakes == [
            Mistake(2, f"{UNQUOTED}：{value[:40]}")
        ]

    def test_a_value_left_empty(self):
        assert read('key: "a"\nnote:\n').mistakes == [Mistake(2, f"{UNQUOTED}：")]

    @pytest.mark.parametrize("mark", ["|", ">"])
    def test_a_text_in_block_form(self, mark):
        assert read(f"text: {mark}\n  一句话\n").mistakes[0].message.startswith(UNQUOTED)

    def test_an_unquoted_text_deep_inside_a_list(self):
        text = 'routes:\n  - title: "a"\n    steps:\n      - {text: "b", actor: mother}\n'
        assert read(text).mistakes == [Mistake(4, f"{UNQUOTED}：mother")]

    def test_a_key_written_twice(self):
        text = 'key: "a"\nsteps:\n  - text: "b"\n    text: "c"\nkey: "d"\n'
        assert read(text).mistakes == [
            Mistake(4, "字段 text 写了两次"),
            Mistake(5, "字段 key 写了两次"),
        ]

    def test_an_alias_and_its_anchor(self):
        text = 'one: &a "1"\ntwo: "2"\nthree: *a\n'
        assert read(text).mistakes == [Mistake(1, ALIAS), Mistake(3, ALIAS)]

    def test_an_alias_of_nothing(self):
        assert read('one: "1"\ntwo: *a\n').mistakes == [Mistake(2, ALIAS)]

    def test_a_list_that_holds_itself(self):
        assert read("one: &a\n  - *a\n").mistakes == [Mistake(1, ALIAS), Mistake(2, ALIAS)]

    def test_a_merged_mapping(self):
        assert read('one: &a {b: "1"}\ntwo:\n  <<: *a\n').mistakes[-1] == Mistake(3, ALIAS)

    @pytest.mark.parametrize("tag", ["!!str", "!!int", "!!python/object:os.system", "!mine"])
    def test_a_tag(self, tag):
        assert read(f'a: "1"\nb: {tag} "2"\n').mistakes == [Mistake(2, "不能使用标签（!）")]

    def test_a_name_that_is_no_word(self):
        text = 'a: "1"\n? [b]\n: "2"\n? {c: "d"}\n: "3"\n'
        complaint = "字段名应当是一个词"
        assert read(text).mistakes[0] == Mistake(2, complaint)
        assert Mistake(4, complaint) in read(text).mistakes

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('a: "1"\nb:\n\t- "2"\n', 3),
            ('\ta: "1"\n', 1),
            ('a: "1"\nb: "2\n', 3),
            ('a: "1"\nb: {c: "2"\nd: "3"\n', 3),
            ('a: "1"\n  b: "2"\n', 2),
            ('a: "1"\nb: "\\q"\n', 2),
        ],
    )
    def test_broken_yaml(self, text, line):
        (mistake,) = read(text).mistakes
        assert mistake.line == line
        assert mistake.message.startswith("YAML 写法有误（")

    @pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\uffff"])
    def test_a_character_nobody_can_see(self, character):
        assert read(f'a: "1"\nb: "2"\nc: "{character}"\n').mistakes == [
            Mistake(3, "有不可见的控制字符，请删去")
        ]

    @pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n"])
    def test_an_empty_file(self, text):
        assert read(text).mistakes == [Mistake(1, "文件是空的")]

    def test_a_file_of_two_documents(self):
        assert read('a: "1"\n---\nb: "2"\n').mistakes == [Mistake(2, "一个文件只能写一份内容")]

    def test_a_file_that_is_too_long(self):
        head, tail = 'a: "', '"\n'
        longest = head + "长" * (MAX_CHARACTERS - len(head + tail)) + tail
        assert read(longest).mistakes == []
        assert read(longest + "#").mistakes == [Mistake(1, f"文件超过 {MAX_CHARACTERS} 个字符")]

    @pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? ", "[[{a: "])
    def test_bottomless_nesting_is_a_mistake_and_not_the_end_of_the_process(self, opening):
        assert read(opening * (MAX_CHARACTERS // len(opening))).mistakes

    def test_nesting_beyond_all_need(self):
        text = "".join(f"{' ' * depth}a:\n" for depth in range(40)) + " " * 40 + 'a: "1"\n'
        assert read(text).mistakes == [Mistake(32, "层次太深，请检查括号和缩进")]

    def test_every_mistake_at_once_each_with_its_line(self):
        text = 'a: 0750\nb:\n  - no\n  - "1"\n  - c: 12:30\n    c: "2"\nd: &x "3"\ne: "4\n'
        found = [(m.line, m.message) for m in read(text).mistakes]
        assert found[:-1] == [
            (1, f"{UNQUOTED}：0750"),
            (3, f"{UNQUOTED}：no"),
            (5, f"{UNQUOTED}：12:30"),
            (6, "字段 c 写了两次"),
            (7, ALIAS),
        ]
        assert found[-1][1].startswith("YAML 写法有误（")


class TestWhereThingsStand:
    TEXT = """\
# 说明
key: "a"
steps:
  - text: "b"
    path:
      - {label: "c"}
      - {label: "d"}
"""

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ((), 2),
            (("key",), 2),
            (("steps",), 3),
            (("steps", 0), 4),
            (("steps", 0, "text"), 4),
            (("steps", 0, "path"), 5),
            (("steps", 0, "path", 1), 7),
            (("steps", 0, "path", 1, "label"), 7),
            (("steps", 0, "citations"), 4),
            (("steps", 0, "path", 1, "param"), 7),
            (("title",), 2),
        ],
    )
    def test_a_value_or_else_what_stands_around_it(self, path, line):
        assert read(self.TEXT).line_of(path) == line

    def test_in_an_empty_file_everything_stands_on_the_first_line(self):
        assert read("").line_of(("a", 0, "b")) == 1


def types_in(value):
    """Return the shape of a value in types: True is not 1."""
    if isinstance(value, dict):
        return {name: types_in(member) for name, member in value.items()}
    if isinstance(value, list):
        return [types_in(member) for member in value]
    return type(value)
