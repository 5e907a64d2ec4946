"""What every verb reads: by verb and parameter a call that names a file."""

from __future__ import annotations

from tests.measure.maps import FILE

# By verb and parameter a call that reads a file; the file, of which something is odd, is ODD with an ending.
READS = {
    ("", "config"): ("--config", "ODD.toml", "validate", FILE),
    ("init", "source"): ("new", "--from", "ODD.csv"),
    ("validate", "paths"): ("ODD.journey.yaml",),
    ("lint", "paths"): ("ODD.journey.yaml",),
    ("lint", "baseline"): (FILE, "--baseline", "ODD.json"),
    ("measure", "paths"): ("ODD.journey.yaml",),
    ("format", "paths"): ("ODD.journey.yaml",),
    ("gaps", "paths"): ("ODD.journey.yaml",),
    ("diff", "paths"): ("ODD.journey.yaml", FILE),
    ("diff", "paths", "new"): (FILE, "ODD.journey.yaml"),
    ("diff", "paths", "revision"): ("--from", "HEAD", "ODD.journey.yaml"),
    ("diff", "paths", "git"): (FILE, "ODD.yaml", "0", "0", "ODD.yaml", "0", "0"),
    ("diff", "baseline"): ("--baseline", "ODD.journey.yaml"),
    ("history", "map"): ("ODD.journey.yaml",),
    ("render", "paths"): ("ODD.journey.yaml",),
    ("render", "theme"): (FILE, "--theme", "ODD.toml"),
    ("render", "baseline"): (FILE, "--baseline", "ODD.journey.yaml"),
    ("render", "measured"): (FILE, "--measured", "ODD.json"),
    ("report", "paths"): ("ODD.journey.yaml", "-o", "out"),
    ("report", "output"): (FILE, "-o", "ODD.html"),
    ("report", "template"): (FILE, "--template", "ODD", "-o", "out"),
    ("report", "measured"): (FILE, "--measured", "ODD.json", "-o", "out"),
    ("convert", "given"): ("ODD.csv", "b.yaml"),
    ("convert", "given", "xlsx"): ("ODD.xlsx", "b.yaml"),
    ("convert", "given", "pptx"): ("ODD.pptx", "b.yaml"),
    ("convert", "given", "md"): ("ODD.md", "b.yaml"),
    ("convert", "given", "yaml"): ("ODD.journey.yaml", "b.csv"),
    ("convert", "map_columns"): ("b.csv", "b.yaml", "--map-columns", "ODD.toml"),
    ("merge", "base"): ("ODD.yaml", FILE, FILE),
    ("merge", "ours"): (FILE, "ODD.yaml", FILE),
    ("merge", "theirs"): (FILE, FILE, "ODD.yaml"),
}
# What names no file that is read: words, revisions, what is written (see test_faults_of_writing).
OTHERS = {
    *("lang", "color", "today", "output_format", "stdin_filename", "output", "jobs", "port"),
    *("select", "ignore", "extend_select", "fail_on", "write_baseline", "engine", "sample"),
    *("memory_limit", "require", "by", "min_coverage", "from_", "to", "since", "form", "view"),
    *("paper", "scale", "persona", "lanes", "editor", "target", "report", "path", "marker_size"),
    *("our_label", "their_label", "code", "key", "draft", "language", "act", "install", "folder"),
    *("template", "source"),
}
# What takes a word in one verb and a file in another.
BOTH = {"template", "source", "output"}
