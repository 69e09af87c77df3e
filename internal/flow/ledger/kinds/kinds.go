// Package kinds is the list of what the ledger holds.
package kinds

import (
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	"github.com/chancery-project/chancery/internal/flow/ledger/series"
	"github.com/chancery-project/chancery/internal/flow/ledger/statement"
	"github.com/chancery-project/chancery/internal/flow/ledger/story"
)

// Version is that of the rules by which reports are joined. It has to be raised with every change of what they give:
// records that were kept by another version are joined anew.
const Version = "27"

// Rules gives the kinds with their version.
func Rules() (ledger.Rules, error) {
	all, err := All()
	return ledger.Rules{Kinds: all, Version: Version}, err
}

// All gives the kinds of entries in the order in which they are kept.
func All() ([]ledger.Kind, error) {
	events, err := identity.New()
	if err != nil {
		return nil, fmt.Errorf("joined events: %w", err)
	}
	claims, err := statement.New()
	if err != nil {
		return nil, fmt.Errorf("joined claims: %w", err)
	}
	figures, err := series.New()
	if err != nil {
		return nil, err
	}
	plans, err := follow.New()
	if err != nil {
		return nil, err
	}
	stories, err := story.New()
	if err != nil {
		return nil, err
	}
	return []ledger.Kind{events, claims, dispute.Kind{}, figures, plans, stories}, nil
}
