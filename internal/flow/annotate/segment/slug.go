package segment

import (
	_ "embed"
	"strings"
	"unicode"
)

//go:embed slugs.tsv
var slugsFile string

// mostSlug is the most words of the name of a country: "DEMOCRATIC REPUBLIC OF THE CONGO".
const mostSlug = 5

// slugEnd gives the place behind the name of a country in capitals, and behind its colon or dash, that says at the start of a news item or
// of its heading which country it tells of: "YEMEN Tribesmen have freed two engineers", "CHAD: Rebels sign accord". It is 0 where the
// line goes on with the name ("IRAN has"), or is in capitals itself.
func (s *Segmenter) slugEnd(p string) int {
	at, found := 0, 0
	for n := 0; n < mostSlug && at < len(p); n++ {
		end := strings.IndexAny(p[at:], " :")
		if end < 0 || !allCapitals(p[at:at+end]) {
			break
		}
		at += end
		if s.slugs[strings.ToLower(p[:at])] {
			found = at
		}
		if p[at] == ':' {
			break
		}
		at++
	}
	if found == 0 {
		return 0
	}
	for _, mark := range []string{": ", " - ", " – ", " — ", " "} {
		if rest, ok := strings.CutPrefix(p[found:], mark); ok {
			if !startsReport(rest) || !smallSoon(rest) {
				return 0
			}
			return len(p) - len(rest)
		}
	}
	return 0
}

// smallSoon says that one of the first words of a text is written in small letters in part.
func smallSoon(rest string) bool {
	words := strings.Fields(rest)
	const first = 3
	return strings.ContainsFunc(strings.Join(words[:min(first, len(words))], ""), unicode.IsLower)
}
