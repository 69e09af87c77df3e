package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/internal/query/words"
)

// match writes a part of a query as an expression of FTS5, if the index of words alone can answer it: it asks for at
// least one term and for no property of a report. Nothing of the query stands outside quotation marks but what is
// written here, and no folded word holds one, so that no query is an error of FTS5's own syntax.
func match(n query.Node) (expression string, ok bool) {
	switch n := n.(type) {
	case query.Term:
		return inField(n.Field, strings.Join(alternatives(n), " OR ")), true
	case query.Near:
		return near(n), true
	case query.And:
		return matchAnd(n)
	case query.Or:
		var parts []string
		for _, p := range n.Of {
			e, ok := match(p)
			if !ok {
				return "", false
			}
			parts = append(parts, e)
		}
		return "(" + strings.Join(parts, " OR ") + ")", true
	}
	return "", false
}

func matchAnd(n query.And) (string, bool) {
	var with, without []string
	for _, p := range n.Of {
		list := &with
		if not, is := p.(query.Not); is {
			p, list = not.Of, &without
		}
		e, ok := match(p)
		if !ok {
			return "", false
		}
		*list = append(*list, e)
	}
	if len(with) == 0 {
		return "", false
	}
	expression := "(" + strings.Join(with, " AND ") + ")"
	if len(without) > 0 {
		expression = "(" + expression + " NOT (" + strings.Join(without, " OR ") + "))"
	}
	return expression, true
}

func inField(f query.Field, expression string) string {
	if f == query.Anywhere {
		return "(" + expression + ")"
	}
	return "(" + string(f) + " : (" + expression + "))"
}

// alternatives gives the phrases of FTS5 that a term matches, the term's own first.
func alternatives(t query.Term) []string {
	if len(t.Words) == 1 && !t.Prefix && !t.Exact {
		var all []string
		for _, form := range words.Forms(t.Words[0]) {
			all = append(all, `"`+form+`"`)
		}
		return all
	}
	phrase := `"` + strings.Join(t.Words, " ") + `"`
	if t.Prefix {
		phrase += " *"
	}
	return []string{phrase}
}

// maxNear is the number of combinations of forms that a NEAR may grow to.
const maxNear = 64

// near writes a NEAR of terms. FTS5 takes phrases only, so that every combination of forms is a NEAR of its own; where
// there would be too many, the rarer forms of the words that have most are left out.
func near(n query.Near) string {
	lists := make([][]string, len(n.Terms))
	for i, t := range n.Terms {
		lists[i] = alternatives(t)
	}
	for {
		product, longest := 1, 0
		for i, l := range lists {
			product = min(product*len(l), maxNear*maxNear)
			if len(l) > len(lists[longest]) {
				longest = i
			}
		}
		if product <= maxNear {
			break
		}
		lists[longest] = lists[longest][:(len(lists[longest])+1)/2]
	}
	combinations := []string{""}
	for _, l := range lists {
		var longer []string
		for _, c := range combinations {
			for _, a := range l {
				longer = append(longer, strings.TrimSpace(c+" "+a))
			}
		}
		combinations = longer
	}
	for i, c := range combinations {
		combinations[i] = fmt.Sprintf("NEAR(%s, %d)", c, n.Distance)
	}
	return inField(n.Terms[0].Field, strings.Join(combinations, " OR "))
}

// target says on what a part of a query is a condition: how SQL asks whether the index of words gives a document for
// an expression (one question mark), and whether a report r has a property.
type target struct {
	words    string
	property func(condition string) string
}

// onDocument is for conditions on the document whose number the column gives: a property holds where one of its
// reports has it.
func onDocument(column string) target {
	return target{
		words: column + " IN (SELECT rowid FROM search WHERE search MATCH ?)",
		property: func(condition string) string {
			return "EXISTS (SELECT 1 FROM report r WHERE r.document = " + column + " AND " + condition + ")"
		},
	}
}

// onReport is for conditions on a report r itself, whose document is known: only its entry of the index is looked at.
func onReport() target {
	return target{
		words:    "EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = r.document)",
		property: func(condition string) string { return "coalesce(" + condition + ", 0)" }, // no publisher
	}
}

// condition writes a part of a query as a condition in SQL.
func (s *Store) condition(ctx context.Context, n query.Node, on target) (sql string, args []any, err error) {
	if e, ok := match(n); ok {
		return on.words, []any{e}, nil
	}
	switch n := n.(type) {
	case query.And:
		return s.conditions(ctx, n.Of, " AND ", on)
	case query.Or:
		return s.conditions(ctx, n.Of, " OR ", on)
	case query.Not:
		sql, args, err = s.condition(ctx, n.Of, on)
		return "NOT " + sql, args, err
	case query.Is:
		sql, args, err = s.property(ctx, n)
		return on.property(sql), args, err
	}
	return "", nil, fmt.Errorf("internal error: a query holds a %T", n)
}

func (s *Store) conditions(ctx context.Context, parts []query.Node, operator string, on target) (string, []any, error) {
	var all []string
	var args []any
	for _, p := range parts {
		sql, a, err := s.condition(ctx, p, on)
		if err != nil {
			return "", nil, err
		}
		all, args = append(all, sql), append(args, a...)
	}
	return "(" + strings.Join(all, operator) + ")", args, nil
}

// property writes a property as a condition on a report r.
func (s *Store) property(ctx context.Context, n query.Is) (string, []any, error) {
	const word = "(SELECT number FROM dictionary WHERE kind = ? AND value = ?)"
	switch n.Field {
	case query.Publisher:
		list, err := s.publishers(ctx, n.Value)
		return "r.publisher IN (" + list + ")", nil, err
	case query.Language:
		return "r.language = " + word, []any{kindLanguage, n.Value}, nil
	case query.Format:
		return "r.format = " + word, []any{kindFormat, n.Value}, nil
	case query.Path:
		return "instr(lower(r.path), lower(?)) > 0", []any{n.Value}, nil
	}
	return "", nil, fmt.Errorf("internal error: a query asks for the field %q", n.Field)
}

// asksProperty tells whether a part of a query asks for a property of a report.
func asksProperty(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		return slices.ContainsFunc(n.Of, asksProperty)
	case query.Or:
		return slices.ContainsFunc(n.Of, asksProperty)
	case query.Not:
		return asksProperty(n.Of)
	case query.Is:
		return true
	}
	return false
}

// ranking gives the expression of FTS5 that decides the order of the hits, "" where nothing does: the whole query or
// the parts of it that the index answers, else all terms that a hit may hold.
func ranking(root query.Node) (expression string, rest []query.Node) {
	if root == nil {
		return "", nil
	}
	if e, ok := match(root); ok {
		return e, nil
	}
	and, ok := root.(query.And)
	if !ok {
		return "", []query.Node{root}
	}
	var pure []query.Node
	positive := false
	for _, p := range and.Of {
		inner := p
		not, negative := p.(query.Not)
		if negative {
			inner = not.Of
		}
		if _, ok := match(inner); ok {
			pure = append(pure, p)
			positive = positive || !negative
		} else {
			rest = append(rest, p)
		}
	}
	if !positive {
		return "", and.Of
	}
	e, _ := match(query.And{Of: pure})
	return e, rest
}
