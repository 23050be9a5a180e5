"""Whether the guides speak with the words of the screen.

  guides.py TEXTS GUIDE…

In docs/huong-dan what is in bold letters is what the reader looks for on the page: a button, a heading, an
entry of the menu. Each must be a text of the program, letter for letter but for capitals and a colon at the
end; a text with places ({0}) may have them filled in. What is only stressed is in italics.
"""
import re, sys

texts = [line.split("=", 1)[1].strip() for line in open(sys.argv[1], encoding="utf8")
         if "=" in line and not line.startswith("#")]
plain = lambda s: " ".join(s.split()).strip(" .:").lower()
known = {plain(t) for t in texts}
filled = [re.compile(re.sub(r"\\\{\d\\\}", ".+", re.escape(plain(t)))) for t in texts
          if "{" in t and len(re.sub(r"\{\d\}", "", t).strip()) > 5]
bad = 0
for guide in sys.argv[2:]:
    text = open(guide, encoding="utf8").read()
    for m in re.finditer(r"\*\*(.+?)\*\*", text, re.S):
        word = plain(m.group(1))
        if word not in known and not any(f.fullmatch(word) for f in filled):
            bad += 1
            print(f"# {guide}:{text.count(chr(10), 0, m.start()) + 1}: no page says “{' '.join(m.group(1).split())}”")
sys.exit(1 if bad else 0)
