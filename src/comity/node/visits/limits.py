"""What a visit may cost this node; each limit is said before, and again in the refusal that it makes.

How much may be sent stands in `desk.uploads`: it holds for whoever sends files.
"""

import datetime as dt

#: Lines that are answered here; the command line has no such limit.
LINES = 50_000
#: Seconds that one piece of work may take, and bytes of memory that it may claim.
SECONDS = 120.0
MEMORY = 4 * 1024**3

#: Visits of one visitor at a time.
DESKS = 20
#: Bytes of all visits on this node together.
STORED_BYTES = 4 * 1024**3
#: Pieces of work that may wait their turn; of one visitor, those that wait or are under way.
WAITING = 200
WAITING_OF_ONE = 12
#: Results of one desk that are held; with one more, the oldest goes and is made anew when it is asked for.
RESULTS = 40
#: Pieces of work done at once.
AT_ONCE = 2

#: How long a visit stays after its last use, and when it was asked to be kept.
UNUSED = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=30)

#: Seconds that a page waits for its work before it shows how far it is; only so many pages wait at a time.
PATIENCE = 2.0
PATIENT_PAGES = 4
#: Work under way that nobody has heard of for so long has been lost with its worker, and is done again; work
#: that has waited for so long has been lost with its place in the queue.
LOST = dt.timedelta(seconds=15)
FORGOTTEN = dt.timedelta(minutes=10)

#: Answers that are asked for on one page.
QUESTIONS = 8
#: Characters of all the answers on one desk.
ANSWERS = 500_000
#: Columns and problems of a list that one page shows.
COLUMNS = 300
PROBLEMS = 100
