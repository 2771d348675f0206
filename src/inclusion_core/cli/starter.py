"""The file that `inclusion framework new` writes: a small framework that works, with a comment on every choice."""

from __future__ import annotations

_STARTER = """\
# A framework says what good looks like. This file works as it stands; make it yours from the top down.
# Check it as you go: inclusion framework check {id}.toml

kind = "inclusion.framework"
schema = 1
id = "{id}"                      # how reviews name it; do not change it once it is in use
edition = "1"                    # whole numbers with dots; give each new edition a higher one
status = "consultation"          # "adopted" when it is agreed
title = "{title}"
about = "Who it is for and what it looks at, in two sentences."
publisher = "Who stands behind it"
source = "Where it comes from"
licence = "CC-BY-4.0"

scale = "four-step"              # starting, developing, secure, leading
scoring = "median-with-floor"    # or mean, weakest, cumulative, profile, paired, none
# roles = ["senco", "leader"]    # whose answers may be kept apart, as role:senco
# facet = {{ name = "lens", values = ["send", "cared-for", "disadvantaged"], required = false }}

# A strand is a group of indicators. Its id is short; its title is what people read.
[strands.A]
title = "What every pupil meets every day"

# An indicator is one thing to look for and judge. Its id is never used again for another.
[indicators.A1]
strand = "A"
title = "Ordinary help is ready in every lesson"                       # at most nine words
statement = "Pupils get the help they need in every lesson without having to ask for it."
look_for = ["The same few adjustments, in lessons of different subjects and with cover staff"]
evidence = ["learning-walk", "pupil-voice", "work-scrutiny"]           # the kinds that would settle it
core = true                                                            # holds its strand where it is low
horizon = "one term"                                                   # how long before a change could show

[indicators.A1.ask]
pupils = ["What helps you learn here?", "What do you do when you are stuck?"]
staff = ["What do you do differently for whom, and who taught you to?"]
families = ["What does the school do that helps your child?"]

# What you would find at each level. The first sentence stands alone: 60 characters are shown, a key shows the rest.
[indicators.A1.levels]
starting = "You must ask to find it. Staff point to one colleague who knows."
developing = "Found where one adult has made it theirs. With cover staff it is gone."
secure = "Ready in nearly every room, cover lessons too. Pupils use it without waiting for an adult."
leading = "Pupils say what helps and what they outgrew. Staff change it each term on what pupils say."

# How much evidence a level should rest on. Thin evidence is pointed out; it never lowers a level.
[sufficiency.secure]
kinds = 2
one_of = ["observation", "pupil-voice", "family-voice"]
"""


def starter(framework: str) -> str:
    """Return the text of a starter file for a framework of this id.

    >>> print(starter("my-trust").splitlines()[5])
    id = "my-trust"                      # how reviews name it; do not change it once it is in use
    """
    return _STARTER.format(id=framework, title=framework.replace("-", " ").capitalize())
