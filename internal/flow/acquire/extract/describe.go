package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/furniture"
	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
)

func letterOnly(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

// describe takes the metadata of a page from what it says about itself.
func (d *draft) describe(p *markup.Page) {
	article, keys := mainArticle(p), metaKeys()
	d.language = firstOf(p.Lang, p.Meta(keys[languageField]...), article.Language)
	d.url = address(d.given.URL, p.Canonical, p.Meta(keys[urlField]...), article.URL)
	d.publisher = publisherOf(p, article, d.url)
	d.title = titleOf(p, article, d.publisher)
	if letters(d.publisher) == letters(d.title) {
		d.publisher = ""
	}
	d.author = authorOf(p, article)
	d.evidence = pageEvidence(p, article, locale(d))
}

// mainArticle picks the article of the JSON-LD that the page is about: of those whose headline is that of the page the
// first of a type that news has. Where the page tells of several and none has its headline, it lists other pages.
func mainArticle(p *markup.Page) markup.Article {
	best, rank, dated := markup.Article{}, 0, 0
	matched := false
	for _, a := range p.Articles {
		matches := a.Headline != "" && (same(a.Headline, p.Title) || same(a.Headline, p.Meta(metaKeys()[titleField]...)) || sameAny(a.Headline, p.Headings))
		if a.Published != "" {
			dated++
		}
		r := typeRank(a.Type)
		if matches && !matched || matches == matched && r > rank {
			best, rank, matched = a, r, matches
		}
	}
	if !matched && dated > 1 && best.Headline != "" {
		return markup.Article{}
	}
	return best
}

func sameAny(headline string, headings []string) bool {
	return slices.ContainsFunc(headings, func(h string) bool { return same(headline, h) })
}

// typeRank orders types of articles by how surely they are the report of the page.
func typeRank(t string) int {
	switch {
	case strings.HasSuffix(t, "NewsArticle"), t == "Article", t == "BlogPosting", t == "LiveBlogPosting", t == "Report":
		return 3
	case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "Posting"), t == "ClaimReview", t == "Recipe", t == "Review":
		return 2
	}
	return 1
}

// address picks the first absolute address.
func address(candidates ...string) string {
	for _, c := range candidates {
		u, err := url.Parse(strings.TrimSpace(c))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

// siteOf keeps a name and drops an address.
func siteOf(s string) string {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "//") {
		return ""
	}
	return s
}

// titleOf picks the title: the heading that the page shows where it is what the page calls itself, else what it calls
// itself without the name of the site.
func titleOf(p *markup.Page, article markup.Article, publisher string) string {
	meta := cutSite(p.Meta(metaKeys()[titleField]...), publisher)
	full := firstOf(p.Meta("og:title"), p.Title)
	for _, h := range p.Headings {
		if h = cutSite(h, publisher); same(h, full) || same(h, article.Headline) || same(h, p.Title) || same(h, meta) {
			return withoutKicker(h, article.Headline, meta)
		}
	}
	if t := firstOf(meta, article.Headline, cutTail(p.Title, publisher)); t != "" {
		return oneLine(t)
	}
	if len(p.Headings) == 1 {
		return p.Headings[0]
	}
	return ""
}

// withoutKicker drops what stands before the title in its heading: "World | Talks resume".
func withoutKicker(heading string, titles ...string) string {
	for _, t := range titles {
		if t = oneLine(t); len(strings.Fields(t)) >= 3 && len(t) < len(heading) && strings.HasSuffix(heading, t) {
			return t
		}
	}
	return heading
}

func cutSite(title, publisher string) string {
	cut, _ := furniture.CutSite(oneLine(title), publisher)
	return cut
}

// same tells whether a heading is what a page calls itself: most words of the shorter stand in the longer.
func same(heading, other string) bool {
	a, b := strings.Fields(strings.ToLower(heading)), strings.Fields(strings.ToLower(other))
	if len(a) == 0 || len(b) == 0 || len(a) < 2 && len(b) > 3 {
		return false
	}
	have := map[string]bool{}
	for _, w := range b {
		have[letters(w)] = true
	}
	n := 0
	for _, w := range a {
		if have[letters(w)] {
			n++
		}
	}
	return n*10 >= len(a)*7 && n*10 >= min(len(b), 8)*4
}

// cutTail drops the last part of a title element behind a sign, which is the name of the site where more than one word
// stands before it.
func cutTail(title, publisher string) string {
	title = cutSite(title, publisher)
	for _, sign := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " · "} {
		at := strings.LastIndex(title, sign)
		if at > 0 && len(strings.Fields(title[:at])) >= 3 && len(strings.Fields(title[at+len(sign):])) <= 4 {
			return title[:at]
		}
	}
	return title
}

// authorOf picks the names of the authors.
func authorOf(p *markup.Page, article markup.Article) string {
	candidates := []string{article.Author}
	for _, key := range metaKeys()[authorField] {
		candidates = append(candidates, joinNames(p.All(key)))
	}
	for _, c := range append(candidates, p.Byline) {
		if c = cleanAuthor(c); c != "" {
			return c
		}
	}
	return ""
}

// joinNames writes names as one value, apart by semicolons where they hold commas themselves: "Doe, Jane; Roe, John".
func joinNames(all []string) string {
	if slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, ",") }) {
		return strings.Join(all, "; ")
	}
	return strings.Join(all, ", ")
}

// cleanAuthor drops addresses, labels such as "by" and dates from a byline, and words that are no name.
func cleanAuthor(s string) string {
	s = name(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return ""
	}
	s = furniture.CutBy(withoutLabels(furniture.CutBy(s)))
	if at := strings.IndexAny(s, "|•·"); at > 0 {
		s = s[:at]
	}
	s = strings.Trim(s, " ,;:-–—")
	if strings.HasSuffix(strings.ToLower(s), " by") || strings.EqualFold(s, "by") {
		return ""
	}
	if names().is(authorWord, s) || len(s) > 120 || strings.ContainsFunc(s, unicode.IsDigit) {
		return ""
	}
	return s
}
