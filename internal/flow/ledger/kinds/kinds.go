// Package kinds is the list of what the ledger holds.
package kinds

import (
	"fmt"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/dispute"
	"github.com/chancery-project/chancery/internal/flow/ledger/follow"
	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	"github.com/chancery-project/chancery/internal/flow/ledger/series"
)

// All gives the kinds of entries in the order in which they are kept.
func All() ([]ledger.Kind, error) {
	events, err := identity.New()
	if err != nil {
		return nil, fmt.Errorf("joined events: %w", err)
	}
	figures, err := series.New()
	if err != nil {
		return nil, err
	}
	plans, err := follow.New()
	if err != nil {
		return nil, err
	}
	return []ledger.Kind{events, dispute.Kind{}, figures, plans}, nil
}
