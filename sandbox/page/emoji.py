"""Emoji by the names that messages use: `:tada:`.

`emoji.json` is made from npm's emoji-datasource (MIT, © Cal Henderson), whose names these are:
`python -m sandbox.page.emoji path/to/emoji-datasource/emoji.json`.
"""

import json
import sys
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("emoji.json")


@cache
def characters() -> dict[str, str]:
    """Name -> characters. `skin-tone-2` to `-6` are among them: they colour the emoji they follow."""
    table: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


def write_table(source: Path) -> None:
    """Write the table anew from the package's emoji.json."""
    table = {
        name: "".join(chr(int(point, 16)) for point in emoji["unified"].split("-"))
        for emoji in json.loads(source.read_text(encoding="utf-8"))
        for name in emoji["short_names"]
    }
    TABLE.write_text(json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_table(Path(sys.argv[1]))
