// Package knowledge holds what chancery knows of the world: states, institutions, groups, people with dated roles,
// nouns for actors, places and names, read from data files and checked before anything uses them.
//
// The files are tab separated, one subject a file, and stand in the folder data, compiled into the program. [Load]
// layers a user's files of the same form over them. It reports every fault of every file at once, as [Faults], and
// gives nothing when there is one. docs/knowledge.md describes each file and each column.
//
// What an entity was in a time is told by [Base.WasOn] and [Base.WasIn]; a stage that knows when something happened asks
//
//	from, to := knowledge.Dates(event.Time)
//	actor = base.ActorIn(mention.As, mention.Body, from, to)
//
// and gets the actor of a mention, which is that of the day of publication, with its country, sectors and role in the
// time of the event: the Taliban of 2005 as rebels, of 2023 as a government, a minister who left as a former one.
//
// A name leads to candidates ([Base.Find] for one name, [Base.Scan] for all names of a text); an entity has roles with
// the time in which they held ([Base.RolesOn]). Nothing here decides which candidate a text means.
package knowledge
