// Package access keeps who may ask a server for a record that others can reach: tokens, each with a name and what it is
// good for. A token is shown once, when it is made; the file holds its SHA-256 alone.
package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// File is the name of the file of tokens in the folder of a record.
const File = "tokens.json"

// Scope is what a token is good for.
type Scope string

// The scopes of tokens. Who may add may read.
const (
	Read Scope = "read"
	Add  Scope = "add"
)

// Covers tells whether a token of scope s is good for what asks for the scope wanted.
func (s Scope) Covers(wanted Scope) bool { return s == wanted || s == Add && wanted == Read }

// Token is one token as it is kept.
type Token struct {
	Name   string `json:"name"`
	Scope  Scope  `json:"scope"`
	Digest string `json:"sha256"` // of the token, in hexadecimal
}

// Limits of the file and its names.
const (
	maxFile   = 1 << 20
	maxTokens = 1000
)

// secretBytes is how many bytes of chance a token has.
const secretBytes = 32

// prefix begins every token, so that one is known where it lies about.
const prefix = "chancery_"

var names = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)

// List is the tokens of a record, by name.
type List []Token

// Load reads the tokens of the record in a folder; a record without the file has none.
func Load(dir string) (List, error) {
	file := filepath.Join(dir, File)
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	if len(b) > maxFile {
		return nil, fmt.Errorf("read tokens: %s is larger than 1 MB", file)
	}
	return parse(file, b)
}

func parse(file string, b []byte) (List, error) {
	var kept struct {
		Tokens List `json:"tokens"`
	}
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, fmt.Errorf("read tokens: %s: %w", file, err)
	}
	for i, t := range kept.Tokens {
		if !names.MatchString(t.Name) || t.Scope != Read && t.Scope != Add || len(t.Digest) != 2*sha256.Size {
			return nil, fmt.Errorf("read tokens: %s: token %d is not one that was written by this program", file, i+1)
		}
	}
	if len(kept.Tokens) > maxTokens {
		return nil, fmt.Errorf("read tokens: %s holds more than %d", file, maxTokens)
	}
	return kept.Tokens, nil
}

// Save writes the tokens of the record in a folder: the whole file or nothing, for its owner alone.
func (l List) Save(dir string) error {
	b, err := json.MarshalIndent(struct {
		Tokens List `json:"tokens"`
	}{append(List{}, l...)}, "", "  ")
	if err != nil {
		return fmt.Errorf("internal error: %w", err)
	}
	f, err := os.CreateTemp(dir, File+".*") // made with mode 0600
	if err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	if err := os.Rename(f.Name(), filepath.Join(dir, File)); err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	return nil
}

// With gives the list with a new token, and the token itself, which is kept nowhere.
func (l List) With(name string, scope Scope) (List, string, error) {
	switch {
	case !names.MatchString(name):
		return l, "", fmt.Errorf("name %q: want letters, digits, dots, _ and -, at most 63", name)
	case scope != Read && scope != Add:
		return l, "", fmt.Errorf("scope %q: want read or add", scope)
	case slices.ContainsFunc(l, func(t Token) bool { return t.Name == name }):
		return l, "", fmt.Errorf("there is a token named %q already; take it away first", name)
	case len(l) >= maxTokens:
		return l, "", fmt.Errorf("there are %d tokens already", maxTokens)
	}
	secret := make([]byte, secretBytes)
	if _, err := rand.Read(secret); err != nil {
		return l, "", fmt.Errorf("make a token: %w", err)
	}
	token := prefix + base64.RawURLEncoding.EncodeToString(secret)
	sum := sha256.Sum256([]byte(token))
	all := append(slices.Clone(l), Token{name, scope, hex.EncodeToString(sum[:])})
	slices.SortFunc(all, func(a, b Token) int { return strings.Compare(a.Name, b.Name) })
	return all, token, nil
}

// Without gives the list without a token, and whether it was there.
func (l List) Without(name string) (List, bool) {
	rest := slices.DeleteFunc(slices.Clone(l), func(t Token) bool { return t.Name == name })
	return rest, len(rest) < len(l)
}

// Find gives the token with these words. It compares with every token in constant time.
func (l List) Find(secret string) (Token, bool) {
	sum := sha256.Sum256([]byte(secret))
	digest := []byte(hex.EncodeToString(sum[:]))
	var found Token
	ok := false
	for _, t := range l {
		if subtle.ConstantTimeCompare(digest, []byte(t.Digest)) == 1 {
			found, ok = t, true
		}
	}
	return found, ok
}

// Watch gives the tokens of a record as they are now: what is taken away while a server runs is good for nothing from
// the next request on.
type Watch struct {
	dir string

	mu   sync.Mutex
	at   time.Time
	size int64
	list List
}

// NewWatch watches the tokens of the record in a folder.
func NewWatch(dir string) *Watch { return &Watch{dir: dir, size: -1} }

// Tokens gives the tokens as the file holds them. Where it cannot be read there are none.
func (w *Watch) Tokens() (List, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	info, err := os.Stat(filepath.Join(w.dir, File))
	if err != nil {
		w.list, w.size = nil, -1
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, fmt.Errorf("read tokens: %w", err)
	}
	if info.ModTime().Equal(w.at) && info.Size() == w.size {
		return w.list, nil
	}
	list, err := Load(w.dir)
	if err != nil {
		w.list, w.size = nil, -1
		return nil, err
	}
	w.list, w.at, w.size = list, info.ModTime(), info.Size()
	return list, nil
}
