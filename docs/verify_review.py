"""Check for yourself that a page shows the words that were signed: python3 verify_review.py https://…/an-article/

It fetches the page and its review-record.json, recomputes the SHA-256 of the signed text, and compares what can be read
in each marked part of the page (data-signed="…") with that text, letter by letter, spaces aside. It needs nothing but
Python. It ends with 0 if all agrees, and with 1 and a sentence for each difference if not. See review-record.md.
"""

import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from urllib.request import Request, urlopen

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reader(HTMLParser):
    """Collects what can be read: ``parts`` by the name in data-signed, ``whole`` of it all, ``edition`` its digest."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.edition, self.parts, self.sources, self.live, self.open = "", {}, {}, [], []
        self.feed(html)
        self.close()

    whole = property(lambda self: "".join(self.parts.get("", [])))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.edition = attrs.get("data-edition", self.edition)
        if "data-signed" in attrs:
            self.parts.setdefault(attrs["data-signed"] or "?", []).append("\n")
        if attrs.get("class") == "cite" and "data-ref" in attrs:  # a citation in the signed text
            self._read(attrs["data-ref"])
        if tag == "img":
            self._read(attrs.get("alt") or "")
        if tag == "time":
            self._read(attrs.get("datetime", ""))
        if tag not in VOID:
            self.open.append((tag, attrs))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if tags[-1:] == ["time"] and self.open[-1][1].get("datetime", "-")[:4] in data:
            return  # read from its datetime, as 2026-01-31, whatever the language
        if not {"script", "style"} & set(tags):
            self._read(data)

    def _read(self, text):
        around = [attrs for _, attrs in self.open]
        part = next((attrs["data-signed"] or "?" for attrs in around if "data-signed" in attrs), "")
        source = next((attrs["id"] for attrs in around if attrs.get("id", "").startswith("source-")), "")
        if part and any("data-live" in attrs for attrs in around):
            self.live.append(text.strip())
        elif part == "sources" and source:
            links = any(attrs.get("class") == "source-links" for attrs in around)
            self.sources.setdefault(source, {True: [], False: []})[links].append(text)
        else:
            self.parts.setdefault(part, []).append(text)


def squeeze(text):
    return re.sub(r"\s+", "", text)


def plain(html):
    return Reader(html).whole


def expected_parts(page, say):
    """Yield (name, words) of each part that the signed text has; ``say`` are the standing words around it."""
    treatment = page["type"] == "treatment"
    yield "title", page["title"]
    yield "standfirst", plain(page["standfirst"])
    if treatment:
        told = ((say["class"], page["drug_class"]), (say["schedule"], page["schedule"]))
        yield "particulars", "".join(name + text for name, text in told if text)
        yield "approval", "".join(status(row, say) for row in page["statuses"]) or say["no_source"]
        yield "facts", "".join(row["aspect"] + fact(row, say) for row in page["facts"]) or say["no_facts"]
    else:
        yield "featured", figure(page["featured"], say)
        sentences = "".join(plain(row["html"]) for row in page["status"])
        yield "status", sentences and say["status"] + sentences
        yield "takeaways", "".join([say["takeaways"], *map(plain, page["takeaways"])])
        yield "body", "".join(block(row, say) for row in page["body"])
        terms = "".join(row["term"] + plain(row["html"]) + say["close"] for row in page["glossary"])
        yield "glossary", terms and say["explained"] + terms
    yield "disclosures", disclosures(page, say)
    yield "corrections", corrections(page, say)


def block(row, say):
    kind = row["type"]
    if kind == "comparison":
        return comparison(row, say)
    if kind == "table":
        return table(row)
    if kind == "figure":
        return figure(row["picture"], say) or say["no_picture"]
    if kind in ("notice", "safety_notice"):
        return say[row["level"]] + row["heading"] + plain(row["html"])
    if kind == "myth_fact":
        return say["myth"] + row["myth"] + say["fact"] + plain(row["html"])
    if kind == "questions":
        asked = "".join(item["question"] + plain(item["html"]) for item in row["items"])
        return (row["heading"] or say["questions"]) + asked
    if kind == "call_steps":
        return (row["heading"] or say["steps"]) + "".join(step["title"] + step["text"] for step in row["steps"])
    if kind == "quote":
        return row["text"] + row["attribution"]
    if kind == "call_to_action":
        return row["heading"] + row["text"]
    return row["text"] if kind == "heading" else plain(row["html"])


def fact(cell, say):
    return plain(cell["html"]) + cell["strength_label"] if cell["html"] else say["no_source"]


def comparison(row, say):
    names = [column["name"] for column in row["treatments"]]
    words = [row["caption"], say["aspect"], *names]
    for line in row["rows"]:
        words += [line["aspect"], plain(line["note"])]
        for column, cell in zip(row["treatments"], line["cells"]):
            missing = say["no_source"] if column["published"] else say["not_published"] % column
            words += [column["name"], fact(cell, say) if cell else missing]
    return "".join(words)


def table(row):
    words = [row["caption"], *row["columns"]]
    for line in row["rows"]:
        for nth, cell in enumerate(line):
            named = row["row_headers"] and nth == 0
            column = row["columns"][nth] if nth < len(row["columns"]) and not named else ""
            words += [column, plain(cell) or ("" if named else "—")]
    return "".join(words)


def figure(picture, say):
    if not picture:
        return ""
    words = [picture["alt"], plain(picture["caption"])]
    words += [f"{say['models']}."] if picture["contains_models"] else []
    return "".join([*words, say["credit"] % {"name": picture["credit"]} if picture["credit"] else ""])


def status(row, say):
    note = f": {row['note']}" if row["note"] else ""
    return f"{row['name']}{row['label']}{note}{plain(row['citation'])}{say['checked']}{row['checked_on']}"


def disclosures(page, say):
    people = []
    for row in page["contributors"]:
        name = f"{row['name']}, {row['post_nominals']}" if row["post_nominals"] else row["name"]
        people += [name, ":", *(told["text"] for told in row["disclosures"] or [{"text": say["no_declaration"]}])]
    return "".join([say["disclosures"], page["disclosure"], *people]) if people or page["disclosure"] else ""


def corrections(page, say):
    words = [
        f"{row['noted_on']}·{row['severity_label']}{say['wrong']}{row['was_wrong']}{say['now']}{row['now_says']}"
        for row in page.get("corrections", [])
    ]
    return "".join([say["corrections"], *words]) if words else ""


def compare_sources(reader, page, say):
    """A source is printed in the style of a journal; it may hold no word that its signed details do not hold."""
    for row in page["references"]:
        printed = reader.sources.pop(f"source-{row['number']}", None)
        if printed is None:
            yield f"Source {row['number']} is missing."
            continue
        citation, links = "".join(printed[False]), " ".join(printed[True])
        signed = " ".join(str(value) for value in row.values())
        signed += " " + row["accessed_on"][-2:].lstrip("0")  # 2026-02-03 is printed as February 3
        allowed = {*re.findall(r"\w+", f"{signed} {say['citing']}")}
        strange = {*re.findall(r"\w+", citation)} - allowed
        if strange or squeeze(row["title"]) not in squeeze(citation):
            yield f"Source {row['number']} is printed as “{citation.strip()}”."
        if (say["retracted"] in links) != row["retracted"]:
            yield f"Source {row['number']}: whether it is retracted is not what was signed."
        rest = links
        for known in sorted([*say["links"], say["retracted"]], key=len, reverse=True):
            rest = rest.replace(known, "")
        if re.search(r"[^\d\s]", rest):
            yield f"Beside source {row['number']} stands “{rest.strip()}”."
    for name in reader.sources:
        yield f"The page prints {name}, which was not signed."


def compare(html, record):
    """Return a sentence for each way in which the page is not what was signed."""
    current, say = record["current"], record["standing_words"]
    if current["snapshot"] is None:
        return [f"The text is not shown: {current['status']}."]
    if hashlib.sha256(current["snapshot"].encode()).hexdigest() != current["digest"]:
        return ["The SHA-256 of the signed text is not the one that the record names."]
    reader, page = Reader(html), without(json.loads(current["snapshot"]), current["withheld_pictures"])
    found = [] if reader.edition == current["digest"] else ["The page shows another edition than the record names."]
    for name, words in expected_parts(page, say):
        shown = "".join(reader.parts.pop(name, []))
        if squeeze(shown) != squeeze(words):
            found.append(f"The part “{name}” differs: {first_difference(shown, words)}")
    rest = squeeze("".join(reader.parts.pop("sources", [])))
    if rest != (squeeze(say["sources"]) if page["references"] else ""):
        found.append(f"Around the sources stands “{rest}”.")
    found += compare_sources(reader, page, say)
    found += [f"The page marks a part “{name}” as signed that is not." for name in reader.parts if name]
    for text in reader.live:
        if text not in say["live"] and re.search(r"[^\d\s()+.-]", text):
            found.append(f"“{text}” stands in the signed text.")
    return found


def without(value, withheld):
    """Return the text with None in place of each picture that the clinic no longer shows."""
    if isinstance(value, dict):
        gone = value.get("sha256") in withheld
        return None if gone else {key: without(item, withheld) for key, item in value.items()}
    return [without(item, withheld) for item in value] if isinstance(value, list) else value


def first_difference(shown, words):
    one, other = (" ".join(text.split()) for text in (shown, words))
    at = next((n for n, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
    begin = max(0, at - 30)
    return f"the page says “…{one[begin : at + 40]}…”, signed was “…{other[begin : at + 40]}…”."


def fetch(address):
    if not address.startswith(("https://", "http://")):
        raise SystemExit("Give the address of a page, beginning with https://.")
    with urlopen(Request(address, headers={"User-Agent": "verify_review"}), timeout=30) as answer:
        return answer.read().decode()


def main(address):
    html, record = fetch(address), json.loads(fetch(address.rstrip("/") + "/review-record.json"))
    differences, current = compare(html, record), record["current"]
    for line in differences:
        print(line)
    if not differences:
        print(f"The page shows edition {current['edition']}, SHA-256 {current['digest']}, word for word.")
        for row in current["sign_offs"]:
            signed = (row[name] for name in ("decision", "name", "credential", "signed_at", "valid_until"))
            print("  " + ", ".join(filter(None, signed)))
        print(f"Status: {current['status']}. Words that stand around it and are signed by nobody:")
        print("  " + "; ".join(record["standing_words"]["live"] or ["none"]))
    return bool(differences)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
