"""DOIs and PubMed IDs in the forms in which people write them."""

import re
from urllib.parse import unquote

_DOI_PREFIX = re.compile(
    r"^(?:(?:urn|info):)?(?:(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/|doi[:\s/]\s*)+", re.IGNORECASE
)
_PMID_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/)|(?:pmid|pubmed)[:\s]\s*)",
    re.IGNORECASE,
)


def normalise_doi(value: str) -> str:
    """Return a DOI without resolver or prefix, in lower case: DOIs are compared without regard to case.

    What is no DOI comes back as it is, for a validator to refuse.
    """
    value = value.strip().strip("<>")
    bare = _DOI_PREFIX.sub("", value)
    if bare != value and "%" in bare:  # an address percent-encodes what a DOI writes plainly
        bare = unquote(bare)
    return bare.rstrip(".,; ").lower()


def normalise_pmid(value: str) -> str:
    """Return the digits of "PMID: 123" or of a PubMed address; anything else comes back as it is."""
    return _PMID_PREFIX.sub("", value.strip()).rstrip("/. ")
