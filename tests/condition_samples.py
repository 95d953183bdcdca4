"""Conditions over the facts of `test_conditions`: allowed, refused, and scraps to make others of."""

ALLOWED = """
yes
NOT yes
((yes))
defined
TRUE
yes AND no OR NOT defined
yes = no
yes <> TRUE
kind = 'x'
'x' = kind
kind <> 'y'
kind = other_kind
kind IN ('x', 'y')
kind NOT IN ('x')
state = 'JP'
state IN ('JP', 'AU')
words LIKE 'a%'
words LIKE '900 202%'
words NOT LIKE '_%'
words LIKE '%'
words LIKE '\\%'
words LIKE 'a_b'
words LIKE '(['
words = place
words = 'o''k'
words = 'a -- b /* c */'
count = 1
count > 1 AND count >= 1 AND count < 5 AND count <= 5
count BETWEEN 0 AND 2
count BETWEEN weight AND count + 1
count NOT BETWEEN -3 AND 0
count IN (1, -3)
count IN (1.0, 2.5)
-count < 1
- - count < 1
count + 1 = weight
weight * 2 - 1 <= count
1 BETWEEN count AND 2
1 = 1
day = DATE '2023-08-13'
day >= DATE '2023-08-13'
day IN (DATE '2023-08-13', DATE '2024-02-29')
day BETWEEN DATE '2023-08-13' AND day
moment < moment
""".strip().splitlines()

REFUSED = """
CASE WHEN yes THEN no END
CASE kind WHEN 'x' THEN TRUE ELSE FALSE END
COALESCE(yes, TRUE)
IFNULL(yes, TRUE)
NULLIF(yes, no)
IF(yes, no, TRUE)
yes IS NULL
yes IS NOT NULL
yes ISNULL
yes NOTNULL
yes IS TRUE
yes IS NOT TRUE
yes IS UNKNOWN
yes IS DISTINCT FROM no
yes IS NOT DISTINCT FROM no
count <=> 1
NULL
yes = NULL
yes AND NULL
NOT NULL
count IN (1, NULL)
count NOT IN (NULL)
count IN (SELECT 1)
count IN (count)
count IN (1 + 1)
count IN ()
count = (SELECT 1)
EXISTS (SELECT 1)
SELECT 1
yes FROM people
yes WHERE no
yes ORDER BY no
yes, no
yes AS no
(yes, no)
(yes, no) = (no, yes)
ROW(1) = ROW(1)
LOWER(words) = 'x'
LENGTH(words) = 1
ABS(count) = 1
@count = 1
COUNT(*) = 1
SUM(count) = 1
GREATEST(count, 1) = 1
RANDOM() < 1
now() > moment
day = CURRENT_DATE
current_user = words
CAST(count AS TEXT) = '1'
count::TEXT = '1'
yes::INT = 1
TRY_CAST('2023-08-13' AS DATE) = day
CAST(words AS DATE) = day
moment > TIMESTAMP '2024-01-01 00:00:00'
day = DATE '2023-02-29'
day = DATE 'tomorrow'
day = DATE '20230813'
day = DATE '2023-W32-7'
DATE words = day
DATE('2023-08-13') = day
day = '2023-08-13'
day + 1 = day
day + INTERVAL '1' DAY = day
day - day = 1
words ILIKE 'x'
words GLOB 'x'
words ~ 'x'
words !~ 'x'
words SIMILAR TO 'x'
words RLIKE 'x'
REGEXP_MATCHES(words, 'x')
words LIKE 'x' ESCAPE '!'
words LIKE place
words LIKE ANY ('x', 'y')
words = ANY(['x'])
words || 'x' = 'y'
words = 'x' COLLATE NOCASE
words[1] = 'x'
kind LIKE 'x%'
count LIKE '1'
count BETWEEN SYMMETRIC 2 AND 1
count / 2 = 1
count // 2 = 1
count % 2 = 1
count ** 2 = 1
count ^ 2 = 1
count & 1 = 1
count | 1 = 1
count << 1 = 2
~count = 1
[1] = [1]
{'a': 1} = {'a': 1}
MAP {'a': 1} = MAP {'a': 1}
LIST_FILTER([1], x -> x > 1) = [1]
lambda x: x
x -> x
ROW_NUMBER() OVER () = 1
SUM(count) OVER (PARTITION BY kind) = 1
SUM(count) FILTER (WHERE yes) = 1
? = count
$1 = count
$name = count
:name = count
yes; no
yes;
;
yes -- no
yes -- AND (no AND defined)
yes /* OR no */
/* yes */ no
yes /*+ hint */
yes AND -- no\tOR
"yes"
"§defined"
§defined
people.yes
people.*
*
* = 1
yes.no
`yes` = TRUE
#1 = 1
yes AND
AND yes
yes no
(yes
yes)
'x
kind = 'q'
'q' = kind
kind IN ('x', 'q')
kind = "x"
state = 'jp'
state = 'JPN'
kind
'x'
1
count
count AND yes
NOT count
count = 'x'
yes = 'x'
yes = 1
kind = 1
kind < 'y'
words > 'a'
yes < no
words BETWEEN 'a' AND 'b'
words + 1 = 2
-yes
-words = 'x'
step
NOT step
key = 'x'
detail = 'x'
unheard_of
YES
Yes
.52.5 = weight
1e5-1 = weight
1..2 = weight
99999999999999999999 = count
x'00' = words
e'x' = words
$$x$$ = words
N'x' = words
PRAGMA x
DROP TABLE people
yes UNION no
""".strip().splitlines()

_SCRAPS = """
AND OR NOT = <> != == < <= > >= <=> BETWEEN IN LIKE ILIKE + - * / % // ** || | & ^ ~ ! ( ) ( ) [ ]
{ } , . : ; ? @ # -> TRUE FALSE NULL IS CASE WHEN THEN ELSE END CAST( AS DATE DATE) COALESCE(
SELECT FROM EXISTS ANY ALL SYMMETRIC ESCAPE DISTINCT OVER FILTER WHERE INTERVAL LAMBDA ROW XOR GLOB
COLLATE CURRENT_DATE DIV ISNULL NOTNULL -- /* */ $1 $$ § " yes no kind other_kind count weight
words place state day moment defined step key detail unheard_of people.yes "yes" 'x' 'y' 'JP' 'q'
'%' '' ' 1 2 -1 1.5 .5 5. 1e5 1e 0x1F 1_000 DATE'2023-08-13' DATE'20230813' ::DATE ::INT
'2023-08-13'
"""
TOKENS = tuple(_SCRAPS.split())
