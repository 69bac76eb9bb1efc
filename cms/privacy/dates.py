"""How a day is written in Dutch; `births` and `addresses` ask."""

import re

MONTHS = (
    r"(?:(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b(?:\.(?= ?[0-9']))?)"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
DAY_START = re.compile(r"[0-9](?<![\w/.-].)")
DATE = re.compile(
    r"(?:"
    rf"{_DAY}(?P<sign>[-./ ]){_MONTH}(?P=sign)(?:{_YEAR}|'?[0-9]{{2}})"
    rf"|{_YEAR}(?P<dash>[-./]){_MONTH}(?P=dash){_DAY}"
    rf"|{_DAY}(?:e|ste|de)?[ -]{MONTHS}(?:[ -](?:{_YEAR}|'?[0-9]{{2}}))?"
    r")(?![\w])(?![./-][0-9])",
    re.IGNORECASE,
)
