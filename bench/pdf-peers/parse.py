"""What pdfplumber and `pdftotext -layout` give of a PDF statement, in the JSON of `openfees parse`, for the same scorer.

Neither tool knows what a statement is: they give cells, or lines of text. Both get the same mapping here: labels as usually
written, days and sums as usually printed, one column of sums or two, wrapped lines joined to the row above. It is meant to be
fair and short, not clever: what a developer writes in an afternoon.

    python3 -m pip install pdfplumber==0.11.10        # pdftotext is Debian's poppler-utils
    node ../shared/tools/score-pdf.mjs ../shared/corpus/pdf-cases -- python3 bench/pdf-peers/parse.py pdfplumber
    node ../shared/tools/score-pdf.mjs ../shared/corpus/pdf-cases -- python3 bench/pdf-peers/parse.py pdftotext

The scorer adds `parse FILE --json [--password P]`. Exit status 0 with lines, 2 where none were found.
"""

import json
import re
import subprocess
import sys
from decimal import Decimal

MONTHS = {name: i + 1 for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
LABELS = {
    "date": r"^(trans(action)?\.?|tran|entry|posting|post(ed)?)?\s*date$|^date$|^actual transaction date$",
    "narration": r"narration|description|details|remarks|particulars|transaction details",
    "debit": r"^(debits?|withdrawals?|money out|paid out|dr|debit amount)\b",
    "credit": r"^(credits?|deposits?|lodg(e)?ments?|money in|paid in|cr|credit amount)\b",
    "amount": r"^amount|^value \(|^transaction amount",
    "balance": r"balance",
}


def day_of(text):
    text = text.strip().lower()
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if found:
        return f"{found[1]}-{found[2]}-{found[3]}"
    found = re.match(r"(\d{1,2})[\s/.-]([a-z]{3})[a-z]*[\s/.,-]+(\d{2,4})", text)
    if found and found[2] in MONTHS:
        return f"{int(found[3]) % 2000 + 2000}-{MONTHS[found[2]]:02}-{int(found[1]):02}"
    found = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})", text)
    if found and 1 <= int(found[2]) <= 12:
        return f"{int(found[3]) % 2000 + 2000}-{int(found[2]):02}-{int(found[1]):02}"
    return None


def sum_of(text):
    text = re.sub(r"^(ngn|n|₦)\s*", "", text.strip(), flags=re.I)
    found = re.match(r"^([-+(]?)\s*([\d,]*\.?\d{2,})\)?\s*(dr|cr|-)?$", text, flags=re.I)
    if not found:
        return None
    try:
        value = Decimal(found[2].replace(",", ""))
    except ArithmeticError:
        return None
    less = found[1] in ("-", "(") or (found[3] or "").lower() in ("dr", "-")
    return -value if less else value


def labels_in(cells):
    """Which column says what, where this row is the heading of a table."""
    named = {}
    for at, cell in enumerate(cells):
        text = re.sub(r"\s+", " ", cell or "").strip().lower()
        for key, pattern in LABELS.items():
            if key not in named and re.search(pattern, text):
                named[key] = at
                break
    has_sums = "amount" in named or ("debit" in named and "credit" in named)
    return named if "date" in named and has_sums else None


def lines_from(rows):
    """Rows of cells to lines; `labels` of the last heading hold until the next one."""
    labels, lines = None, []
    for cells in rows:
        cells = [re.sub(r"\s+", " ", cell or "").strip() for cell in cells]
        heading = labels_in(cells)
        if heading:
            labels = heading
            continue
        if not labels:
            continue
        at = lambda key: cells[labels[key]] if key in labels and labels[key] < len(cells) else ""
        day, balance = day_of(at("date")), sum_of(at("balance"))
        debit, credit, amount = sum_of(at("debit")), sum_of(at("credit")), sum_of(at("amount"))
        value = amount if amount is not None else -abs(debit) if debit else credit
        if day and value is not None:
            lines.append(
                {
                    "date": day,
                    "amount": f"{value:.2f}",
                    "balance": None if balance is None else f"{balance:.2f}",
                    "narration": at("narration"),
                }
            )
        elif lines and not day and value is None and at("narration"):
            lines[-1]["narration"] += " " + at("narration")
    return lines


def rows_of_pdfplumber(file, password):
    import pdfplumber

    rows = []
    with pdfplumber.open(file, password=password or "") as pdf:
        for page in pdf.pages:
            tables = page.extract_tables() or page.extract_tables(
                {"vertical_strategy": "text", "horizontal_strategy": "text"}
            )
            rows += [row for table in tables for row in table]
    return rows


def rows_of_pdftotext(file, password):
    """Lines of text; each run of words goes to the label of the last heading that lies nearest to it."""
    options = ["-upw", password] if password else []
    text = subprocess.run(
        ["pdftotext", "-layout", *options, file, "-"], capture_output=True, text=True, check=True
    ).stdout
    rows, heads = [], None
    for line in text.splitlines():
        runs = [(found.start(), found.end(), found[0]) for found in re.finditer(r"\S+(?: \S+)*", line)]
        if labels_in([run[2] for run in runs]):
            heads = runs
            rows.append([run[2] for run in runs])
        elif heads:
            cells = [""] * len(heads)
            for start, end, word in runs:
                apart = lambda i: min(abs(heads[i][0] - start), abs(heads[i][1] - end))
                nearest = min(range(len(heads)), key=apart)
                cells[nearest] = f"{cells[nearest]} {word}".strip()
            rows.append(cells)
    return rows


def main(tool, _parse, file, *options):
    password = options[options.index("--password") + 1] if "--password" in options else None
    read = {"pdfplumber": rows_of_pdfplumber, "pdftotext": rows_of_pdftotext}[tool]
    lines = lines_from(read(file, password))
    statement = {"lines": lines, "rejected": [], "opening": None, "closing": None}
    print(json.dumps({"statements": [statement] if lines else [], "warnings": []}))
    return 0 if lines else 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
