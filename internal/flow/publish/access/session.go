package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"sync"
	"time"
)

// Limits of sessions.
const (
	SessionTime = 12 * time.Hour
	maxSessions = 1000
)

// Sessions are the browsers that signed in. They are kept in memory alone: who restarts the server ends them.
type Sessions struct {
	now func() time.Time
	key []byte // of the keys of forms

	mu  sync.Mutex
	all map[[sha256.Size]byte]session
}

type session struct {
	digest string // of the token
	until  time.Time
}

// NewSessions makes an empty set. The clock says when sessions end.
func NewSessions(now func() time.Time) *Sessions {
	return &Sessions{now: now, key: []byte(rand.Text()), all: map[[sha256.Size]byte]session{}}
}

// Begin makes a session for a token and gives what its cookie holds.
func (s *Sessions) Begin(t Token) string {
	secret := make([]byte, secretBytes)
	_, _ = rand.Read(secret) // never fails: the program ends where there is no chance to be had
	id := base64.RawURLEncoding.EncodeToString(secret)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for k, v := range s.all {
		if now.After(v.until) {
			delete(s.all, k)
		}
	}
	if len(s.all) >= maxSessions {
		s.dropEldest()
	}
	s.all[sha256.Sum256([]byte(id))] = session{t.Digest, now.Add(SessionTime)}
	return id
}

func (s *Sessions) dropEldest() {
	var eldest [sha256.Size]byte
	var until time.Time
	for k, v := range s.all {
		if until.IsZero() || v.until.Before(until) {
			eldest, until = k, v.until
		}
	}
	delete(s.all, eldest)
}

// Find gives the token of a session, if the list still holds it.
func (s *Sessions) Find(id string, tokens List) (Token, bool) {
	s.mu.Lock()
	found, ok := s.all[sha256.Sum256([]byte(id))]
	s.mu.Unlock()
	if !ok || s.now().After(found.until) {
		return Token{}, false
	}
	for _, t := range tokens {
		if t.Digest == found.digest {
			return t, true
		}
	}
	return Token{}, false
}

// End ends a session.
func (s *Sessions) End(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, sha256.Sum256([]byte(id)))
}

// FormKey is what a form must send back that was shown to a session ("" where nobody signs in).
func (s *Sessions) FormKey(id string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(id))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// FormKeyIs tells whether a form came back with the key of the session.
func (s *Sessions) FormKeyIs(id, key string) bool {
	return hmac.Equal([]byte(s.FormKey(id)), []byte(key))
}
