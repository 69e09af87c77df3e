package text

import "encoding/hex"

// Layer names one layer of a document in the needs and gives of a stage.
type Layer string

// The layers, in the order in which the flow writes them.
const (
	Body       Layer = "body"       // Text, Meta, Furniture, Headline
	Tokens     Layer = "tokens"     //
	Sentences  Layer = "sentences"  //
	Quotations Layer = "quotations" //
	Trees      Layer = "trees"      // tags, lemmas and dependency trees
	Names      Layer = "names"      //
	Times      Layer = "times"      //
	Mentions   Layer = "mentions"   // of actors, with what each means
	References Layer = "references" // pronouns and descriptions, with the mentions that they mean
	Actors     Layer = "actors"     // Facts.Actors: each with all its mentions
	Places     Layer = "places"     //
	Claims     Layer = "claims"     //
	Figures    Layer = "figures"    //
	Occasions  Layer = "occasions"  //
	Events     Layer = "events"     // with the nuggets: the stage that reads the ones reads the others
)

func hexadecimal(b []byte) string { return hex.EncodeToString(b) }
