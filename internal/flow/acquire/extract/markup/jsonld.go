package markup

import (
	"encoding/json"
	"strings"
)

// Article is a schema.org article in the JSON-LD of a page.
type Article struct {
	Type      string // NewsArticle, BlogPosting, ...
	Headline  string
	Author    string
	Publisher string
	URL       string
	Published string // datePublished
	Created   string // dateCreated
	Modified  string // dateModified
	Body      string // articleBody
	Language  string
}

const (
	maxScript = 4 << 20 // bytes of one JSON-LD script
	maxGraph  = 2000    // objects looked at in one script
)

// articlesOf reads a JSON-LD script. Scripts that are no JSON give nothing.
func articlesOf(script string) []Article {
	script = unwrapScript(script)
	if len(script) > maxScript || script == "" {
		return nil
	}
	var any any
	if err := json.Unmarshal([]byte(script), &any); err != nil {
		if json.Unmarshal([]byte(escapeBreaks(script)), &any) != nil {
			return nil
		}
	}
	g := graph{}
	g.collect(any, 0)
	return g.articles
}

// unwrapScript takes off the wrappings that old pages put round scripts.
func unwrapScript(s string) string {
	s = strings.TrimSpace(s)
	for _, open := range []string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, open))
	}
	for _, end := range []string{"-->", "//]]>", "]]>", "/*]]>*/"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, end))
	}
	return strings.TrimSuffix(s, ";")
}

// escapeBreaks repairs the commonest fault of hand-made JSON-LD: line breaks and tabs inside of strings.
func escapeBreaks(s string) string {
	var b strings.Builder
	inString, escaped := false, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		}
		if inString && c < 0x20 {
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// graph walks decoded JSON. This is the border: no value of unknown shape leaves it.
type graph struct {
	articles []Article
	seen     int
}

func (g *graph) collect(v any, depth int) {
	if g.seen++; g.seen > maxGraph || depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.collect(e, depth+1)
		}
	case map[string]any:
		if t := articleType(v["@type"]); t != "" {
			g.articles = append(g.articles, articleOf(t, v))
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			if inner, ok := v[key]; ok && (key != "mainEntityOfPage" || len(v) > 0) {
				g.collect(inner, depth+1)
			}
		}
	}
}

// articleType gives the type of an object when it is an article of some kind.
func articleType(v any) string {
	for _, t := range texts(v) {
		t = strings.TrimPrefix(strings.TrimPrefix(t, "https://schema.org/"), "http://schema.org/")
		switch {
		case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "Posting"), t == "Report", t == "LiveBlogPosting",
			t == "Recipe", t == "Review", t == "VideoObject", t == "WebPage", t == "ItemPage", t == "ClaimReview":
			return t
		}
	}
	return ""
}

func articleOf(t string, v map[string]any) Article {
	a := Article{
		Type:      t,
		Headline:  firstText(v["headline"], v["name"]),
		Author:    strings.Join(nameList(v["author"]), ", "),
		Publisher: firstOf(nameList(v["publisher"])...),
		URL:       firstText(v["url"], idOf(v["mainEntityOfPage"]), v["@id"]),
		Published: firstText(v["datePublished"]),
		Created:   firstText(v["dateCreated"], v["uploadDate"]),
		Modified:  firstText(v["dateModified"]),
		Body:      firstText(v["articleBody"]),
		Language:  firstText(v["inLanguage"]),
	}
	if a.Author == "" {
		a.Author = strings.Join(nameList(v["creator"]), ", ")
	}
	return a
}

func idOf(v any) any {
	if m, ok := v.(map[string]any); ok {
		return m["@id"]
	}
	return v
}

func firstText(values ...any) string {
	for _, v := range values {
		if t := firstOf(texts(v)...); t != "" {
			return t
		}
	}
	return ""
}

// texts gives the strings of a value that is a string, a {"@value": ...} or a list of these.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				all = append(all, s)
			}
		}
		return all
	case map[string]any:
		return texts(v["@value"])
	}
	return nil
}

// nameList gives the names of people or organisations, each once.
func nameList(v any) []string {
	var all []string
	add := func(s string) {
		s = squeeze(s)
		for _, had := range all {
			if had == s {
				return
			}
		}
		if s != "" && len(all) < 12 {
			all = append(all, s)
		}
	}
	switch v := v.(type) {
	case string:
		add(v)
	case map[string]any:
		for _, s := range texts(v["name"]) {
			add(s)
		}
	case []any:
		for _, e := range v {
			for _, s := range nameList(e) {
				add(s)
			}
		}
	}
	return all
}
