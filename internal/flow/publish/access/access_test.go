package access_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chancery-project/chancery/internal/flow/publish/access"
)

func TestTokens(t *testing.T) {
	dir := t.TempDir()
	list, err := access.Load(dir)
	if err != nil || len(list) != 0 {
		t.Fatalf("a record without the file: %v, %v", list, err)
	}
	list, reader, err := list.With("desk", access.Read)
	if err != nil {
		t.Fatal(err)
	}
	list, writer, err := list.With("archive", access.Add)
	if err != nil {
		t.Fatal(err)
	}
	if err := list.Save(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, access.File)
	b, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(b), reader) || strings.Contains(string(b), writer) {
		t.Errorf("the file holds a token itself, or is not there: %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	again, err := access.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if found, ok := again.Find(reader); !ok || found.Name != "desk" || !found.Scope.Covers(access.Read) || found.Scope.Covers(access.Add) {
		t.Errorf("the token of the desk: %v %v", found, ok)
	}
	if found, ok := again.Find(writer); !ok || !found.Scope.Covers(access.Read) || !found.Scope.Covers(access.Add) {
		t.Errorf("the token of the archive: %v %v", found, ok)
	}
	for _, wrong := range []string{"", "desk", reader[:len(reader)-1], reader + "x", found(again).Digest} {
		if _, ok := again.Find(wrong); ok {
			t.Errorf("%q is taken for a token", wrong)
		}
	}
	if _, _, err := again.With("desk", access.Read); err == nil {
		t.Error("a second token of one name")
	}
	for _, name := range []string{"", "a b", "../x", "<b>", strings.Repeat("a", 64)} {
		if _, _, err := again.With(name, access.Read); err == nil {
			t.Errorf("a token named %q", name)
		}
	}
	if _, _, err := again.With("new", "admin"); err == nil {
		t.Error("a scope that is not there")
	}
}

func found(l access.List) access.Token { return l[0] }

func TestDamagedFileLetsNobodyIn(t *testing.T) {
	dir := t.TempDir()
	w := access.NewWatch(dir)
	list, secret, _ := access.List(nil).With("desk", access.Read)
	if err := list.Save(dir); err != nil {
		t.Fatal(err)
	}
	now, err := w.Tokens()
	if _, ok := now.Find(secret); !ok || err != nil {
		t.Fatal("the token that was saved is not found", err)
	}
	for _, damaged := range []string{"", "{", `{"tokens":[{"name":"x","scope":"read","sha256":""}]}`, `{"tokens":[{"name":"x","scope":"all","sha256":"` + strings.Repeat("0", 64) + `"}]}`} {
		if err := os.WriteFile(filepath.Join(dir, access.File), []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if now, err := w.Tokens(); err == nil || len(now) > 0 {
			t.Errorf("%q: %v, %v", damaged, now, err)
		}
	}
	if err := os.Remove(filepath.Join(dir, access.File)); err != nil {
		t.Fatal(err)
	}
	if now, err := w.Tokens(); err != nil || len(now) > 0 {
		t.Errorf("without the file: %v, %v", now, err)
	}
}

func TestSessions(t *testing.T) {
	now := time.Date(2025, 11, 30, 12, 0, 0, 0, time.UTC)
	s := access.NewSessions(func() time.Time { return now })
	list, _, _ := access.List(nil).With("desk", access.Read)
	id := s.Begin(list[0])
	if token, ok := s.Find(id, list); !ok || token.Name != "desk" {
		t.Fatal("the session is not found")
	}
	if _, ok := s.Find(id, nil); ok {
		t.Error("the session outlives its token")
	}
	if !s.FormKeyIs(id, s.FormKey(id)) || s.FormKeyIs("", s.FormKey(id)) || s.FormKeyIs(id, "") {
		t.Error("keys of forms are not those of their sessions")
	}
	now = now.Add(access.SessionTime + time.Second)
	if _, ok := s.Find(id, list); ok {
		t.Error("the session never ends")
	}
	now = now.Add(-access.SessionTime)
	s.End(id)
	if _, ok := s.Find(id, list); ok {
		t.Error("the session was ended and goes on")
	}
	first := s.Begin(list[0])
	for range 1100 {
		now = now.Add(time.Millisecond)
		s.Begin(list[0])
	}
	if _, ok := s.Find(first, list); ok {
		t.Error("sessions have no limit")
	}
}
