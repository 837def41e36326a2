# Experts: assignment and conflicts of interest, at the command line

panel-step-read = Reading
panel-step-assign = Assigning
panel-step-conflicts = Looking for conflicts of interest
panel-stopped = Stopped; nothing was written.
panel-written = Written: { $files }
panel-total = { $seats } experts for { $projects } projects, total affinity { $total }; proved to be the best.
panel-seated = { $seats } experts for { $projects } projects, total affinity { $total }.
panel-fair = The project that fares worst has { $floor }; no assignment can give it more than { $bound }.
panel-lot = Drawn by lot with seed { $seed }; expected total affinity { $expected }.
panel-kept = { $kept } of { $before } former pairs stay (at most { $most } could); total affinity given up: { $loss }.
panel-lacking = Project { $project } lacks { $seats }: { $candidates } other candidates, { $full } of them full.
panel-lacking-side = Project { $project } lacks { $seats } of side { $side }: { $candidates } other candidates there, { $full } of them full.
panel-lacking-more = … and { $count } more, listed in lacking.csv.
panel-short = Expert { $expert } has { $projects } fewer than the least load.
panel-changes = The least change after which every seat can be filled ({ $count }):
panel-change-load = let expert { $expert } take { $by } more
panel-change-least = ask { $by } less of expert { $expert }
panel-change-unit = allow project { $project } { $by } more of unit { $unit }
panel-change-side-more = allow project { $project } { $by } more of side { $side }
panel-change-side-less = require { $by } fewer of side { $side } for project { $project }
panel-change-seats = find { $by } more experts for project { $project }, or give up as many seats
panel-change-seats-side = find { $by } more experts of side { $side } for project { $project }, or give up as many seats

# What is wrong in a file
panel-table-empty = { $file } holds no table. Write a header row and one row for each entry.
panel-column-missing = { $file }: the column “{ $column }” is missing (found: { $found }). Add it, or name one of these so.
panel-cell-missing = { $file } row { $row }, column { $column }: the cell is empty. Fill it in or remove the row.
panel-cell-count = { $file } row { $row }, column { $column }: “{ $found }” is not a whole number. Write digits only, or leave the cell empty.
panel-cell-quota = { $file } row { $row }, column { $column }: “{ $found }” is not a quota. Write the least, or least and most, as in 1-2.
panel-cell-decision = { $file } row { $row }, column { $column }: “{ $found }” is not a decision. Write out or in, or leave the cell empty.
panel-cell-year = { $file } row { $row }, column { $column }: a year could not be read in “{ $found }”. Write name @ 2024, several divided by semicolons.
panel-undecided = { $file } row { $row }: nobody has decided this conflict. Write out or in under “decision”, or set undecided = "out" or "in" in the options.
panel-number-twice = { $file } row { $row }, column { $column }: “{ $found }” stands twice. Keep one row.
panel-row-unknown = { $file } row { $row }, column { $column }: “{ $found }” is not in the other tables. Correct the number or remove the row.
panel-score-missing = { $file } row { $row }: project, expert or score is empty. Fill it in or remove the row.
panel-score-number = { $file } row { $row }, column { $column }: “{ $found }” is not a score. Write a decimal number with no more decimals than the options name (six if they name none).
panel-expert-unknown = { $file } row { $row }: expert “{ $found }” is not in the table of experts. Add the expert or remove the row.
panel-project-unknown = { $file } row { $row }: project “{ $found }” is not in the table of projects. Add the project or remove the row.
panel-line = { $file } line { $row } is not an application ({ $found }). Take the applications.jsonl that hefu round wrote.
panel-most-unset = How many projects expert { $expert } takes at most is not set. Fill in the column most, or set most in the options.
panel-demand-unset = How many experts project { $project } needs is not set. Fill in the column demand, or set demand in the options.
panel-loss = “{ $found }” is not a loss. Write a number of zero or more in the unit of the scores.
panel-one-way = A former assignment is kept only where the greatest total is asked for. Leave out fair and lot, or the former assignment.
panel-fault-twice = Number “{ $found }” stands twice.
panel-fault-pair-twice = Project { $project } and expert { $expert } have two scores. Keep one.
panel-fault-load = Expert { $expert } must take { $least } but may take { $most }. Correct one of them.
panel-fault-side-twice = Project { $project } has two quotas for side { $side }. Keep one.
panel-fault-side = Project { $project } needs { $least } of side { $side } but may have { $most }. Correct one of them.
panel-fault-seats = The sides of project { $project } need { $needed } experts, but it asks for { $seats }. Correct one of them.
panel-fault-fixed-forbidden = Project { $project } and expert { $expert } are fixed and in conflict. Decide one of them.
panel-fault-fixed-unscored = Project { $project } and expert { $expert } are fixed but have no score. Add the score.
panel-fault-fixed-project = More experts are fixed for project { $project } than its number or quotas allow.
panel-fault-fixed-expert = More projects are fixed for expert { $expert } than the load allows.
panel-fault-too-large = The tables or numbers are too large to be reckoned with.

# Conflicts of interest
panel-conflicts = { $hard } conflicts are certain, { $confirm } wait for a person; see { $file }. Write out or in under “decision”.
panel-rule-on-project = takes part in the project
panel-rule-same-unit = same unit
panel-rule-co-author = wrote together
panel-rule-adviser = adviser and student
panel-rule-family = family
panel-rule-named-by-applicant = the applicants ask not to have the expert
panel-rule-declared-by-expert = declared by the expert
panel-rule-competing = takes part in a competing project
panel-likeness-identifier = the same identifier
panel-likeness-same-name = the same name
panel-likeness-romanised = the same name in another spelling
panel-likeness-initials = surname and initials agree
panel-likeness-stated = stated
panel-likeness-same-unit = the same unit
panel-likeness-like-unit = perhaps the same unit
panel-limit-unset = no limit of years is set
