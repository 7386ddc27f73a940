"""The order in which links are worth a reviewer's time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.curation.states import Link

#: What other links hang on comes first: without it they speak of things without kind and name.
_FIRST = ("describes", "isPartOf", "hasPart", "funds", "coordinatedBy", "produced")
_WEIGHTS = {relation: len(_FIRST) - place for place, relation in enumerate(_FIRST)}


def ordered(links: Iterable[Link]) -> list[Link]:
    """Order links by how much hangs on them, then by how many links their two ends take part in.

    Relations that name and place things weigh more than those that say something of them; ties follow the
    order of the text.
    """
    known = list(links)
    ends = Counter(end for link in known for end in (link.assertion.subject, link.assertion.object))

    def place(link: Link) -> tuple[int, int, str, int, str]:
        said = link.assertion
        weight, degree = _WEIGHTS.get(said.relation, 0), ends[said.subject] + ends[said.object]
        return (-weight, -degree, said.document, said.start, said.code)

    return sorted(known, key=place)
