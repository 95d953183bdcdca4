"""Every limit of the input in one place. Each is far above a real visit; a refusal names the one it met.

They exist so that a file from a stranger costs bounded time and memory: a workbook of a few kilobytes
can unpack to terabytes, and two cells in opposite corners make a spreadsheet reader allocate all between.
"""

import datetime as dt

#: Bytes of a visit.toml.
HEADER_BYTES = 1024 * 1024
#: Bytes of one CSV sheet.
CSV_BYTES = 512 * 1024 * 1024
#: Bytes of a workbook as it lies on the disk.
WORKBOOK_BYTES = 128 * 1024 * 1024
#: Bytes of all parts of a workbook together, unpacked.
UNPACKED_BYTES = 512 * 1024 * 1024
#: How many times larger than packed a part may be unpacked, once it is over RATIO_FROM_BYTES.
UNPACKED_RATIO = 200
RATIO_FROM_BYTES = 4 * 1024 * 1024
#: Parts (files) inside a workbook.
WORKBOOK_PARTS = 1_000
#: Rows times columns of one workbook sheet, from its first cell to its last.
WORKBOOK_CELLS = 12_000_000
#: Cells times the longest shared text of a workbook: what it could unpack to as text.
WORKBOOK_TEXT = 1_000_000_000

#: Sheets of one visit.
SHEETS = 40
#: Data rows of one sheet.
ROWS = 2_000_000
#: Columns of one sheet.
COLUMNS = 300
#: Characters of one cell, or of one value of visit.toml.
CELL_CHARACTERS = 10_000
#: Contingents of one visit.
CONTINGENTS = 500
#: Filings of one visit.
FILINGS = 2_000
#: Attestations of one visit.
ATTESTATIONS = 500
#: Pools of one visit.
POOLS = 500
#: Files in the folder of a visit.
FOLDER_FILES = 10_000

#: The largest number, either side of zero: what lies beyond is rounded by every spreadsheet.
NUMBER = 10**15
#: The first and last day that a day may be.
FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2199, 12, 31)
#: The largest amount of a lead time, in any unit.
LEAD_AMOUNT = 10_000

#: Mistakes of one kind listed for one column; the rest are counted.
LISTED = 10
